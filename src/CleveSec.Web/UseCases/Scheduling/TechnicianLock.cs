using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>
/// Changes to one technician's day wait for each other until the transaction ends. The exclusion constraint is what forbids double booking; the lock keeps the race
/// from becoming deadlocks, and lets the drive to the following stop be written anew.
/// </summary>
internal static class TechnicianLock
{
    private const int Space = 4711;

    /// <summary>Takes the locks in a fixed order, so that two moves between the same technicians cannot block each other.</summary>
    public static async Task TakeAsync(CleveSecDb db, CancellationToken ct, params Guid[] technicians)
    {
        foreach (var technician in technicians.Distinct().Order())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Space}, hashtext({technician.ToString()}))", ct);
        }
    }

    /// <summary>Lifts a visit out of its day until it is placed again in the same transaction, so that its neighbours can be written first. Its promised window stays.</summary>
    public static Task ParkAsync(CleveSecDb db, Guid visitId, CancellationToken ct)
    {
        var nowhere = Instant.FromUnixTimeSeconds(0);
        var after = nowhere + Duration.FromMinutes(1);
        return db.Database.ExecuteSqlAsync($"update visits set occupied_start = {nowhere}, work_start = {nowhere}, work_end = {after}, occupied_end = {after} where id = {visitId}", ct);
    }

    /// <summary>Writes the drive to every live visit of these technicians on that day from the stop now before it. Call before a visit is placed and after one is gone.</summary>
    public static async Task RedriveAsync(CleveSecDb db, TravelTimes travel, TechnicianSchedule technician, Guid? except, Stop? added, LocalDate date, CancellationToken ct)
    {
        var stops = technician.Stops.Where(stop => stop.VisitId != except).Concat(added is null ? [] : [added])
            .Where(stop => stop.WorkStart.InZone(BookingRules.Zone).Date == date).OrderBy(stop => stop.WorkStart).ToList();
        for (var i = 0; i < stops.Count; i++)
        {
            if (stops[i] == added)
            {
                continue;
            }

            var from = i == 0 ? technician.HomeZip : stops[i - 1].Zip;
            var start = stops[i].WorkStart - travel.Between(from, stops[i].Zip);
            var id = stops[i].VisitId;
            await db.Database.ExecuteSqlAsync($"update visits set occupied_start = {start} where id = {id} and occupied_start <> {start}", ct);
        }
    }
}
