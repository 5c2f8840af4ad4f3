using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>The timeline as a file for a spreadsheet, all pages of what is chosen; each export is written to the audit first. A foreign job: 404.</summary>
internal sealed class TimelineFileModel(OfficeJobs office, TimelineQuery query, CleveSecDb db, AuditTrail audit) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string number, string?[] kind, string? order, CancellationToken ct)
    {
        var filter = TimelineFilter.Of(kind, order);
        if (await query.RunAsync(office.ByNumber(User, number), filter.Kinds, ct) is not { } all)
        {
            return NotFound();
        }

        var normal = JobNumber.TryNormalize(number)!;
        audit.Add(User, "timeline exported", normal, $"{all.Count} entries{(filter.Kinds.Count == 0 ? "" : $": {string.Join(", ", filter.Names)}")}");
        await db.SaveChangesAsync(ct);
        return File(TimelineCsv.Write(filter.Ordered(all)), "text/csv; charset=utf-8", $"{normal}-timeline.csv");
    }
}
