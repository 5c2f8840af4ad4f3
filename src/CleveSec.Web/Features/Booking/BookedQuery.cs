using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Booking;

/// <summary>What the confirmation repeats.</summary>
/// <param name="ContactName">Who is there instead of the customer; null: the customer.</param>
internal sealed record BookedVisit(
    string Number, Interval Window, IReadOnlyList<RecorderBrand> Brands, Trouble Trouble, OwnerSituation? Situation, FootageNeed? Footage, string Name, string Phone, string? Email,
    string Street, string? Unit, string City, string Zip, string? ContactName, string? ContactPhone, bool HasGateCode, string? Notes, int Photos);

internal sealed class BookedQuery(CleveSecDb db)
{
    /// <summary>Null when the job has no open visit any more.</summary>
    public async Task<BookedVisit?> RunAsync(Guid jobId, CancellationToken ct)
    {
        var row = await db.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => new
        {
            job.Number,
            Visit = job.Visits.Where(visit => Schedules.Live.Contains(visit.Status)).Select(visit => new { visit.WindowStart, visit.WindowEnd }).FirstOrDefault(),
            Brands = job.Recorders.OrderBy(recorder => recorder.Id).Select(recorder => recorder.Recorder.Brand).ToList(),
            job.Trouble,
            job.Situation,
            job.Footage,
            job.Customer.Name,
            job.Customer.Phone,
            job.Customer.Email,
            job.Site.Street,
            job.Site.Unit,
            job.Site.City,
            job.Site.Zip,
            job.ContactName,
            job.ContactPhone,
            HasGateCode = job.Site.GateCode != null,
            job.Notes,
            Photos = db.EvidenceFiles.Count(photo => photo.JobId == job.Id),
        }).FirstOrDefaultAsync(ct);
        return row?.Visit is { } visit
            ? new BookedVisit(
                row.Number, new Interval(visit.WindowStart, visit.WindowEnd), row.Brands, row.Trouble, row.Situation, row.Footage, row.Name, row.Phone, row.Email,
                row.Street, row.Unit, row.City, row.Zip, row.ContactName, row.ContactPhone, row.HasGateCode, row.Notes, row.Photos)
            : null;
    }
}
