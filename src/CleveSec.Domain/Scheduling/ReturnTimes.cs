using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>A span of a weekday, New York time; the end is after the start and not included.</summary>
public sealed record SupportSpan(IsoDayOfWeek Day, LocalTime From, LocalTime To);

/// <summary>When somebody at a vendor can be asked.</summary>
/// <param name="Name">The vendor.</param>
/// <param name="Spans">None: not known, so nothing is against any time.</param>
public sealed record SupportHours(string Name, IReadOnlyList<SupportSpan> Spans)
{
    /// <summary>Whether somebody can be asked as long as the window lasts. An hour that comes twice when the clocks change counts both times, one that does not come not at all.</summary>
    public bool Cover(Interval window) => Reach(window.Start) >= window.End;

    /// <summary>Until when somebody can be asked from this time on without a pause, on the same day; this time itself when nobody can.</summary>
    public Instant Reach(Instant start)
    {
        if (Spans.Count == 0)
        {
            return Instant.MaxValue;
        }

        var date = start.InZone(BookingRules.Zone).Date;

        // Spans that meet are one: a window over noon is covered by "8 to 12" and "12 to 17", also where they meet in an hour that does not come.
        var (reached, end) = (start, (LocalTime?)null);
        foreach (var span in Spans.Where(span => span.Day == date.DayOfWeek).OrderBy(span => span.From))
        {
            if ((First(date.At(span.From)) <= reached || span.From <= end) && Last(date.At(span.To)) >= reached)
            {
                (reached, end) = (Last(date.At(span.To)), span.To);
            }
        }

        return reached;
    }

    private static Instant First(LocalDateTime local) => BookingRules.Zone.MapLocal(local) is { Count: > 0 } mapping ? mapping.First().ToInstant() : local.InZoneLeniently(BookingRules.Zone).ToInstant();

    /// <summary>An hour that does not come ends where it would have begun.</summary>
    private static Instant Last(LocalDateTime local) => BookingRules.Zone.MapLocal(local) is { Count: > 0 } mapping ? mapping.Last().ToInstant() : BookingRules.Zone.MapLocal(local).EarlyInterval.End;
}

/// <summary>When coming back with a vendor's answer is of use: while that is good, and while somebody there can be asked.</summary>
/// <param name="Until">The answer is good until then; null: nobody limits it.</param>
/// <param name="Support">Of each vendor whose answer waits to be used.</param>
public sealed record ReturnTimes(Instant? Until, IReadOnlyList<SupportHours> Support)
{
    /// <summary>The window, or the work, begins and ends while the answer is good; it came before.</summary>
    public bool IsGoodIn(Interval span) => Until is not { } until || span.End <= until;

    public bool IsReachableIn(Interval span) => Support.All(hours => hours.Cover(span));

    /// <summary>By when work has to be done that begins at this time or later in a window that fits.</summary>
    public Instant Reach(Instant start) => Support.Select(hours => hours.Reach(start)).Append(Until ?? Instant.MaxValue).Min();

    public bool Fit(Interval window) => IsGoodIn(window) && IsReachableIn(window);
}
