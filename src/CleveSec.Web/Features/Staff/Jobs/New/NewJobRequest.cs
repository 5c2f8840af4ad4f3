using System.Globalization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Booking;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Jobs.New;

/// <summary>What was typed, as the use case wants it.</summary>
internal static class NewJobRequest
{
    /// <param name="input">Validated.</param>
    public static BookingRequest Of(NewJobInput input, NewJobChoices choices, Actor by)
    {
        var (caller, site) = (choices.Caller, choices.Site);
        List<RecorderBrand> more = input.Brand is { } brand ? [.. Enumerable.Repeat(brand, input.Count ?? 1)] : [];
        var known = (site?.Recorders ?? []).Where(recorder => input.Recorders.Contains(recorder.Id)).ToList();
        return new BookingRequest(
            input.Key, input.Service ?? Service.RecoveryId, more, input.Trouble!.Value, choices.Zip, StartOf(input),
            caller?.Name ?? input.Name!.Trim(), input.CleanPhone, caller is null ? Null(input.Email) : caller.Email, site?.Street ?? input.Street!.Trim(), site is null ? Null(input.Unit) : site.Unit,
            Null(input.GateCode), Null(input.Notes), caller?.Language ?? input.Language, Intake(input), null, input.TextConsent)
        {
            Office = new OfficeBooking(by, caller?.Id, site?.Id, [.. known.Select(recorder => recorder.Id)], input.Technician, input.Urgent, Null(input.Reason)),
        };
    }

    private static JobIntake Intake(NewJobInput input) => new()
    {
        ServiceId = input.Service ?? Service.RecoveryId,
        Situation = input.Situation,
        Footage = input.Footage,
        ContactName = Null(input.ContactName),
        ContactPhone = input.CleanContactPhone,
    };

    private static Instant? StartOf(NewJobInput input) => input.Choice switch
    {
        NewJobInput.NoVisit => null,
        NewJobInput.OtherTime => input.TypedStart,
        _ => long.TryParse(input.Choice, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? LocalTime.FromForm(seconds) : null,
    };

    private static string? Null(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
