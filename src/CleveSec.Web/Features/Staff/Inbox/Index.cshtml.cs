using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>What waits. Asked again with the ETag of what a page shows, 304 while nothing changed. Something a colleague did meanwhile: 409.</summary>
internal sealed class IndexModel(InboxPageQuery query, OfficeJobs jobs, AcceptVisit acceptVisit, CompleteCall completeCall, CompleteCallBack completeCallBack, CompleteNote completeNote, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    /// <summary>Words that have to stand in a row.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public InboxPage Inbox { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var byItself = Request.Headers.ContainsKey("X-Background");
        await ReadAsync(!byItself, ct);
        var etag = Inbox.ETag(clock.GetCurrentInstant());
        Response.Headers.ETag = etag;
        return byItself && Request.Headers.IfNoneMatch == etag ? StatusCode(StatusCodes.Status304NotModified) : Page();
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
                return Redirect(Links.InboxFor(View, Q));
        }
    }

    public async Task<IActionResult> OnPostCalledAsync(Guid id, CancellationToken ct) => await AnswerAsync(await completeCall.RunAsync(id, User.Actor().Name, ct), ct);

    public async Task<IActionResult> OnPostCalledBackAsync(Guid id, CancellationToken ct) => await AnswerAsync(await completeCallBack.RunAsync(id, User.Actor().Name, ct), ct);

    public async Task<IActionResult> OnPostNoteDoneAsync(Guid id, CancellationToken ct) => await AnswerAsync(await completeNote.RunAsync(id, User.Actor().Name, ct), ct, "The message is", "This message was already dealt with");

    private async Task<IActionResult> AnswerAsync(CallOutcome outcome, CancellationToken ct, string what = "The call is", string before = "This call was already made")
    {
        switch (outcome)
        {
            case CallOutcome.NotFound:
                return NotFound();
            case CallOutcome.DoneBefore done:
                return await ConflictedAsync($"{before} by {done.ByName}.", ct);
            default:
                this.Say($"{what} done.");
                return Redirect(Links.InboxFor(View, Q));
        }
    }

    private async Task<IActionResult> ConflictedAsync(string why, CancellationToken ct)
    {
        await ReadAsync(looks: true, ct);
        return this.Conflicted("", why);
    }

    private async Task ReadAsync(bool looks, CancellationToken ct) => Inbox = await query.RunAsync(new InboxChoice(View, Q), User.StaffId(), looks, ct);
}
