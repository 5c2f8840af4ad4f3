using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Visits;

/// <summary>When the technician will be there, from the day's plan and how the day went so far.</summary>
internal sealed class ArrivalQuery(CleveSecDb db, Schedules schedules, IClock clock)
{
    /// <summary>Null when the visit does not wait for its technician any more.</summary>
    public async Task<ArrivalEstimate?> RunAsync(Guid visitId, CancellationToken ct)
    {
        var visit = await db.Visits.AsNoTracking().FirstOrDefaultAsync(row => row.Id == visitId, ct);
        return visit is { Status: VisitStatus.Planned or VisitStatus.Confirmed or VisitStatus.EnRoute } ? await OfAsync(visit, ct) : null;
    }

    /// <param name="visit">One that waits for its technician, or whose technician just set out.</param>
    public async Task<ArrivalEstimate> OfAsync(Visit visit, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (visit.EnRouteAt is null && !visit.HasItsDay(now))
        {
            // The days before need no plan.
            return ArrivalEstimate.Of(visit.Window, visit.WorkStart, Duration.Zero, null, [], now);
        }

        var dayStart = visit.Day.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var stops = await db.Visits.AsNoTracking()
            .Where(row => row.TechnicianId == visit.TechnicianId && row.Id != visit.Id && row.WorkStart >= dayStart && row.WorkStart < visit.WorkStart && row.Status != VisitStatus.Cancelled && row.Status != VisitStatus.Held)
            .OrderBy(row => row.WorkStart)
            .Select(row => new { row.Zip, row.WorkStart, row.WorkEnd, row.EnRouteAt, row.ArrivedAt, row.EndedAt, IsOther = row.OtherWorkId != null })
            .ToListAsync(ct);
        var from = await db.Staff.AsNoTracking().Where(staff => staff.Id == visit.TechnicianId).Select(staff => staff.HomeZip).FirstOrDefaultAsync(ct);
        var travel = (await schedules.PlanAsync(ct)).Travel;
        List<EarlierStop> before = [];
        foreach (var stop in stops)
        {
            // Nobody taps for other work: it goes as planned.
            var ended = stop.EndedAt ?? (stop.IsOther && stop.WorkEnd <= now ? stop.WorkEnd : null);
            before.Add(new EarlierStop(stop.WorkStart, stop.WorkEnd, travel.Between(from, stop.Zip, stop.WorkStart), stop.EnRouteAt, stop.ArrivedAt ?? (stop.IsOther && stop.WorkStart <= now ? stop.WorkStart : null), ended));
            from = stop.Zip;
        }

        return ArrivalEstimate.Of(visit.Window, visit.WorkStart, travel.Between(from, visit.Zip, Instant.Max(now, visit.WorkStart)), visit.EnRouteAt, before, now);
    }
}
