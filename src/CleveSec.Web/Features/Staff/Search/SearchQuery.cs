using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Search;

/// <summary>One job that matches, as the statement gives it.</summary>
internal sealed class SearchRow
{
    /// <summary>What it was found by: "number", "phone", "serial", "email", "name", "place" or "several".</summary>
    public string Matched { get; init; } = "";
    public string Number { get; init; } = "";
    public string Status { get; init; } = "";
    public Guid CustomerId { get; init; }
    public string Name { get; init; } = "";
    public string Phone { get; init; } = "";
    public string? Email { get; init; }
    public Guid SiteId { get; init; }
    public string Street { get; init; } = "";
    public string? Unit { get; init; }
    public string City { get; init; } = "";
    public Instant ReportedAt { get; init; }
    public Guid? RecorderId { get; init; }
    public string? Serial { get; init; }
    public Instant? WindowStart { get; init; }
    public Instant? WindowEnd { get; init; }

    /// <summary>Nothing is written as it was typed; this comes near.</summary>
    public bool IsNear { get; init; }

    public JobStatus JobStatus => Enum.Parse<JobStatus>(Status);
    public Interval? Window => WindowStart is { } start && WindowEnd is { } end ? new Interval(start, end) : null;
}

/// <summary>
/// The best matches of what is typed on any staff page of the office, in one statement: search_jobs (search.sql) finds and ranks the jobs by their trigrams, or what comes near when nothing is
/// written like that, and only the few that are shown are joined with
/// what is said of them.
/// </summary>
internal sealed class SearchQuery(CleveSecDb db)
{
    public const int TypedMaxLength = 120;

    /// <summary>Less would be half the town.</summary>
    public const int TypedLeast = 2;

    public async Task<IReadOnlyList<SearchRow>> RunAsync(string? typed, int most, CancellationToken ct)
    {
        var text = Clean(typed);
        if (text.Length < TypedLeast)
        {
            return [];
        }

        var number = JobNumber.TryNormalize(text);
        return await db.Database.SqlQuery<SearchRow>($"""
            select f.matched, j.number, j.status, j.customer_id, c.name, c.phone, c.email, j.site_id, s.street, s.unit, s.city, j.reported_at, r.id as recorder_id, r.serial, v.window_start, v.window_end, f.is_near
            from search_jobs({text}, {number}, {most}) f
            join jobs j on j.id = f.job_id join customers c on c.id = j.customer_id join sites s on s.id = j.site_id
            left join lateral (
              select recorders.id, recorders.serial from job_recorders join recorders on recorders.id = job_recorders.recorder_id
              where job_recorders.job_id = j.id and recorders.serial is not null
              order by position(search_squeeze({text}) in search_squeeze(recorders.serial)) = 0, recorders.id limit 1) r on true
            left join lateral (
              select window_start, window_end from visits where visits.job_id = j.id and visits.status in ('Planned', 'Confirmed', 'EnRoute', 'OnSite') limit 1) v on true
            order by f.score desc, f.reported_at desc, f.job_id
            """).ToListAsync(ct);
    }

    public static string Clean(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length <= TypedMaxLength ? text : text[..TypedMaxLength];
    }
}
