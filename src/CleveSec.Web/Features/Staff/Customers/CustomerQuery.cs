using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers;

/// <param name="MergedInto">Who this turned out to be; null: themselves.</param>
/// <param name="JobCount">At most <see cref="CustomerQuery.JobsShown"/> and one.</param>
internal sealed record CustomerView(
    Guid Id, string Name, string Phone, string? Email, Language Language, Instant CreatedAt, Instant? TextConsentAt, LocalTime? QuietFrom, LocalTime? QuietUntil, Guid? MergedInto,
    IReadOnlyList<SiteLine> Sites, IReadOnlyList<JobLine> Jobs)
{
    public bool HasMoreJobs => Jobs.Count > CustomerQuery.JobsShown;
    public IEnumerable<JobLine> ShownJobs => Jobs.Take(CustomerQuery.JobsShown);
}

internal sealed record SiteLine(Guid Id, string Street, string? Unit, string City, string Zip, int Recorders)
{
    public string Words => $"{Street}{(Unit is null ? "" : $", {Unit}")}, {City} {Zip}";
}

internal sealed record JobLine(string Number, JobStatus Status, Instant ReportedAt, string Street, string City, Instant? WindowStart, Instant? WindowEnd)
{
    public Interval? Window => WindowStart is { } start && WindowEnd is { } end ? new Interval(start, end) : null;
}

internal sealed record RecorderLine(Guid Id, RecorderBrand Brand, string? Model, string? Serial)
{
    public string Words => $"{Brand}{(Model is null ? "" : $" {Model}")}";
}

/// <summary>One customer with sites and the newest jobs.</summary>
internal sealed class CustomerQuery(CleveSecDb db)
{
    public const int JobsShown = 20;
    private const int SitesShown = 50;

    public async Task<CustomerView?> RunAsync(Guid id, CancellationToken ct)
    {
        if (await db.Customers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } customer)
        {
            return null;
        }

        var sites = await db.Sites.AsNoTracking().Where(site => site.CustomerId == id && site.MergedIntoId == null).OrderBy(site => site.Street).ThenBy(site => site.Id).Take(SitesShown)
            .Select(site => new SiteLine(site.Id, site.Street, site.Unit, site.City, site.Zip, db.Recorders.Count(recorder => recorder.SiteId == site.Id && recorder.MergedIntoId == null))).ToListAsync(ct);
        return new CustomerView(
            customer.Id, customer.Name, customer.Phone, customer.Email, customer.Language, customer.CreatedAt, customer.TextConsentAt, customer.QuietFrom, customer.QuietUntil, customer.MergedIntoId, sites,
            await JobsAsync(db.Jobs.Where(job => job.CustomerId == id), ct));
    }

    /// <summary>The newest, and one more if there are more.</summary>
    public static Task<List<JobLine>> JobsAsync(IQueryable<Job> jobs, CancellationToken ct) => (
        from job in jobs.AsNoTracking().OrderByDescending(job => job.ReportedAt).ThenByDescending(job => job.Id).Take(JobsShown + 1)
        let visit = job.Visits.FirstOrDefault(visit => EF.Constant(Schedules.Live).Contains(visit.Status))
        orderby job.ReportedAt descending, job.Id descending
        select new JobLine(job.Number, job.Status, job.ReportedAt, job.Site.Street, job.Site.City, (Instant?)visit.WindowStart, (Instant?)visit.WindowEnd)).ToListAsync(ct);
}
