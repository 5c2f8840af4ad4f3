using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Customers;

/// <param name="MergedInto">The same door that was kept; null: this one.</param>
internal sealed record SiteView(
    Guid Id, Guid CustomerId, string Customer, string Phone, string Street, string? Unit, string City, string State, string Zip, Guid? MergedInto, IReadOnlyList<RecorderLine> Recorders, IReadOnlyList<JobLine> Jobs)
{
    public string Words => $"{Street}{(Unit is null ? "" : $", {Unit}")}";
}

/// <summary>One site with its recorders and the newest jobs. The gate code is not among it: only the technician of a visit reads that.</summary>
internal sealed class SiteQuery(CleveSecDb db)
{
    public async Task<SiteView?> RunAsync(Guid id, CancellationToken ct)
    {
        var site = await (
            from row in db.Sites.AsNoTracking()
            join customer in db.Customers.AsNoTracking() on row.CustomerId equals customer.Id
            where row.Id == id
            select new { row.Street, row.Unit, row.City, row.State, row.Zip, row.MergedIntoId, row.CustomerId, customer.Name, customer.Phone }).FirstOrDefaultAsync(ct);
        return site is null ? null : new SiteView(
            id, site.CustomerId, site.Name, site.Phone, site.Street, site.Unit, site.City, site.State, site.Zip, site.MergedIntoId,
            await db.Recorders.AsNoTracking().Where(recorder => recorder.SiteId == id && recorder.MergedIntoId == null).OrderBy(recorder => recorder.CreatedAt).ThenBy(recorder => recorder.Id)
                .Select(recorder => new RecorderLine(recorder.Id, recorder.Brand, recorder.Model, recorder.Serial)).ToListAsync(ct),
            await CustomerQuery.JobsAsync(db.Jobs.Where(job => job.SiteId == id), ct));
    }
}

internal sealed record RecorderView(
    Guid Id, RecorderBrand Brand, string? Model, string? Serial, Guid SiteId, string Place, Guid CustomerId, string Customer, string Phone, Guid? MergedInto, IReadOnlyList<RecorderJobLine> Jobs, IReadOnlyList<RecorderLine> Twins)
{
    public string Words => $"{Brand}{(Model is null ? "" : $" {Model}")}";
}

internal sealed record RecorderJobLine(string Number, JobStatus Status, NodaTime.Instant ReportedAt, RecorderOutcome? Outcome, int Attempts);

/// <summary>One recorder with the jobs it was on and how they ended.</summary>
internal sealed class RecorderQuery(CleveSecDb db)
{
    public async Task<RecorderView?> RunAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from row in db.Recorders.AsNoTracking()
            join site in db.Sites.AsNoTracking() on row.SiteId equals site.Id
            join customer in db.Customers.AsNoTracking() on site.CustomerId equals customer.Id
            where row.Id == id
            select new { row.Brand, row.Model, row.Serial, row.MergedIntoId, row.SiteId, site.Street, site.Unit, site.City, site.CustomerId, customer.Name, customer.Phone }).FirstOrDefaultAsync(ct);
        return found is null ? null : new RecorderView(
            id, found.Brand, found.Model, found.Serial, found.SiteId, $"{found.Street}{(found.Unit is null ? "" : $", {found.Unit}")}, {found.City}", found.CustomerId, found.Name, found.Phone, found.MergedIntoId,
            await (
                from part in db.JobRecorders.AsNoTracking()
                join job in db.Jobs.AsNoTracking() on part.JobId equals job.Id
                where part.RecorderId == id
                orderby job.ReportedAt descending, job.Id descending
                select new RecorderJobLine(job.Number, job.Status, job.ReportedAt, part.Outcome, job.Attempts.Count(attempt => attempt.JobRecorderId == part.Id))).Take(CustomerQuery.JobsShown).ToListAsync(ct),
            await TwinsAsync(id, ct));
    }

    /// <summary>Other entries with this serial at this site: one device, entered twice.</summary>
    private async Task<IReadOnlyList<RecorderLine>> TwinsAsync(Guid id, CancellationToken ct)
    {
        var twins = await db.Database.SqlQuery<Guid>($"""
            select o.id as "Value" from recorders r join recorders o on o.site_id = r.site_id and o.id <> r.id and serial_normal(o.serial) = serial_normal(r.serial)
            where r.id = {id} and r.merged_into_id is null and o.merged_into_id is null limit 5
            """).ToListAsync(ct);
        return await db.Recorders.AsNoTracking().Where(row => twins.Contains(row.Id)).Select(row => new RecorderLine(row.Id, row.Brand, row.Model, row.Serial)).ToListAsync(ct);
    }
}
