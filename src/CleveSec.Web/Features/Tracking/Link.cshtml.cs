using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

/// <summary>The mailed link. Looking shows state, window and first name and consumes nothing; the button starts a session for this job in this browser.</summary>
internal sealed class LinkModel(SecretLinks links, TrackedVisitQuery query, CustomerSessions sessions, CleveSecDb db, IClock clock) : PageModel
{
    /// <summary>Null: the link is unknown, over or revoked.</summary>
    public TrackedState? State { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(LinkPurpose.Visit, token, clock.GetCurrentInstant(), ct) is { } jobId)
        {
            State = await query.StateAsync(jobId, ct);
        }

        var page = Page();
        page.StatusCode = State is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return page;
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(LinkPurpose.Visit, token, clock.GetCurrentInstant(), ct) is not { } jobId)
        {
            return await OnGetAsync(token, ct);
        }

        var key = sessions.Start(jobId, CustomerSessionSource.Link);
        await db.SaveChangesAsync(ct);
        sessions.Remember(key);
        return Redirect(Links.Visit);
    }
}
