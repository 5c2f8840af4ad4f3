using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs;

internal enum JobSort
{
    Newest,
    Oldest,

    /// <summary>Only jobs with a planned visit, the soonest first.</summary>
    Visit,
    Name,
}

/// <param name="Text">Whatever a job is found by; null: all.</param>
/// <param name="Open">Only those somebody still has to do something about.</param>
/// <param name="Technician">Of the planned visit.</param>
/// <param name="After">The number of the job before the page; null with <paramref name="Before"/>: the first page.</param>
/// <param name="Before">The number of the job behind the page.</param>
internal sealed record JobSearch(string? Text, JobStatus? Status, bool Open, Guid? Technician, JobSort Sort, string? After, string? Before);

internal sealed record JobRow(string Number, JobStatus Status, Guid CustomerId, string Customer, string Phone, string Street, string City, Instant ReportedAt, Instant? WindowStart, Instant? WindowEnd, string? Technician)
{
    public Interval? Window => WindowStart is { } start && WindowEnd is { } end ? new Interval(start, end) : null;
}

/// <param name="Count">At most <see cref="JobListQuery.CountedMost"/> and one: beyond it is "more than". Null: too many to say.</param>
/// <param name="IsNear">Nothing is written as it was typed; these come near.</param>
internal sealed record JobList(IReadOnlyList<JobRow> Rows, int? Count, bool HasEarlier, bool HasMore, bool AnyJob, bool IsNear);

/// <summary>
/// All jobs of one's own sight, 50 a page by keyset: a page costs the same wherever it is, and no order reads more rows than it shows, whatever the history. Every filter with every order is an index of
/// job_search; what words match is found by list_jobs (search.sql).
/// </summary>
internal sealed class JobListQuery(CleveSecDb db)
{
    public const int PageSize = 50;
    public const int SearchMaxLength = 120;
    public const int CountedMost = 1000;

    private static readonly JobStatus[] OpenStatuses = [.. Enum.GetValues<JobStatus>().Where(status => status is not (JobStatus.Closed or JobStatus.Cancelled or JobStatus.Refused or JobStatus.NotRecovered))];

    public async Task<JobList> RunAsync(IQueryable<Job> visible, JobSearch search, CancellationToken ct)
    {
        var forward = search.Before is null;
        var edge = await EdgeAsync(search.Before ?? search.After, ct);
        var found = string.IsNullOrWhiteSpace(search.Text) || JobNumber.TryNormalize(search.Text) is not null ? await AlongAsync(search, edge, forward, ct) : await MatchingAsync(search, edge, forward, ct);
        var rows = await RowsAsync(visible, [.. found.Jobs.Take(PageSize)], ct);
        if (!forward)
        {
            rows.Reverse();
        }

        var more = found.Jobs.Length > PageSize;
        return new JobList(rows, found.Matches, forward ? search.After is not null : more, forward ? more : true, rows.Count > 0 || await visible.AnyAsync(ct), found.IsNear);
    }

    /// <summary>Without words: along one index.</summary>
    private async Task<Found> AlongAsync(JobSearch search, Edge? edge, bool forward, CancellationToken ct)
    {
        var rows = Filtered(search);
        var ids = search.Sort switch
        {
            JobSort.Visit => ByVisit(rows, edge, forward),
            JobSort.Name => ByName(rows, edge, forward),
            _ => ByAge(rows, edge, (search.Sort == JobSort.Newest) == forward),
        };
        return new Found { Jobs = [.. await ids.Take(PageSize + 1).ToListAsync(ct)], Matches = await rows.Take(CountedMost + 1).CountAsync(ct) };
    }

    /// <summary>Choices of the office's own stand in the statement as they are, so that the planner knows how many rows they leave.</summary>
    private IQueryable<JobSearchRow> Filtered(JobSearch search)
    {
        var rows = db.JobSearch.AsNoTracking();
        if (JobNumber.TryNormalize(search.Text) is { } number)
        {
            rows = rows.Where(row => row.JobId == db.Jobs.Where(job => job.Number == number).Select(job => job.Id).First());
        }

        if (search.Status is { } status)
        {
            rows = rows.Where(row => row.Status == EF.Constant(status));
        }
        else if (search.Open)
        {
            rows = rows.Where(row => EF.Constant(OpenStatuses).Contains(row.Status));
        }

        return search.Technician is { } technician
            ? rows.Where(row => db.Visits.Any(visit => visit.JobId == row.JobId && visit.TechnicianId == technician && EF.Constant(Schedules.Live).Contains(visit.Status)))
            : rows;
    }

