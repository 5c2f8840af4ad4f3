using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Booking;

/// <summary>What the confirmation repeats.</summary>
internal sealed record BookedVisit(string Number, Interval Window, RecorderBrand Brand, Trouble Trouble, string Name, string Phone, string? Email, string Street, string? Unit, string City, string Zip);

internal sealed class BookedQuery(CleveSecDb db)
{
    /// <summary>Null when the job has no open visit any more.</summary>
    public async Task<BookedVisit?> RunAsync(Guid jobId, CancellationToken ct)
    {
        var row = await db.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => new
        {
            job.Number,
            Visit = job.Visits.Where(visit => Schedules.Live.Contains(visit.Status)).Select(visit => new { visit.WindowStart, visit.WindowEnd }).FirstOrDefault(),
            Brand = job.Recorders.Select(recorder => recorder.Recorder.Brand).First(),
            job.Trouble,
            job.Customer.Name,
            job.Customer.Phone,
            job.Customer.Email,
            job.Site.Street,
            job.Site.Unit,
            job.Site.City,
            job.Site.Zip,
        }).FirstOrDefaultAsync(ct);
        return row?.Visit is { } visit
            ? new BookedVisit(row.Number, new Interval(visit.WindowStart, visit.WindowEnd), row.Brand, row.Trouble, row.Name, row.Phone, row.Email, row.Street, row.Unit, row.City, row.Zip)
            : null;
    }
}
