using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Tech.JobSheet.Attempts;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Vendors;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;

namespace CleveSec.Web.Features.Tech.JobSheet.Vendor;

internal sealed class LetterInput
{
    public string? Method { get; set; }
    public string? DeviceId { get; set; }

    /// <summary>As a date field sends it, "2026-11-27".</summary>
    public string? DateOnScreen { get; set; }
    public IFormFile? File { get; set; }
}

internal sealed class LetterInputValidator : AbstractValidator<LetterInput>
{
    public LetterInputValidator()
    {
        RuleFor(input => input.Method).Must(method => ResetMethod.Find(method) is not null).WithMessage("Choose what is asked for.");
        RuleFor(input => input.DeviceId).AtMost(VendorCase.DeviceIdMaxLength)
            .Must(text => string.IsNullOrEmpty(text) || text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or ':' or '.' or '_' or '/')).WithMessage("A serial number or Device ID has letters, digits and hyphens only.");
        RuleFor(input => input.DateOnScreen).Must(text => string.IsNullOrWhiteSpace(text) || LocalDatePattern.Iso.Parse(text.Trim()).Success).WithMessage("Enter the date as the recorder shows it, like 2026-11-27.");
    }
}

/// <summary>The letter to the manufacturer, with what the recorder says and the file exported from it. A foreign visit: 404; refused: 422 or 409 with everything typed.</summary>
[BodyLimit(SafeXml.MaxBytes * 2)]
internal sealed class WriteLetterModel(SheetQuery sheets, MethodsQuery methods, WriteVendorLetter write, IValidator<LetterInput> validator) : PageModel
{
    [BindProperty]
    public LetterInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public IReadOnlyList<MethodChoice> Methods { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Input.DeviceId = Recorder.Serial;
        return this.OnlyWhen(Sheet.May(JobAction.AskVendor) && Recorder is { IsLinked: true, Outcome: null } && Methods.Count > 0, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var date = string.IsNullOrWhiteSpace(Input.DateOnScreen) ? (NodaTime.LocalDate?)null : LocalDatePattern.Iso.Parse(Input.DateOnScreen.Trim()).Value;
        var asked = new LetterAsked(Input.Method!, Input.DeviceId, date, Input.File?.FileName, await BytesAsync(ct));
        return this.Answer(await write.RunAsync(id, User.Actor(), recorder, asked, ct), id, "The letter is written. Look at it and send it. Do not reboot or unplug the recorder until the answer is there.");
    }

    private async Task<byte[]?> BytesAsync(CancellationToken ct)
    {
        if (Input.File is not { } file)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        Methods = Recorder is null ? [] : [.. (await methods.RunAsync(Recorder.Brand, ct)).Where(method => method.AsksVendor)];
        return Recorder is not null;
    }
}
