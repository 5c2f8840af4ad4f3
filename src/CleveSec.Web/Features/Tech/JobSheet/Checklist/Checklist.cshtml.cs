using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Checklist;

internal sealed class ChecklistModel(SheetQuery sheets, HardenRecorder harden, HardeningChecklist checklist) : PageModel
{
    /// <summary>By item id; empty: not answered.</summary>
    [BindProperty]
    public Dictionary<string, HardeningState?> Answers { get; set; } = [];

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public IReadOnlyList<ChecklistItem> Items => checklist.For(Recorder.Brand);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Answers = Recorder.Answers.ToDictionary(answer => answer.Key, answer => (HardeningState?)answer.Value);
        return this.OnlyWhen(Sheet.Status == JobStatus.Reinitialized && Recorder.Outcome == RecorderOutcome.Reinitialized, id);
    }

    /// <summary>Saves what was answered.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, Guid recorder, CancellationToken ct) => SaveAsync(id, recorder, allMusts: false, ct);

    /// <summary>Saves what was answered and says "done" to every must that was not.</summary>
    public Task<IActionResult> OnPostAllDoneAsync(Guid id, Guid recorder, CancellationToken ct) => SaveAsync(id, recorder, allMusts: true, ct);

    private async Task<IActionResult> SaveAsync(Guid id, Guid recorder, bool allMusts, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var answers = Answers.Where(answer => answer.Value is not null).ToDictionary(answer => answer.Key, answer => answer.Value!.Value);
        foreach (var item in allMusts ? checklist.OpenMusts(Recorder.Brand, answers.Keys) : [])
        {
            answers[item.Id] = HardeningState.Done;
        }

        if (answers.Count == 0)
        {
            ModelState.AddModelError("", "Nothing is answered yet. Choose an answer for at least one item.");
            return this.Invalid();
        }

        return this.Answer(await harden.RunAsync(id, User.Actor(), recorder, answers, ct), id, "The checklist is saved.");
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        return Recorder is not null;
    }
}
