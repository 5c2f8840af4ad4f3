using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Reinitialize;

internal sealed class ReinitializeModel(SheetQuery sheets, ReinitializeRecorder reinitialize, IValidator<ReinitializeInput> validator) : PageModel
{
    [BindProperty]
    public ReinitializeInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return this.OnlyWhen(Sheet.Status == JobStatus.OwnershipVerified && Recorder is { HasSuccess: true, Outcome: null }, id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await reinitialize.RunAsync(id, User.Actor(), recorder, Input, ct), id, "The recorder is re-initialized.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        return Recorder is not null;
    }
}
