using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Booking;

/// <summary>The confirmation, for the browser that booked; everybody else is sent to "your visit".</summary>
internal sealed class BookedModel(CustomerSessions sessions, BookedQuery query) : PageModel
{
    public BookedVisit Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await sessions.CurrentAsync(ct) is not { } access || await query.RunAsync(access.JobId, ct) is not { } visit)
        {
            return Redirect(Links.Visit);
        }

        Visit = visit;
        return Page();
    }
}
