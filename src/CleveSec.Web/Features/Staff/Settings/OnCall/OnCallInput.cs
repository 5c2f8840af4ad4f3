using System.Globalization;
using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.OnCall;

internal sealed record OnCallPerson(Guid Id, string Name, string Email);

internal sealed record OnCallView(IReadOnlyList<OnCallPerson> People, Guid? OnCallId, int Minutes);

internal sealed class OnCallQuery(CleveSecDb db)
{
    public async Task<OnCallView> RunAsync(CancellationToken ct)
    {
        var office = await db.OfficeSettings.AsNoTracking().SingleAsync(ct);
        var people = await db.Staff.AsNoTracking().Where(staff => staff.Active).OrderBy(staff => staff.Name).Select(staff => new OnCallPerson(staff.Id, staff.Name, staff.Email)).ToListAsync(ct);
        return new OnCallView(people, office.OnCallId, office.AlertMinutes);
    }
}

/// <summary>As typed.</summary>
public sealed class OnCallInput
{
    public const int MostMinutes = 240;

    public string? Person { get; set; }
    public string? Minutes { get; set; }

    /// <summary>Null: not a number.</summary>
    public int? CleanMinutes => int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    internal static OnCallInput Of(OnCallView view) => new() { Person = view.OnCallId?.ToString() ?? "", Minutes = view.Minutes.ToString(CultureInfo.InvariantCulture) };
}

internal sealed class OnCallInputValidator : AbstractValidator<OnCallInput>
{
    public OnCallInputValidator()
    {
        RuleFor(input => input.Person).Must(person => string.IsNullOrEmpty(person) || Guid.TryParse(person, out _)).WithMessage("Choose somebody of the list, or nobody.");
        RuleFor(input => input.Minutes).Must((input, _) => input.CleanMinutes is >= 1 and <= OnCallInput.MostMinutes).WithMessage($"Enter a number of minutes from 1 to {OnCallInput.MostMinutes}.");
    }
}

/// <summary>Sets who is on call.</summary>
internal sealed class SaveOnCall(CleveSecDb db, SettingsChanges changes, AuditTrail audit)
{
    public Task<SettingsOutcome> RunAsync(OnCallInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async office =>
    {
        Guid? id = string.IsNullOrEmpty(input.Person) ? null : Guid.Parse(input.Person);
        var name = id is null ? "nobody" : await db.Staff.Where(staff => staff.Id == id && staff.Active).Select(staff => staff.Name).FirstOrDefaultAsync(ct);
        if (name is null)
        {
            return new SettingsOutcome.Refused("This person does not work here any more. Choose somebody else.");
        }

        audit.Add(by, "on call changed", "settings", $"{name}, {input.CleanMinutes} minutes");
        (office.OnCallId, office.AlertMinutes) = (id, input.CleanMinutes!.Value);
        return new SettingsOutcome.Saved(id is null ? "Nobody is on call." : $"{name} is on call.");
    }, ct);
}
