using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class LinkModel(SheetQuery sheets, LinkRecorder link, IValidator<RecorderEvidenceInput> validator) : PageModel
{
    [BindProperty]
    public RecorderEvidenceInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        (Input.Model, Input.Serial) = (Recorder.Model, Recorder.Serial);
        return this.OnlyWhen(Sheet.Status == JobStatus.OwnershipVerified && !Recorder.IsLinked, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Input.Id = recorder;
        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await link.RunAsync(id, User.Actor(), Input, ct), id, "The recorder is linked to the owner.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        return Recorder is not null;
    }
}
