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

    /// <summary>How it was, by item id.</summary>
    [BindProperty]
    public Dictionary<string, string?> Before { get; set; } = [];

    /// <summary>How it is now, by item id.</summary>
    [BindProperty]
    public Dictionary<string, string?> After { get; set; } = [];

    public Sheet Sheet { get; private set; } = null!;

    public SheetRecorder Recorder { get; private set; } = null!;

    public int Version => checklist.Version;

    public IReadOnlyList<ChecklistItem> Items => checklist.For(Recorder.Brand);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        if (!await LoadAsync(id, recorder, ct))
        {
            return NotFound();
        }

        Answers = Recorder.Answers.ToDictionary(answer => answer.Key, answer => (HardeningState?)answer.Value);
        Before = Items.ToDictionary(item => item.Id, item => Recorder.Details.GetValueOrDefault(item.Id)?.Before);
        After = Items.ToDictionary(item => item.Id, item => Recorder.Details.GetValueOrDefault(item.Id)?.After);
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

        var answers = Answers.Where(answer => answer.Value is not null).ToDictionary(answer => answer.Key, answer => AnswerOf(answer.Key, answer.Value!.Value));
        foreach (var item in allMusts ? checklist.OpenMusts(Recorder.Brand, answers.Keys) : [])
        {
            answers[item.Id] = AnswerOf(item.Id, HardeningState.Done);
        }

        if (answers.Count == 0)
        {
            ModelState.AddModelError("", "Nothing is answered yet. Choose an answer for at least one item.");
        }

        RefuseTexts(answers);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        return this.Answer(await harden.RunAsync(id, User.Actor(), recorder, answers, ct), id, "The checklist is saved.");
    }

    private HardeningAnswer AnswerOf(string item, HardeningState state) => new(state, Text(Before, item), Text(After, item));

    private static string? Text(Dictionary<string, string?> texts, string item) => texts.GetValueOrDefault(item) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Texts hold no secret, are no novels, and belong to an answer.</summary>
    private void RefuseTexts(Dictionary<string, HardeningAnswer> answers)
    {
        foreach (var (name, texts) in new[] { (nameof(Before), Before), (nameof(After), After) })
        {
            foreach (var item in Items.Where(item => Text(texts, item.Id) is not null))
            {
                var text = Text(texts, item.Id)!;
                var problem = SecretText.LooksLikeOne(text) ? SheetRules.SecretFound
                    : text.Length > HardeningDetail.TextMaxLength ? $"Use {HardeningDetail.TextMaxLength} characters or fewer."
                    : answers.ContainsKey(item.Id) ? null : "Choose an answer for this item too.";
                if (problem is not null)
                {
                    ModelState.AddModelError($"{name}[{item.Id}]", problem);
                }
            }
        }
    }

    private async Task<bool> LoadAsync(Guid id, Guid recorder, CancellationToken ct)
    {
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Recorder = Sheet?.Recorder(recorder)!;
        foreach (var item in Recorder is null ? [] : Items)
        {
            Before.TryAdd(item.Id, null);
            After.TryAdd(item.Id, null);
        }

        return Recorder is not null;
    }
}
