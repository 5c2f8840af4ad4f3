using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>What a letter to a vendor says, as typed by the technician or the office.</summary>
internal sealed class LetterInput
{
    public string? Method { get; set; }
    public string? DeviceId { get; set; }

    /// <summary>As a date field sends it, "2026-11-27".</summary>
    public string? DateOnScreen { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>Of the draft that is being corrected, as it was on screen; null: a new letter.</summary>
    public string? Version { get; set; }
}

internal sealed class LetterInputValidator : AbstractValidator<LetterInput>
{
    public LetterInputValidator()
    {
        RuleFor(input => input.Method).Must(method => ResetMethod.Find(method) is not null).WithMessage("Choose what is asked for.");
        RuleFor(input => input.DeviceId).MaximumLength(VendorCase.DeviceIdMaxLength).WithMessage($"Shorten this to {VendorCase.DeviceIdMaxLength} characters.")
            .Must(text => string.IsNullOrEmpty(text) || text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or ':' or '.' or '_' or '/')).WithMessage("A serial number or Device ID has letters, digits and hyphens only.");
        RuleFor(input => input.DateOnScreen).Must(text => string.IsNullOrWhiteSpace(text) || LocalDatePattern.Iso.Parse(text.Trim()).Success).WithMessage("Enter the date as the recorder shows it, like 2026-11-27.");
    }
}

/// <summary>Reads the form of a letter, the same for the technician and the office.</summary>
internal sealed class LetterForm(CleveSecDb db, IValidator<LetterInput> validator)
{
    /// <param name="keptFile">Whether the draft has an exported file already.</param>
    /// <returns>What is asked; null: what is wrong stands beside its field.</returns>
    public async Task<LetterAsked?> ReadAsync(PageModel page, LetterInput input, bool keptFile, CancellationToken ct)
    {
        var valid = await page.ValidateAsync(validator, input, ct);
        var file = await BytesAsync(input.File, ct);
        if (file is not null && SafeXml.Problem(file) is { } problem)
        {
            page.ModelState.AddModelError("Input.File", problem);
            valid = false;
        }

        if (!valid)
        {
            return null;
        }

        var date = string.IsNullOrWhiteSpace(input.DateOnScreen) ? (NodaTime.LocalDate?)null : LocalDatePattern.Iso.Parse(input.DateOnScreen.Trim()).Value;
        var asked = new LetterAsked(input.Method!, string.IsNullOrWhiteSpace(input.DeviceId) ? null : input.DeviceId.Trim(), date, input.File?.FileName, file);
        return await LacksAsync(page, asked, keptFile, ct) ? null : asked;
    }

    /// <summary>What this vendor needs and the form lacks, beside the field that lacks it.</summary>
    private async Task<bool> LacksAsync(PageModel page, LetterAsked asked, bool keptFile, CancellationToken ct)
    {
        if (await db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Id == asked.MethodId, ct) is not { } vendor)
        {
            return false;
        }

        var hasFile = asked.File is not null || keptFile;
        foreach (var (need, field) in new[] { (VendorNeeds.Device, "DeviceId"), (VendorNeeds.Date, "DateOnScreen"), (VendorNeeds.File, "File") })
        {
            if (new VendorLetterFacts(vendor.Name, vendor.Needs & need, asked.DeviceId, asked.DateOnScreen, hasFile, "", vendor.ValidityHours).Missing is { } missing)
            {
                page.ModelState.AddModelError($"Input.{field}", missing);
            }
        }

        return !page.ModelState.IsValid;
    }

    private static async Task<byte[]?> BytesAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
