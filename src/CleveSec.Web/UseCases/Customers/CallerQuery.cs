using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Customers;

internal sealed record CallerRecorder(Guid Id, RecorderBrand Brand, string? Model, string? Serial);

internal sealed record CallerSite(Guid Id, string Street, string? Unit, string City, string Zip, IReadOnlyList<CallerRecorder> Recorders);

/// <param name="WindowStart">With <paramref name="WindowEnd"/> when somebody comes; null: no visit is planned.</param>
internal sealed record CallerJob(string Number, JobStatus Status, Instant ReportedAt, Instant? WindowStart, Instant? WindowEnd)
{
    public Interval? Window => WindowStart is { } start && WindowEnd is { } end ? new Interval(start, end) : null;
}

/// <summary>A customer on file with the caller's number.</summary>
/// <param name="Jobs">The newest first.</param>
internal sealed record Caller(Guid Id, string Name, string? Email, Language Language, IReadOnlyList<CallerSite> Sites, IReadOnlyList<CallerJob> Jobs);

/// <summary>Who is on file with a telephone number. Several people may share one: the dispatcher asks and chooses.</summary>
internal sealed class CallerQuery(CleveSecDb db)
{
    private const int MostShown = 5;
    private const int JobsShown = 3;

    /// <param name="phone">E.164.</param>
    public async Task<IReadOnlyList<Caller>> RunAsync(string phone, CancellationToken ct)
    {
        var rows = await db.Customers.AsNoTracking().Where(customer => customer.Phone == phone && customer.MergedIntoId == null)
            .OrderByDescending(customer => customer.CreatedAt).Take(MostShown)
            .Select(customer => new
            {
                customer.Id,
                customer.Name,
                customer.Email,
                customer.Language,
                Sites = db.Sites.Where(site => site.CustomerId == customer.Id && site.MergedIntoId == null).OrderBy(site => site.Street).Select(site => new
                {
                    site.Id,
                    site.Street,
                    site.Unit,
                    site.City,
                    site.Zip,
                    Recorders = db.Recorders.Where(recorder => recorder.SiteId == site.Id && recorder.MergedIntoId == null).OrderBy(recorder => recorder.CreatedAt)
                        .Select(recorder => new CallerRecorder(recorder.Id, recorder.Brand, recorder.Model, recorder.Serial)).ToList(),
                }).ToList(),
                Jobs = db.Jobs.Where(job => job.CustomerId == customer.Id).OrderByDescending(job => job.ReportedAt).Take(JobsShown)
                    .Select(job => new CallerJob(
                        job.Number, job.Status, job.ReportedAt,
                        job.Visits.Where(visit => EF.Constant(Schedules.Live).Contains(visit.Status)).Select(visit => (Instant?)visit.WindowStart).FirstOrDefault(),
                        job.Visits.Where(visit => EF.Constant(Schedules.Live).Contains(visit.Status)).Select(visit => (Instant?)visit.WindowEnd).FirstOrDefault())).ToList(),
            })
            .AsSplitQuery().ToListAsync(ct);
        return [.. rows.Select(row => new Caller(
            row.Id, row.Name, row.Email, row.Language,
            [.. row.Sites.Select(site => new CallerSite(site.Id, site.Street, site.Unit, site.City, site.Zip, site.Recorders))],
            row.Jobs))];
    }
}
