using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Office;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Booking;

/// <summary>The confirmation, for the browser that booked; everybody else is sent to "your visit".</summary>
internal sealed class BookedModel(CustomerSessions sessions, BookedQuery query, OfficeHoursQuery hours) : PageModel
{
    public BookedVisit Visit { get; private set; } = null!;
    public IReadOnlyList<string> Hours { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await sessions.CurrentAsync(ct) is not { } access || await query.RunAsync(access.JobId, ct) is not { } visit)
        {
            return Redirect(Links.Visit);
        }

        (Visit, Hours) = (visit, await hours.RunAsync(ct));
        return Page();
    }
}
