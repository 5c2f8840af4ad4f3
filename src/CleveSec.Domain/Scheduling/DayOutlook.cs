using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>What can be said of a stop before it happens.</summary>
public enum OutlookKind
{
    /// <summary>It will be as planned.</summary>
    AsPlanned,

    /// <summary>Later than planned, but still inside what was promised.</summary>
    Behind,

    /// <summary>As the day goes, after what was promised.</summary>
    Late,

    /// <summary>Even if everything before goes as planned, the promise cannot be kept: the drive does not fit.</summary>
    Impossible,

    /// <summary>The technician is away then.</summary>
    Away,
}

/// <param name="Arrival">When the technician will be there as things stand.</param>
public readonly record struct Outlook(OutlookKind Kind, Instant Arrival)
{
    public bool IsTrouble => Kind >= OutlookKind.Late;
}

/// <summary>A stop of a technician's day as it was planned and as it went.</summary>
/// <param name="Window">What was promised; of other work its own span.</param>
public sealed record OutlookStop(Guid Id, string Zip, Interval Window, Instant WorkStart, Instant WorkEnd, bool IsOver, Instant? EnRouteAt, Instant? ArrivedAt, Instant? EndedAt);

/// <summary>Looks ahead along one technician's day: what will be late as things stand, and what was never possible. Pure.</summary>
public sealed class DayOutlook(TravelTimes travel)
{
    /// <summary>Less than that is no news.</summary>
    private static readonly Duration Slack = Duration.FromMinutes(10);

    /// <param name="stops">Of one day.</param>
    /// <param name="away">Absences of the technician.</param>
    public IReadOnlyDictionary<Guid, Outlook> Of(string? homeZip, IEnumerable<OutlookStop> stops, IReadOnlyCollection<Interval> away, Instant now)
    {
        var outlooks = new Dictionary<Guid, Outlook>();
        var (place, planned, actual) = (homeZip, Instant.MinValue, Instant.MinValue);
        foreach (var stop in stops.OrderBy(stop => stop.WorkStart))
        {
            var work = stop.WorkEnd - stop.WorkStart;
            var drive = stop.Zip.Length == 0 ? Duration.Zero : travel.Between(place, stop.Zip, stop.WorkStart);
            var byPlan = After(planned, drive, stop.WorkStart);
            var arrival = Arrival(stop, drive, actual, now);
            if (!stop.IsOver)
            {
                outlooks[stop.Id] = new Outlook(KindOf(stop, byPlan, arrival, away), arrival);
            }

            // Somebody who gave up without arriving is free from then on.
            planned = byPlan + work;
            actual = stop.EndedAt ?? Instant.Max(arrival + work, stop.ArrivedAt is null ? Instant.MinValue : now);
            place = stop.Zip.Length == 0 ? null : stop.Zip;
        }

        return outlooks;
    }

    private static OutlookKind KindOf(OutlookStop stop, Instant byPlan, Instant arrival, IReadOnlyCollection<Interval> away) =>
        stop.ArrivedAt is not null ? OutlookKind.AsPlanned
        : away.Any(absence => absence.Start < stop.WorkEnd && absence.End > stop.WorkStart) ? OutlookKind.Away
        : byPlan > stop.Window.End ? OutlookKind.Impossible
        : arrival > stop.Window.End ? OutlookKind.Late
        : arrival > stop.WorkStart + Slack ? OutlookKind.Behind
        : OutlookKind.AsPlanned;

    /// <summary>Whoever has not set out cannot be there before the drive is over.</summary>
    private static Instant Arrival(OutlookStop stop, Duration drive, Instant free, Instant now) =>
        stop.ArrivedAt ?? (stop.EnRouteAt is { } left ? Instant.Max(left + drive, now) : Instant.Max(After(free, drive, stop.WorkStart), now + drive));

    private static Instant After(Instant free, Duration drive, Instant planned) => free == Instant.MinValue ? planned : Instant.Max(planned, free + drive);
}
