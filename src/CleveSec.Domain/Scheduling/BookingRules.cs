using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>The settings that decide which windows are offered and until when a customer may change a visit.</summary>
/// <param name="Buffer">Kept free after each visit.</param>
/// <param name="MinimumNotice">Earliest start counted from now.</param>
/// <param name="HorizonDays">Today and this many days ahead, 1 to 60.</param>
/// <param name="CutOff">Until how long before the window a customer may reschedule or cancel without calling.</param>
/// <param name="Warranty">How long after the close-out a job may be reopened.</param>
/// <param name="Reserve">What is kept for urgent work; null: nothing.</param>
public sealed record BookingRules(
    BusinessCalendar Calendar,
    Duration Buffer,
    Duration MinimumNotice,
    int HorizonDays,
    Duration CutOff,
    Duration Warranty,
    Reserve? Reserve = null)
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>How long a window is kept for somebody who is still typing, or to whom it was offered.</summary>
    public static readonly Duration HoldTime = Duration.FromMinutes(10);

    /// <summary>Staff need no notice: they may also use a window that has begun.</summary>
    public BookingRules ForStaff() => this with { MinimumNotice = -Duration.FromHours(2) };
}

/// <summary>The share of each technician's day that only urgent work may use, until that time of the day itself; then everybody may.</summary>
/// <param name="Percent">Of the working time of the day, 1 to 90.</param>
public sealed record Reserve(int Percent, LocalTime Until);

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
