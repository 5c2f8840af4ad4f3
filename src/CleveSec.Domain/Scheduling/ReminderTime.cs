using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>When a reminder of a visit may go out, in New York's time whatever the clocks do that night.</summary>
/// <param name="At">The set time.</param>
/// <param name="Until">From then on it would say something untrue: the day has come, or the window has begun.</param>
public sealed record ReminderTime(Instant At, Instant Until)
{
    /// <summary>How long after a change of the visit the customer is not told of it again.</summary>
    public static readonly Duration AfterChange = Duration.FromHours(1);

    /// <summary>An e-mail goes at its set time even in quiet hours; one that is caught up on later keeps them.</summary>
    private static readonly Duration OnTime = Duration.FromMinutes(15);

    /// <summary>"Tomorrow": at that time of the day before, never on the day itself.</summary>
    public static ReminderTime DayBefore(Instant windowStart, LocalTime at)
    {
        var day = windowStart.InZone(BookingRules.Zone).Date;
        return new ReminderTime(day.PlusDays(-1).At(at).InZoneLeniently(BookingRules.Zone).ToInstant(), day.AtStartOfDayInZone(BookingRules.Zone).ToInstant());
    }

    /// <summary>"Today": at that time of the day itself, never after the window has begun.</summary>
    public static ReminderTime Morning(Instant windowStart, LocalTime at) =>
        new(windowStart.InZone(BookingRules.Zone).Date.At(at).InZoneLeniently(BookingRules.Zone).ToInstant(), windowStart);

    /// <summary>Whether it is to be sent now.</summary>
    /// <param name="changedAt">When the visit was booked or last changed. The customer was told then: after the set time that was the reminder.</param>
    /// <param name="byEmail">Else by text or telephone, which keep the quiet hours to the minute.</param>
    public bool IsDue(Instant changedAt, QuietHours quiet, bool byEmail, Instant now) =>
        now >= At && now < Until && changedAt < At && now >= changedAt + AfterChange && (!quiet.Contains(now) || (byEmail && now < At + OnTime));
}
