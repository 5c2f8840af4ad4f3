using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

internal sealed class IndexModel(InboxQuery query, OfficeJobs jobs, AcceptVisit acceptVisit, CompleteCall completeCall, CompleteCallBack completeCallBack, IClock clock) : PageModel
{
    /// <summary>More rows than anybody works through before looking again.</summary>
    public const int RowsShown = 100;

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public InboxView Tab => Enum.TryParse<InboxView>(View, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : InboxView.All;
    public IReadOnlyList<InboxItem> Everything { get; private set; } = [];
    public IReadOnlyList<InboxItem> Items => [.. Everything.Where(item => In(Tab, item))];
    public Instant Now { get; private set; }

    public int CountOf(InboxView tab) => Everything.Count(item => In(tab, item));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Everything = await query.RunAsync(ct);
    }

    public async Task<IActionResult> OnPostAcceptAsync(string number, CancellationToken ct)
    {
        switch (await acceptVisit.RunAsync(jobs.ByNumber(User, number), User.Actor(), ct))
        {
            case JobChange.NotFound:
                return NotFound();
            case JobChange.Refused refused:
                return await ConflictedAsync($"{number}: {refused.Reason}", ct);
            default:
                this.Say($"The visit of {number} is confirmed.");
                return Redirect(Links.InboxView(View));
        }
    }

    public async Task<IActionResult> OnPostCalledAsync(Guid id, CancellationToken ct) => await AnswerAsync(await completeCall.RunAsync(id, User.Actor().Name, ct), ct);

    public async Task<IActionResult> OnPostCalledBackAsync(Guid id, CancellationToken ct) => await AnswerAsync(await completeCallBack.RunAsync(id, User.Actor().Name, ct), ct);

    private async Task<IActionResult> AnswerAsync(CallOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case CallOutcome.NotFound:
                return NotFound();
            case CallOutcome.DoneBefore done:
                return await ConflictedAsync($"This call was already made by {done.ByName}.", ct);
            default:
                this.Say("The call is done.");
                return Redirect(Links.InboxView(View));
        }
    }

    private async Task<IActionResult> ConflictedAsync(string why, CancellationToken ct)
    {
        await OnGetAsync(ct);
        return this.Conflicted("", why);
    }

    private static bool In(InboxView tab, InboxItem item) => tab == InboxView.All || item.View == tab;
}
