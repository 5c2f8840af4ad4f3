using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>The settings that decide which windows are offered and until when a customer may change a visit.</summary>
/// <param name="WindowTimes">The arrival windows of a day, New York time, not overlapping.</param>
/// <param name="Work">How long one recorder takes.</param>
/// <param name="Buffer">Kept free after each visit.</param>
/// <param name="MinimumNotice">Earliest start counted from now.</param>
/// <param name="HorizonDays">Today and this many days ahead, 1 to 60.</param>
/// <param name="CutOff">Until how long before the window a customer may reschedule or cancel without calling.</param>
/// <param name="Warranty">How long after the close-out a job may be reopened.</param>
public sealed record BookingRules(
    IReadOnlyList<WindowTime> WindowTimes,
    Duration Work,
    Duration Buffer,
    Duration MinimumNotice,
    int HorizonDays,
    Duration CutOff,
    Duration Warranty)
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>Staff need no notice: they may also use a window that has begun.</summary>
    public BookingRules ForStaff() => this with { MinimumNotice = -Duration.FromHours(2) };
}

/// <summary>One arrival window of the day, 8 to 10 say.</summary>
public sealed record WindowTime(LocalTime Start, LocalTime End)
{
    /// <summary>The span on that date in New York. On the night the clocks change a time that does not exist moves forward, one that exists twice means the first.</summary>
    public Interval On(LocalDate date)
    {
        var start = date.At(Start).InZoneLeniently(BookingRules.Zone).ToInstant();
        var end = date.At(End).InZoneLeniently(BookingRules.Zone).ToInstant();

        // A span that begins in the hour that spring skips may have nothing left.
        return new Interval(start, Instant.Max(start, end));
    }
}
