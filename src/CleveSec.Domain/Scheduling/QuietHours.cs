using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>The hours in which nobody is texted or called, New York time; over midnight where they end earlier than they begin.</summary>
/// <param name="From">Included.</param>
/// <param name="Until">Not included; the same as <paramref name="From"/>: no quiet hours.</param>
public sealed record QuietHours(LocalTime From, LocalTime Until)
{
    public bool Contains(Instant instant)
    {
        var time = instant.InZone(BookingRules.Zone).TimeOfDay;
        return From <= Until ? time >= From && time < Until : time >= From || time < Until;
    }

    /// <summary>The instant itself outside of quiet hours, else their end. On the night the clocks change a time that does not exist moves forward.</summary>
    public Instant After(Instant instant)
    {
        if (!Contains(instant))
        {
            return instant;
        }

        var local = instant.InZone(BookingRules.Zone);
        var date = local.TimeOfDay >= Until ? local.Date.PlusDays(1) : local.Date;
        var end = date.At(Until).InZoneLeniently(BookingRules.Zone).ToInstant();

        // In the hour that comes twice the clock may show the end before the instant it is asked for.
        return Instant.Max(instant, end);
    }
}