    private async Task<Found> MatchingAsync(JobSearch search, Edge? edge, bool forward, CancellationToken ct)
    {
        var statuses = search.Status is { } status ? [status.ToString()] : search.Open ? OpenStatuses.Select(open => open.ToString()).ToArray() : null;
        var order = search.Sort.ToString().ToLowerInvariant();
        var at = search.Sort == JobSort.Visit ? edge?.WindowStart : edge?.ReportedAt;
        var id = at is null ? null : edge?.Id;
        return (await db.Database.SqlQuery<Found>($"""
            select jobs, matches, is_near from list_jobs({search.Text}, {statuses}::text[], {search.Technician}::uuid, {order}, {at}::timestamptz, {edge?.Name}::text, {id}::uuid, {forward}, {PageSize + 1})
            """).ToListAsync(ct))[0];
    }

    /// <summary>What is said of the jobs of a page, in its order.</summary>
    private async Task<List<JobRow>> RowsAsync(IQueryable<Job> visible, List<Guid> page, CancellationToken ct)
    {
        var rows = await (
            from job in visible.AsNoTracking()
            where page.Contains(job.Id)
            let visit = job.Visits.FirstOrDefault(visit => Schedules.Live.Contains(visit.Status))
            select new
            {
                job.Id,
                Row = new JobRow(
                    job.Number, job.Status, job.CustomerId, job.Customer.Name, job.Customer.Phone, job.Site.Street, job.Site.City, job.ReportedAt, visit == null ? null : visit.WindowStart, visit == null ? null : visit.WindowEnd,
                    visit == null ? null : db.Staff.Where(staff => staff.Id == visit.TechnicianId).Select(staff => staff.Name).FirstOrDefault()),
            }).ToListAsync(ct);
        return [.. rows.OrderBy(row => page.IndexOf(row.Id)).Select(row => row.Row)];
    }

    private static IQueryable<Guid> ByAge(IQueryable<JobSearchRow> found, Edge? edge, bool falling)
    {
        if (edge is { } at)
        {
            found = falling
                ? found.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.ReportedAt, row.JobId), ValueTuple.Create(at.ReportedAt, at.Id)))
                : found.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.ReportedAt, row.JobId), ValueTuple.Create(at.ReportedAt, at.Id)));
        }

        return (falling ? found.OrderByDescending(row => row.ReportedAt).ThenByDescending(row => row.JobId) : found.OrderBy(row => row.ReportedAt).ThenBy(row => row.JobId)).Select(row => row.JobId);
    }

    private static IQueryable<Guid> ByName(IQueryable<JobSearchRow> rows, Edge? edge, bool forward)
    {
        if (edge is { } at)
        {
            rows = forward
                ? rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Name, row.JobId), ValueTuple.Create(at.Name, at.Id)))
                : rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.Name, row.JobId), ValueTuple.Create(at.Name, at.Id)));
        }

        return (forward ? rows.OrderBy(row => row.Name).ThenBy(row => row.JobId) : rows.OrderByDescending(row => row.Name).ThenByDescending(row => row.JobId)).Select(row => row.JobId);
    }

    private IQueryable<Guid> ByVisit(IQueryable<JobSearchRow> found, Edge? edge, bool forward)
    {
        var visits = db.Visits.AsNoTracking().Where(visit => EF.Constant(Schedules.Live).Contains(visit.Status) && visit.JobId != null && found.Any(row => row.JobId == visit.JobId));
        if (edge is { WindowStart: { } start } at)
        {
            visits = forward
                ? visits.Where(visit => EF.Functions.GreaterThan(ValueTuple.Create(visit.WindowStart, visit.JobId!.Value), ValueTuple.Create(start, at.Id)))
                : visits.Where(visit => EF.Functions.LessThan(ValueTuple.Create(visit.WindowStart, visit.JobId!.Value), ValueTuple.Create(start, at.Id)));
        }

        return (forward ? visits.OrderBy(visit => visit.WindowStart).ThenBy(visit => visit.JobId) : visits.OrderByDescending(visit => visit.WindowStart).ThenByDescending(visit => visit.JobId))
            .Select(visit => visit.JobId!.Value);
    }

    /// <summary>Where the page begins or ends; null for a number that is none.</summary>
    private Task<Edge?> EdgeAsync(string? number, CancellationToken ct) => JobNumber.TryNormalize(number) is not { } normal ? Task.FromResult<Edge?>(null) : (
        from job in db.Jobs.AsNoTracking()
        join row in db.JobSearch.AsNoTracking() on job.Id equals row.JobId
        where job.Number == normal
        select new Edge(job.Id, job.ReportedAt, row.Name, job.Visits.Where(visit => Schedules.Live.Contains(visit.Status)).Select(visit => (Instant?)visit.WindowStart).FirstOrDefault())).FirstOrDefaultAsync(ct);

    private sealed record Edge(Guid Id, Instant ReportedAt, string Name, Instant? WindowStart);

    /// <summary>Ids of the page and one more, in order.</summary>
    private sealed class Found
    {
        public Guid[] Jobs { get; init; } = [];
        public int? Matches { get; init; }
        public bool IsNear { get; init; }
    }
}
