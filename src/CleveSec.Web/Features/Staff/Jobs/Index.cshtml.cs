using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs;

internal sealed class IndexModel(OfficeJobs office, JobListQuery query) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public string? StatusName { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageText { get; set; }

    public JobStatus? Status => Enum.TryParse<JobStatus>(StatusName, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;
    public int PageNumber => int.TryParse(PageText, out var page) && page is > 0 and < 100_000 ? page : 1;
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Status is not null;
    public JobList Jobs { get; private set; } = new([], 0, false);
    public bool HasMore => PageNumber * JobListQuery.PageSize < Jobs.Total;

    public async Task OnGetAsync(CancellationToken ct) =>
        Jobs = await query.RunAsync(office.VisibleTo(User), new JobSearch(Search, Status, PageNumber), ct);
}
