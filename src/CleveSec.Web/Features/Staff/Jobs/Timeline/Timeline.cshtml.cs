using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>Everything of a job in one list, filtered by the query string. A foreign job: 404; a page that does not exist: the last one.</summary>
internal sealed class TimelineModel(OfficeJobs office, TimelineQuery query) : PageModel
{
    public const int PageSize = 100;

    public string Number { get; private set; } = "";
    public TimelineFilter Filter { get; private set; } = null!;
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public int Count { get; private set; }
    public int PageNumber { get; private set; }
    public int Pages { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, string?[] kind, string? order, int? p, CancellationToken ct)
    {
        Filter = TimelineFilter.Of(kind, order);
        if (await query.RunAsync(office.ByNumber(User, number), Filter.Kinds, ct) is not { } all)
        {
            return NotFound();
        }

        Number = JobNumber.TryNormalize(number)!;
        Count = all.Count;
        Pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(p ?? 1, 1, Pages);
        Entries = [.. Filter.Ordered(all).Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        return Page();
    }
}
