using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.Customers.Merging;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Recorders;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>
/// One recorder: the jobs it was on, everything that was done to it, and whether its serial stands anywhere else. Unknown id: 404; merged into another: there. "Settle" without a reason: 422;
/// "Merge" and "Undo": 409 where that cannot be.
/// </summary>
internal sealed class RecorderModel(RecorderQuery query, HistoryQuery history, OfficeJobs office, SerialAlertsQuery alerts, SettleSerial settle, MergeRecorders merge, UndoMerge undo, RecentMergesQuery merges, PassportQuery passports) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RecorderView Recorder { get; private set; } = null!;
    public History History { get; private set; } = new([], null);
    public IReadOnlyList<SerialAlert> Alerts { get; private set; } = [];
    public Passport Passport { get; private set; } = Passport.Empty;
    public IReadOnlyList<RecentMerge> Merges { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        !await LoadAsync(id, ct) ? NotFound() : Recorder.MergedInto is { } kept ? Redirect(Links.Recorder(kept)) : Page();

    public async Task<IActionResult> OnPostSettleAsync(Guid id, Guid other, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var problem = string.IsNullOrWhiteSpace(Reason) ? "Say why this serial stands under both customers."
            : Reason.Length > SerialSettlement.ReasonMaxLength ? $"Shorten the reason to {SerialSettlement.ReasonMaxLength} characters."
            : SecretText.LooksLikeOne(Reason) ? "This looks like a password, pattern or code. Those are never kept: take it out." : null;
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(Reason), problem);
            return this.Invalid();
        }

        return await settle.RunAsync(id, other, Reason!.Trim(), User, ct) ? Back(id, "Written down: the alert is settled.") : this.Conflicted("", "This serial does not stand under that customer any more.");
    }

    public async Task<IActionResult> OnPostMergeAsync(Guid id, Guid with, CancellationToken ct) =>
        await LoadAsync(id, ct) ? Answer(id, await merge.RunAsync(id, with, User, ct), "Both entries are one recorder now.") : NotFound();

    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid mergeId, CancellationToken ct) =>
        await LoadAsync(id, ct) ? Answer(id, await undo.RunAsync(mergeId, User, ct), "Taken back: two recorders again.") : NotFound();

    private IActionResult Answer(Guid id, MergeOutcome outcome, string said) => outcome switch
    {
        MergeOutcome.NotFound => NotFound(),
        MergeOutcome.Refused refused => this.Conflicted("", refused.Reason),
        _ => Back(id, said),
    };

    private RedirectResult Back(Guid id, string said)
    {
        this.Say(said);
        return Redirect(Links.Recorder(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await query.RunAsync(id, ct) is not { } found)
        {
            return false;
        }

        Recorder = found;
        Alerts = await alerts.OfRecordersAsync([id], ct);
        Passport = await passports.OfRecorderAsync(id, ct);
        Merges = await merges.RunAsync(id, ct);
        History = await history.RunAsync(office.VisibleTo(User).Where(job => job.Recorders.Any(part => part.RecorderId == id)), id, Corrections.SubjectOf(Corrected.Recorder, id), Before, ct);
        return true;
    }
}
