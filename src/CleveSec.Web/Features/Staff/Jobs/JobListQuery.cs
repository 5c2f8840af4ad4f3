using System.Linq.Expressions;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <param name="Text">A job number, name, telephone number, street or serial, or a part of one; null: all.</param>
/// <param name="Page">From 1.</param>
internal sealed record JobSearch(string? Text, JobStatus? Status, int Page);

internal sealed record JobRow(string Number, JobStatus Status, string Customer, string Phone, string Street, string City, Instant ReportedAt, Instant? WindowStart, Instant? WindowEnd, string? Technician)
{
    public Interval? Window => WindowStart is { } start && WindowEnd is { } end ? new Interval(start, end) : null;
}

internal sealed record JobList(IReadOnlyList<JobRow> Rows, int Total, bool AnyJob);

/// <summary>All jobs of one's own sight, newest first.</summary>
internal sealed class JobListQuery(CleveSecDb db)
{
    public const int PageSize = 50;
    public const int SearchMaxLength = 120;

    /// <summary>Fewer digits than this would match half of all telephone numbers.</summary>
    private const int PhoneDigitsAtLeast = 3;

    public async Task<JobList> RunAsync(IQueryable<Job> visible, JobSearch search, CancellationToken ct)
    {
        var found = visible.AsNoTracking().Where(job => search.Status == null || job.Status == search.Status);
        if (JobNumber.TryNormalize(search.Text) is { } number)
        {
            found = found.Where(job => job.Number == number);
        }
        else if (LikePattern.Containing(search.Text) is { } pattern)
        {
            found = found.Where(Matches(pattern, PhonePattern(search.Text!)));
        }

        var total = await found.CountAsync(ct);
        var rows = await (
            from job in found
            let visit = job.Visits.FirstOrDefault(visit => Schedules.Live.Contains(visit.Status))
            orderby job.ReportedAt descending, job.Number descending
            select new JobRow(
                job.Number, job.Status, job.Customer.Name, job.Customer.Phone, job.Site.Street, job.Site.City, job.ReportedAt, visit == null ? null : visit.WindowStart, visit == null ? null : visit.WindowEnd,
                visit == null ? null : db.Staff.Where(staff => staff.Id == visit.TechnicianId).Select(staff => staff.Name).FirstOrDefault()))
            .Skip((search.Page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new JobList(rows, total, total > 0 || await visible.AnyAsync(ct));
    }

    private static Expression<Func<Job, bool>> Matches(string pattern, string? phone) => job =>
        EF.Functions.ILike(job.Number, pattern, LikePattern.Escape)
        || EF.Functions.ILike(job.Customer.Name, pattern, LikePattern.Escape)
        || EF.Functions.ILike(job.Site.Street, pattern, LikePattern.Escape)
        || (phone != null && EF.Functions.Like(job.Customer.Phone, phone))
        || job.Recorders.Any(recorder => recorder.Recorder.Serial != null && EF.Functions.ILike(recorder.Recorder.Serial, pattern, LikePattern.Escape));

    /// <summary>"216-555" as digits, when nothing but a telephone number is written like that.</summary>
    private static string? PhonePattern(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length >= PhoneDigitsAtLeast && !text.Any(char.IsLetter) ? $"%{digits}%" : null;
    }
}
