using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs;

internal sealed class IndexModel(OfficeJobs office, JobListQuery query, StaffNamesQuery names) : PageModel
{
    /// <summary>In place of a status: what somebody still has to do something about.</summary>
    public const string OpenName = "open";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public string? StatusName { get; set; }

    [BindProperty(SupportsGet = true, Name = "technician")]
    public string? TechnicianText { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? SortName { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    public IReadOnlyList<Choice> Technicians { get; private set; } = [];
    public JobStatus? Status => Enum.TryParse<JobStatus>(StatusName, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;
    public bool IsOpen => string.Equals(StatusName, OpenName, StringComparison.OrdinalIgnoreCase);
    public Guid? Technician => Guid.TryParse(TechnicianText, out var id) ? id : null;
    public JobSort Sort => Enum.TryParse<JobSort>(SortName, ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : JobSort.Newest;
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Status is not null || IsOpen || Technician is not null || Sort == JobSort.Visit;
    public JobList Jobs { get; private set; } = new([], 0, false, false, false, false);

    public string CountWords => Jobs.Count switch
    {
        null => "Very many jobs match",
        > JobListQuery.CountedMost => $"More than {JobListQuery.CountedMost:N0} jobs",
        1 => "1 job",
        { } count => $"{count} jobs",
    };

    public string SortWords => Sort switch
    {
        JobSort.Oldest => "oldest first",
        JobSort.Visit => "the soonest visit first",
        JobSort.Name => "by the customer's first name",
        _ => "newest first",
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Technicians = [.. (await names.TechniciansAsync(ct)).Select(technician => new Choice(technician.Id.ToString(), technician.Name))];
        Jobs = await query.RunAsync(office.VisibleTo(User), new JobSearch(Cut(Search), Status, IsOpen, Technician, Sort, After, Before), ct);
    }

    private static string? Cut(string? typed) => typed is { Length: > JobListQuery.SearchMaxLength } ? typed[..JobListQuery.SearchMaxLength] : typed;
}
