using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>How sure an estimate is.</summary>
public enum ArrivalCertainty
{
    /// <summary>Not the day yet: what was promised.</summary>
    Promised,

    /// <summary>The day's plan, other stops still before it.</summary>
    Planned,

    /// <summary>The stop before is over, or the technician is on the way.</summary>
    Near,

    /// <summary>After the promised window.</summary>
    Late,
}

/// <summary>A stop of the technician before the visit, on the same day, as it was planned and as it went.</summary>
/// <param name="Drive">To it from the stop before, or from home.</param>
/// <param name="EndedAt">When it was over; also without an arrival, where nobody was there.</param>
public sealed record EarlierStop(Instant WorkStart, Instant WorkEnd, Duration Drive, Instant? EnRouteAt, Instant? ArrivedAt, Instant? EndedAt);

/// <summary>When a technician will be there, as a customer is told: narrower the nearer it is, never outside the promised window unless it is late, and then it says so.</summary>
/// <param name="Window">From when until when.</param>
public sealed record ArrivalEstimate(Interval Window, ArrivalCertainty Certainty)
{
    private static readonly Duration Step = Duration.FromMinutes(5);

    /// <summary>What is left open while other stops are before it: more later than earlier, as days go.</summary>
    private static readonly Duration PlannedBefore = Duration.FromMinutes(20);
    private static readonly Duration PlannedAfter = Duration.FromMinutes(40);
    private static readonly Duration NearSpan = Duration.FromMinutes(20);

    /// <summary>Nothing narrower is said.</summary>
    private static readonly Duration Least = Duration.FromMinutes(10);

    public bool IsLate => Certainty == ArrivalCertainty.Late;

    /// <summary>For a visit that waits for its technician.</summary>
    /// <param name="promised">The arrival window.</param>
    /// <param name="plannedStart">Of the work, inside the window.</param>
    /// <param name="drive">From the stop before, or from home.</param>
    /// <param name="enRouteAt">When the technician set out; null: not yet.</param>
    /// <param name="before">The earlier stops of that day in order.</param>
    public static ArrivalEstimate Of(Interval promised, Instant plannedStart, Duration drive, Instant? enRouteAt, IReadOnlyList<EarlierStop> before, Instant now)
    {
        if (enRouteAt is { } left)
        {
            return Around(promised, Instant.Max(left + drive, now), ArrivalCertainty.Near);
        }

        if (now.InZone(BookingRules.Zone).Date < promised.Start.InZone(BookingRules.Zone).Date)
        {
            return new ArrivalEstimate(promised, ArrivalCertainty.Promised);
        }

        // Whoever has not set out yet cannot be there before the drive is over.
        var soonest = now + drive;
        var free = FreeAfter(before, now);
        var near = before.Count > 0 && before[^1].EndedAt is not null;
        var arrival = near
            ? Instant.Max(Instant.Max(promised.Start, free!.Value + drive), soonest)
            : Instant.Max(Instant.Max(plannedStart, free is { } after ? after + drive : plannedStart), soonest);
        return Around(promised, arrival, near ? ArrivalCertainty.Near : ArrivalCertainty.Planned);
    }

    /// <summary>When the last stop before is over, one after the other; null: there is none.</summary>
    private static Instant? FreeAfter(IReadOnlyList<EarlierStop> before, Instant now)
    {
        Instant? free = null;
        foreach (var stop in before)
        {
            var work = stop.WorkEnd - stop.WorkStart;
            var arrival = stop.ArrivedAt
                ?? (stop.EnRouteAt is { } left ? Instant.Max(left + stop.Drive, now) : Instant.Max(Instant.Max(stop.WorkStart, (free ?? stop.WorkStart - stop.Drive) + stop.Drive), now + stop.Drive));
            free = stop.EndedAt ?? Instant.Max(arrival + work, now);
        }

        return free;
    }

    private static ArrivalEstimate Around(Interval promised, Instant arrival, ArrivalCertainty certainty)
    {
        if (arrival > promised.End)
        {
            var from = Rounded(arrival);
            return new ArrivalEstimate(new Interval(from, from + NearSpan), ArrivalCertainty.Late);
        }

        // Whoever sets out early waits for the window to begin.
        arrival = Instant.Max(arrival, promised.Start);
        var (early, late) = certainty == ArrivalCertainty.Near ? (Duration.Zero, NearSpan) : (PlannedBefore, PlannedAfter);
        var start = Instant.Max(Rounded(arrival - early), promised.Start);
        var end = Instant.Min(Rounded(arrival) + late, promised.End);
        end = Instant.Max(end, Instant.Min(start + Least, promised.End));
        start = Instant.Min(start, Instant.Max(end - Least, promised.Start));
        return new ArrivalEstimate(new Interval(start, end), certainty);
    }

    /// <summary>Down to five minutes; these are the same in New York as in UTC.</summary>
    private static Instant Rounded(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / (long)Step.TotalTicks * (long)Step.TotalTicks);
}
