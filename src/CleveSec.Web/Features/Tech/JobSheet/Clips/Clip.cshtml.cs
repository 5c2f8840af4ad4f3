using CleveSec.Domain.Jobs;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Tech.JobSheet.Clips;

internal sealed class ClipModel(SheetQuery sheets, RecordClip record, IValidator<ClipInput> validator, IClock clock) : PageModel
{
    [BindProperty]
    public ClipInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Input.Key = Guid.CreateVersion7();
        Input.Date = LocalDatePattern.Iso.Format(Ui.LocalTime.Today(clock.GetCurrentInstant()));
        Input.ExportedBy = Sheet.Check?.PersonName;
        return this.OnlyWhen(Sheet.MayClip(Recorder), id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await record.RunAsync(id, User.Actor(), recorder, Input.Key, Input.Span()!, ct), id, "The clip is noted. We keep no copy.")
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        return Recorder is not null;
    }
}
