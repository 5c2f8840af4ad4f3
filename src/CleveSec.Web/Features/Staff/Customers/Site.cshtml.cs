using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>One site: its recorders, jobs and everything that happened there. Unknown id: 404; merged into another: there.</summary>
internal sealed class SiteModel(SiteQuery query, HistoryQuery history, OfficeJobs office) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    public SiteView Site { get; private set; } = null!;
    public History History { get; private set; } = new([], null);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await query.RunAsync(id, ct) is not { } found)
        {
            return NotFound();
        }

        if (found.MergedInto is { } kept)
        {
            return Redirect(Links.Site(kept));
        }

        Site = found;
        History = await history.RunAsync(office.VisibleTo(User).Where(job => job.SiteId == id), null, Corrections.SubjectOf(Corrected.Site, id), Before, ct);
        return Page();
    }
}
