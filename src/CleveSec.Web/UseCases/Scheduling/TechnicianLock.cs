using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>A technician's day in New York from which something was taken away: the drive to what follows has to be written anew.</summary>
internal readonly record struct FreedDay(Guid TechnicianId, LocalDate Date);

/// <summary>
/// Changes to one technician's day wait for each other until the transaction ends. The exclusion constraint is what forbids double booking; the lock keeps the race
/// from becoming deadlocks, and lets the drive to the following stop be written anew.
/// </summary>
internal static class TechnicianLock
{
    public const int Space = 4711;

    /// <summary>Of one day, for a booking, which holds the technician's own lock shared meanwhile.</summary>
    public const int DaySpace = 4714;

    /// <summary>
    /// Takes the locks in a fixed order, so that two moves between the same technicians cannot block each other, and deletes their holds that have run out: those
    /// count for nobody, but would stand in the way of the constraint.
    /// </summary>
    /// <returns>The days from which a hold was deleted.</returns>
    public static async Task<IReadOnlyList<FreedDay>> TakeAsync(CleveSecDb db, Instant now, CancellationToken ct, params Guid[] technicians)
    {
        var ordered = technicians.Distinct().Order().ToArray();
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Space}, hashtext(one::text)) from unnest({ordered}) as one", ct);

        // A statement of its own: it sees what was committed while this one waited.
        var expired = await db.Database.SqlQuery<FreedSpan>($"""
            delete from visits where held_until <= {now} and technician_id = any({ordered})
            returning technician_id, work_start
            """).ToListAsync(ct);
        return [.. expired.Select(span => new FreedDay(span.TechnicianId, DateOf(span.WorkStart)))];
    }

    /// <summary>Lifts a visit out of its day until it is placed again in the same transaction, so that its neighbours can be written first. Its promised window stays.</summary>
    public static Task ParkAsync(CleveSecDb db, Guid visitId, CancellationToken ct)
    {
        var nowhere = Instant.FromUnixTimeSeconds(0);
        var after = nowhere + Duration.FromMinutes(1);
        return db.Database.ExecuteSqlAsync($"update visits set occupied_start = {nowhere}, work_start = {nowhere}, work_end = {after}, occupied_end = {after} where id = {visitId}", ct);
    }

    /// <summary>The same for many at once: each is parked at a minute of its own.</summary>
    public static Task ParkAllAsync(CleveSecDb db, IReadOnlyCollection<Guid> visits, CancellationToken ct)
    {
        var nowhere = Instant.FromUnixTimeSeconds(0);
        var ids = visits.Order().ToArray();
        return db.Database.ExecuteSqlAsync($"""
            update visits set occupied_start = {nowhere} + parked.place * interval '1 minute', work_start = {nowhere} + parked.place * interval '1 minute',
              work_end = {nowhere} + (parked.place + 1) * interval '1 minute', occupied_end = {nowhere} + (parked.place + 1) * interval '1 minute'
            from unnest({ids}) with ordinality as parked(id, place) where visits.id = parked.id
            """, ct);
    }

    /// <summary>
    /// Writes the drive to every live stop of the technician on those days from the stop now before it. Call before a visit is placed and after one is gone. A drive that
    /// is longer than the gap, because estimates have changed since, fills the gap: what was promised stays, and nothing overlaps.
    /// </summary>
    public static async Task RedriveAsync(CleveSecDb db, TravelTimes travel, TechnicianSchedule technician, Guid? except, Stop? added, CancellationToken ct, params IEnumerable<LocalDate> dates)
    {
        var (ids, starts) = (new List<Guid>(), new List<Instant>());
        foreach (var date in dates.Distinct())
        {
            var stops = technician.Stops.Where(stop => stop.VisitId != except).Concat(added is null ? [] : [added])
                .Where(stop => DateOf(stop.WorkStart) == date).OrderBy(stop => stop.WorkStart).ToList();
            for (var i = 0; i < stops.Count; i++)
            {
                if (stops[i] != added)
                {
                    ids.Add(stops[i].VisitId);
                    starts.Add(stops[i].WorkStart - DriveTo(travel, i == 0 ? technician.HomeZip : stops[i - 1].Zip, stops[i].Zip, stops[i].WorkStart));
                }
            }
        }

        await WriteDrivesAsync(db, ids, starts, ct);
    }

    /// <summary>The same where a stop is added to a day in which nothing else has changed: only the drive to what follows it is another one.</summary>
    public static Task RedriveNextAsync(CleveSecDb db, TravelTimes travel, TechnicianSchedule technician, Stop added, CancellationToken ct)
    {
        var next = technician.Stops.Where(stop => stop.WorkStart >= added.WorkStart && DateOf(stop.WorkStart) == DateOf(added.WorkStart)).MinBy(stop => stop.WorkStart);
        return next is null ? Task.CompletedTask : WriteDrivesAsync(db, [next.VisitId], [next.WorkStart - DriveTo(travel, added.Zip, next.Zip, next.WorkStart)], ct);
    }

    private static async Task WriteDrivesAsync(CleveSecDb db, List<Guid> ids, List<Instant> starts, CancellationToken ct)
    {
        if (ids.Count > 0)
        {
            await db.Database.ExecuteSqlAsync($"""
                update visits set occupied_start = least(visits.work_start, greatest(anew.start, (
                  select max(before.occupied_end) from visits before
                  where before.technician_id = visits.technician_id and before.id <> visits.id and before.work_start < visits.work_start and before.work_end > visits.work_start - interval '1 day'
                    and before.status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite'))))
                from unnest({ids}, {starts}) as anew(id, start)
                where visits.id = anew.id and visits.occupied_start <> anew.start
                """, ct);
        }
    }

    /// <summary>The drive to a stop. To a busy time of somebody's own calendar, whose place is not known, there is none: two in a row would else stand in each other's way.</summary>
    public static Duration DriveTo(TravelTimes travel, string? from, string to, Instant arrival) => to.Length == 0 ? Duration.Zero : travel.Between(from, to, arrival);

    public static LocalDate DateOf(Instant instant) => instant.InZone(BookingRules.Zone).Date;

    private sealed record FreedSpan(Guid TechnicianId, Instant WorkStart);
}
