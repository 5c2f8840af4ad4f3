using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Vendor;

/// <summary>The letter to the manufacturer, with what the recorder says and the file exported from it. A foreign visit: 404; refused: 422 or 409 with everything typed.</summary>
[BodyLimit(SafeXml.MaxBytes * 2)]
internal sealed class WriteLetterModel(SheetQuery sheets, MethodsQuery methods, LetterForm form, WriteVendorLetter write, LabelPhoto labels) : PageModel
{
    [BindProperty]
    public LetterInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public IReadOnlyList<MethodChoice> Methods { get; private set; } = [];

    /// <summary>Whether a photo of the label leaves with the letter.</summary>
    public LabelPhotoState Label { get; private set; }

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

        return await form.ReadAsync(this, Input, keptFile: false, ct) is { } asked
            ? this.Answer(await write.RunAsync(id, User.Actor(), recorder, asked, ct), id, "The letter is written. Look at it and send it. Do not reboot or unplug the recorder until the answer is there.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        Methods = Recorder is null ? [] : [.. (await methods.RunAsync(Recorder.Brand, ct)).Where(method => method.AsksVendor)];
        if (Recorder is null)
        {
            return false;
        }

        Label = await labels.StateAsync(Sheet!.JobId, Sheet.Recorders.Count, ct);
        return true;
    }
}
