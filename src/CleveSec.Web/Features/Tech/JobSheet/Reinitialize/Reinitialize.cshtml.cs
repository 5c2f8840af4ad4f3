using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
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

        return this.OnlyWhen(Recorder is { MayWork: true, HasSuccess: true, Outcome: null }, id);
    }

    /// <summary>States what was answered. After a method that lost the settings the wizard has run, so every step needs its answer.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct) => SaveAsync(id, recorder, null, ct);

    /// <summary>The same, and every step that was not answered is done.</summary>
    public Task<IActionResult> OnPostAllDoneAsync(Guid id, Guid recorder, CancellationToken ct) => SaveAsync(id, recorder, HardeningState.Done, ct);

    private async Task<IActionResult> SaveAsync(Guid id, Guid recorder, HardeningState? rest, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var stated = Input.Stated(rest);
        if (Recorder.Work.LosesSettings && stated.Steps.Count < SetupSteps.All.Count)
        {
            ModelState.AddModelError("Input.Steps", "This recorder was put back to its factory settings: answer every step, or say that all other steps are done.");
            return this.Invalid();
        }

        return this.Answer(await reinitialize.RunAsync(id, User.Actor(), recorder, stated, ct), id, "The recorder is re-initialized.");
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        return Recorder is not null;
    }
}
