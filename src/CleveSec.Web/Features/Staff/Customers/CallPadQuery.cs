using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>What a caller asks about a job that is still open.</summary>
/// <param name="Arrival">Null while no technician is awaited.</param>
internal sealed record PadJob(string Number, JobStatus Status, PadPlace Place, PadVisit? Visit, ArrivalEstimate? Arrival)
{
    public bool MayMove => JobTransitions.Find(Status, Visit is null ? JobAction.Schedule : JobAction.Reschedule) is not null;
    public bool MayCancel => JobTransitions.Find(Status, JobAction.Cancel) is not null;

    /// <summary>The day has come and something closer than the promise can be said.</summary>
    public ArrivalEstimate? Closer => Arrival is { Certainty: not ArrivalCertainty.Promised } arrival && arrival.Window != Visit?.Window ? arrival : null;
}

internal sealed record PadPlace(string Street, string? Unit, string City, string State, string Zip);

internal sealed record PadVisit(Guid Id, VisitStatus Status, Interval Window, string Technician, string? TechnicianPhone)
{
    public bool IsAwaited => Status is VisitStatus.Planned or VisitStatus.Confirmed or VisitStatus.EnRoute;
}

/// <summary>The open jobs of a caller, the next visit first, one more than is shown if there are more, and when the technician will be there.</summary>
internal sealed class CallPadQuery(CleveSecDb db, ArrivalQuery arrivals)
{
    public const int MostShown = 5;
    private static readonly JobStatus[] Over = [JobStatus.Closed, JobStatus.Cancelled, JobStatus.Refused, JobStatus.NotRecovered];

    public async Task<IReadOnlyList<PadJob>> RunAsync(IQueryable<Job> jobs, CancellationToken ct)
    {
        var rows = await (
            from job in jobs.AsNoTracking()
            where !EF.Constant(Over).Contains(job.Status)
            let visit = job.Visits.FirstOrDefault(visit => EF.Constant(Schedules.Live).Contains(visit.Status))
            orderby visit == null, visit.WindowStart, job.ReportedAt descending
            select new
            {
                job.Number,
                job.Status,
                Place = new PadPlace(job.Site.Street, job.Site.Unit, job.Site.City, job.Site.State, job.Site.Zip),
                VisitId = (Guid?)visit.Id,
                VisitStatus = (VisitStatus?)visit.Status,
                WindowStart = (Instant?)visit.WindowStart,
                WindowEnd = (Instant?)visit.WindowEnd,
                Technician = db.Staff.Where(staff => staff.Id == visit.TechnicianId).Select(staff => new { staff.Name, staff.Phone }).FirstOrDefault(),
            }).Take(MostShown + 1).ToListAsync(ct);
        var pad = new List<PadJob>();
        foreach (var row in rows)
        {
            var visit = row.VisitId is { } id ? new PadVisit(id, row.VisitStatus!.Value, new Interval(row.WindowStart, row.WindowEnd), row.Technician?.Name ?? "", row.Technician?.Phone) : null;
            pad.Add(new PadJob(row.Number, row.Status, row.Place, visit, visit is { IsAwaited: true } ? await arrivals.RunAsync(visit.Id, ct) : null));
        }

        return pad;
    }
}
