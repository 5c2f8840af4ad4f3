using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>A technician and a time for a job, with why.</summary>
/// <param name="Load">Driving, work and buffers of the technician's day so far.</param>
/// <param name="InPromise">It lies in the window the customer was promised, or wished for.</param>
public sealed record Suggestion(Placement Placement, Duration Load, bool InPromise);

/// <summary>
/// Ranks who could come when: first what keeps the promise, then the least driving added, a day of waiting counting like a quarter of an hour of it, then the earlier start. The best
/// few are of different technicians or days as far as there are any, so that there is a choice. Pure.
/// </summary>
public static class Candidates
{
    private static readonly Duration PerDayOfWaiting = Duration.FromMinutes(15);

    /// <param name="offers">As <see cref="SlotFinder.Find"/> found them.</param>
    /// <param name="wish">The window promised, or wished for; null: none.</param>
    public static IReadOnlyList<Suggestion> Best(IReadOnlyList<OfferedWindow> offers, IReadOnlyList<TechnicianSchedule> technicians, Interval? wish, Instant now, int count = 3)
    {
        var today = now.InZone(BookingRules.Zone).Date;
        var loads = new Dictionary<(Guid, LocalDate), Duration>();
        var stops = technicians.ToDictionary(technician => technician.TechnicianId);
        var best = offers.SelectMany(offer => offer.Placements).Select(placement => (Placement: placement, Keeps: wish is { } window && window.Contains(placement.WorkStart), Cost: CostOf(placement, today)))
            .OrderByDescending(one => one.Keeps).ThenBy(one => one.Cost).ThenBy(one => one.Placement.WorkStart).ThenBy(one => one.Placement.TechnicianId);
        var (chosen, rest) = (new List<(Placement Placement, bool Keeps)>(), new List<(Placement Placement, bool Keeps)>());
        var seen = new HashSet<(Guid, LocalDate)>();
        foreach (var one in best)
        {
            (seen.Add((one.Placement.TechnicianId, DateOf(one.Placement))) ? chosen : rest).Add((one.Placement, one.Keeps));
            if (chosen.Count == count)
            {
                break;
            }
        }

        return [.. chosen.Concat(rest).Take(count).Select(one => new Suggestion(one.Placement, LoadOf(one.Placement), one.Keeps))];

        Duration LoadOf(Placement placement)
        {
            var key = (placement.TechnicianId, DateOf(placement));
            if (!loads.TryGetValue(key, out var load))
            {
                load = stops[placement.TechnicianId].Stops.Where(stop => stop.WorkStart.InZone(BookingRules.Zone).Date == key.Item2)
                    .Aggregate(Duration.Zero, (sum, stop) => sum + ((stop.FreeFrom ?? stop.WorkEnd) - stop.WorkStart));
                loads[key] = load;
            }

            return load;
        }
    }

    private static Duration CostOf(Placement placement, LocalDate today) => placement.AddedTravel + (PerDayOfWaiting * Period.Between(today, DateOf(placement), PeriodUnits.Days).Days);

    private static LocalDate DateOf(Placement placement) => placement.WorkStart.InZone(BookingRules.Zone).Date;
}
