using System.Globalization;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

/// <summary>
/// The part of "your visit" that changes by itself, asked for again and again by js/visit.js. 304 without a body while what was seen last still stands: the ETag is made of the
/// job's version and of what the day's plan says about the arrival. 302 to the look-up page when the session is over.
/// </summary>
[CustomerPage]
internal sealed class LiveModel(TrackedVisitQuery query) : PageModel
{
    public TrackedState State { get; private set; } = null!;

    public IReadOnlyList<(Instant At, string What)> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await query.StateAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { } state)
        {
            return Redirect(Links.VisitLookUp);
        }

        var tag = TagOf(state);
        Response.Headers.ETag = tag;
        if (Request.Headers.IfNoneMatch.Contains(tag))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        State = state;
        History = await query.HistoryAsync(state.JobId, ct);
        return Page();
    }

    private static string TagOf(TrackedState state)
    {
        var seen = string.Create(CultureInfo.InvariantCulture, $"{Languages.Current} {state.JobId} {state.Version} {state.Status} {state.VisitId} {state.VisitStatus} {state.Window} {state.TechnicianFirstName} {state.Arrival?.Window} {state.Arrival?.Certainty} {state.StaysOn}");
        return $"\"{WebEncoders.Base64UrlEncode(Keys.Hash(seen).AsSpan(0, 16))}\"";
    }
}
