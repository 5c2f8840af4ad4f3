using System.Security.Claims;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Customers;

public sealed class SiteInput
{
    public string? Street { get; set; }
    public string? Unit { get; set; }
    public string? City { get; set; }
    public string? Zip { get; set; }
    public string? Version { get; set; }

    public string CleanZip => new([.. (Zip ?? "").Where(char.IsAsciiDigit)]);

    internal static SiteInput Of(SiteView site, string? version) => new() { Street = site.Street, Unit = site.Unit, City = site.City, Zip = site.Zip, Version = version };
}

internal sealed class SiteInputValidator : AbstractValidator<SiteInput>
{
    public SiteInputValidator()
    {
        RuleFor(input => input.Street).NotEmpty().WithMessage("Enter the street and house number.").MaximumLength(Site.StreetMaxLength).WithMessage($"Shorten the street to {Site.StreetMaxLength} characters.");
        RuleFor(input => input.Unit).MaximumLength(Site.UnitMaxLength).WithMessage($"Shorten this to {Site.UnitMaxLength} characters.");
        RuleFor(input => input.City).NotEmpty().WithMessage("Enter the city.").MaximumLength(Site.CityMaxLength).WithMessage($"Shorten the city to {Site.CityMaxLength} characters.");
        RuleFor(input => input.Zip).Must((input, _) => input.CleanZip.Length == Site.ZipLength).WithMessage("Enter the five-digit ZIP code where the recorder is.");
    }
}

/// <summary>Another address. The ZIP code counts for the drive, so it stays while a visit is planned there.</summary>
internal sealed class CorrectSite(CleveSecDb db, Corrections corrections)
{
    public Task<CorrectionOutcome> RunAsync(Guid id, SiteInput input, ClaimsPrincipal by, CancellationToken ct) => corrections.RunAsync(Corrected.Site, id, input.Version, by, async () =>
    {
        var site = await db.Sites.FirstAsync(row => row.Id == id, ct);
        if (site.Zip != input.CleanZip && await PlannedAsync(id, ct) is { } number)
        {
            return ("", new CorrectionOutcome.Refused(nameof(SiteInput.Zip), $"A visit is planned with the drive to {site.Zip} ({number}). Take it off, change the ZIP code, then plan it again."));
        }

        var (street, unit, city, zip) = (site.Street, site.Unit, site.City, site.Zip);
        site.Correct(input.Street!, input.Unit, input.City!, input.CleanZip);
        return (Corrections.What(("street", street, site.Street), ("unit", unit, site.Unit), ("city", city, site.City), ("ZIP", zip, site.Zip)), null);
    }, ct);

    private Task<string?> PlannedAsync(Guid id, CancellationToken ct) =>
        db.Jobs.Where(job => job.SiteId == id && job.Visits.Any(visit => EF.Constant(Schedules.Live).Contains(visit.Status))).Select(job => job.Number).FirstOrDefaultAsync(ct);
}

public sealed class RecorderInput
{
    public RecorderBrand? Brand { get; set; }
    public string? Model { get; set; }
    public string? Serial { get; set; }
    public string? Version { get; set; }

    internal static RecorderInput Of(RecorderView recorder, string? version) => new() { Brand = recorder.Brand, Model = recorder.Model, Serial = recorder.Serial, Version = version };
}

internal sealed class RecorderInputValidator : AbstractValidator<RecorderInput>
{
    private const string Secret = "This looks like a password, pattern or code. Those are never kept: take it out.";

    public RecorderInputValidator()
    {
        RuleFor(input => input.Brand).NotNull().WithMessage("Choose the brand.").IsInEnum();
        RuleFor(input => input.Model).MaximumLength(Recorder.ModelMaxLength).WithMessage($"Shorten the model to {Recorder.ModelMaxLength} characters.").Must(model => !SecretText.LooksLikeOne(model)).WithMessage(Secret);
        RuleFor(input => input.Serial).MaximumLength(Recorder.SerialMaxLength).WithMessage($"Shorten the serial to {Recorder.SerialMaxLength} characters.");
    }
}

/// <summary>Another brand, model or serial: a label that was misread.</summary>
internal sealed class CorrectRecorder(CleveSecDb db, Corrections corrections)
{
    public Task<CorrectionOutcome> RunAsync(Guid id, RecorderInput input, ClaimsPrincipal by, CancellationToken ct) => corrections.RunAsync(Corrected.Recorder, id, input.Version, by, async () =>
    {
        var recorder = await db.Recorders.FirstAsync(row => row.Id == id, ct);
        var (brand, model, serial) = (recorder.Brand, recorder.Model, recorder.Serial);
        recorder.Correct(input.Brand!.Value, input.Model, input.Serial);
        return (Corrections.What(("brand", brand.ToString(), recorder.Brand.ToString()), ("model", model, recorder.Model), ("serial", serial, recorder.Serial)), null);
    }, ct);
}
