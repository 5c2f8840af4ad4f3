using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Everything the slot finder needs: the plan, kept in memory and proven fresh by one small statement, and the live stops, read with another.</summary>
internal sealed class Schedules(CleveSecDb db, SchedulingPlans plans, IClock clock)
{
    internal static readonly VisitStatus[] Live = [.. Enum.GetValues<VisitStatus>().Where(Visit.IsLiveStatus)];

    private static readonly Func<CleveSecDb, IAsyncEnumerable<long>> ReadVersion = EF.CompileAsyncQuery((CleveSecDb db) => db.Set<SchedulingVersion>().AsNoTracking().Select(row => row.Version));

    private static readonly Func<CleveSecDb, Instant, Instant, Instant, Guid?, IAsyncEnumerable<LiveStop>> ReadStops = EF.CompileAsyncQuery(
        (CleveSecDb db, Instant from, Instant until, Instant now, Guid? only) => db.Visits.AsNoTracking()

            // Constants, as the index of live spans (ix_visits_live) names them: with a parameter the whole history would be read.
            .Where(visit => visit.Status == VisitStatus.Held || visit.Status == VisitStatus.Planned || visit.Status == VisitStatus.Confirmed || visit.Status == VisitStatus.EnRoute || visit.Status == VisitStatus.OnSite)
            .Where(visit => visit.HeldUntil == null || visit.HeldUntil > now)
            .Where(visit => visit.WorkEnd > from && visit.WorkStart < until && (only == null || visit.TechnicianId == only))
            .Select(visit => new LiveStop(visit.TechnicianId, visit.Id, visit.Zip, visit.WorkStart, visit.WorkEnd, visit.OtherWorkId == null, visit.OccupiedEnd)));

    /// <summary>Rules, services, area, travel and people as they stand now, also when another node has just changed them. One statement when nothing has changed, else two.</summary>
    public async Task<SchedulingPlan> PlanAsync(CancellationToken ct)
    {
        var version = await FirstAsync(ReadVersion(db), ct);
        if (plans.Under(version) is { } plan)
        {
            return plan;
        }

        // What a transaction reads may be its own and never be committed, so it is not kept; and who holds a connection must not wait for somebody who needs one.
        if (db.Database.CurrentTransaction is not null)
        {
            return await SchedulingPlanQuery.RunAsync(db, ct);
        }

        await plans.Reading.WaitAsync(ct);
        try
        {
            if (plans.Under(version) is { } read)
            {
                return read;
            }

            var newest = await SchedulingPlanQuery.RunAsync(db, ct);
            plans.Keep(newest);
            return newest;
        }
        finally
        {
            plans.Reading.Release();
        }
    }

    /// <summary>The plan as this node last read it: for a choice that is checked again under the plan as it stands.</summary>
    public async ValueTask<SchedulingPlan> LastKnownAsync(CancellationToken ct) => plans.Newest ?? await PlanAsync(ct);

    /// <summary>Active technicians with their shifts and live stops from today to the horizon. One statement.</summary>
    /// <param name="only">One technician, or null for all.</param>
    public Task<IReadOnlyList<TechnicianSchedule>> TechniciansAsync(SchedulingPlan plan, Guid? only, CancellationToken ct)
    {
        var today = clock.GetCurrentInstant().InZone(BookingRules.Zone).Date;
        return BetweenAsync(plan, today, today.PlusDays(plan.Rules.HorizonDays), only, ct);
    }

    /// <summary>The same with the stops of one day only: what a window of that day needs, and no more rows.</summary>
    public Task<IReadOnlyList<TechnicianSchedule>> OnAsync(SchedulingPlan plan, LocalDate date, CancellationToken ct) => BetweenAsync(plan, date, date, null, ct);

    /// <summary>A technician as known to the plan, without stops; null when there is none of that id.</summary>
    public TechnicianSchedule? Without(SchedulingPlan plan, Guid technicianId) =>
        plan.TechniciansFrom(clock.GetCurrentInstant().InZone(BookingRules.Zone).Date).FirstOrDefault(technician => technician.TechnicianId == technicianId);

    private async Task<IReadOnlyList<TechnicianSchedule>> BetweenAsync(SchedulingPlan plan, LocalDate first, LocalDate last, Guid? only, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var from = first.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var until = last.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var stops = new Dictionary<Guid, List<Stop>>();
        await foreach (var stop in ReadStops(db, from, until, now, only).WithCancellation(ct))
        {
            if (!stops.TryGetValue(stop.TechnicianId, out var theirs))
            {
                stops[stop.TechnicianId] = theirs = [];
            }

            theirs.Add(new Stop(stop.VisitId, stop.Zip, stop.WorkStart, stop.WorkEnd, stop.IsVisit, stop.FreeFrom));
        }

        foreach (var theirs in stops.Values)
        {
            theirs.Sort((a, b) => a.WorkStart.CompareTo(b.WorkStart));
        }

        return [.. from technician in plan.TechniciansFrom(now.InZone(BookingRules.Zone).Date)
                   where only is null || technician.TechnicianId == only
                   select stops.TryGetValue(technician.TechnicianId, out var theirs) ? technician with { Stops = theirs } : technician];
    }

    /// <summary>Writes the drives of days from which something was taken, once it is gone.</summary>
    public async Task RedriveAsync(IReadOnlyCollection<FreedDay> freed, SchedulingPlan plan, CancellationToken ct)
    {
        foreach (var technician in freed.GroupBy(day => day.TechnicianId))
        {
            if ((await TechniciansAsync(plan, technician.Key, ct)).SingleOrDefault() is { } schedule)
            {
                await TechnicianLock.RedriveAsync(db, plan.Travel, schedule, null, null, ct, technician.Select(day => day.Date));
            }
        }
    }

    private static async Task<long> FirstAsync(IAsyncEnumerable<long> numbers, CancellationToken ct)
    {
        await foreach (var number in numbers.WithCancellation(ct))
        {
            return number;
        }

        throw new InvalidOperationException("The database has no version of its scheduling settings.");
    }

    private sealed record LiveStop(Guid TechnicianId, Guid VisitId, string Zip, Instant WorkStart, Instant WorkEnd, bool IsVisit, Instant FreeFrom);
}
