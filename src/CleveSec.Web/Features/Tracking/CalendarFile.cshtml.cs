using System.Text;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

/// <summary>The visit as a file for calendar programs, in the language of the page it is taken from; 404 when none is planned.</summary>
[CustomerPage]
internal sealed class CalendarFileModel(VisitCalendarQuery query) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is { } calendar ? File(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", "visit.ics") : NotFound();
}

internal sealed class VisitCalendarQuery(CleveSecDb db, SiteAddress site, IOptions<MailSettings> mail, IStringLocalizer<CustomerLetters> t, IClock clock)
{
    public async Task<string?> RunAsync(Guid jobId, CancellationToken ct)
    {
        var job = await db.Jobs.AsNoTracking().Include(row => row.Customer).Include(row => row.Site).Include(row => row.Visits).FirstOrDefaultAsync(row => row.Id == jobId, ct);
        return job?.LiveVisit is { } visit ? VisitCalendar.Write(job, visit, site, Organizer.Of(mail.Value), t, clock.GetCurrentInstant()) : null;
    }
}
