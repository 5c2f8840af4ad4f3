using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>The set times are 17:00 the day before and 7:30 on the morning; quiet from 21 to 7.</summary>
public sealed class ReminderTimeTests
{
    private static readonly QuietHours Night = new(new LocalTime(21, 0), new LocalTime(7, 0));

    /// <summary>Changed long before, unless the row says otherwise.</summary>
    [Theory]
    [InlineData("day before", "2026-11-25T10:00", null, "2026-11-24T16:59", false, false)]
    [InlineData("day before", "2026-11-25T10:00", null, "2026-11-24T17:00", true, true)]
    [InlineData("day before", "2026-11-25T10:00", null, "2026-11-24T20:59", true, true)]
    [InlineData("day before", "2026-11-25T10:00", null, "2026-11-24T21:00", false, false)]
    [InlineData("day before", "2026-11-25T10:00", null, "2026-11-25T00:00", false, false)]
    [InlineData("day before", "2026-11-25T10:00", null, "2026-11-25T07:30", false, false)]
    [InlineData("day before", "2026-11-25T10:00", "2026-11-24T16:30", "2026-11-24T17:29", false, false)]
    [InlineData("day before", "2026-11-25T10:00", "2026-11-24T16:30", "2026-11-24T17:30", true, true)]
    [InlineData("day before", "2026-11-25T10:00", "2026-11-24T17:00", "2026-11-24T19:00", false, false)]
    [InlineData("morning", "2026-11-25T08:00", null, "2026-11-25T07:29", false, false)]
    [InlineData("morning", "2026-11-25T08:00", null, "2026-11-25T07:30", true, true)]
    [InlineData("morning", "2026-11-25T08:00", null, "2026-11-25T08:00", false, false)]
    [InlineData("morning", "2026-11-25T10:00", "2026-11-25T07:00", "2026-11-25T07:45", false, false)]
    [InlineData("morning", "2026-11-25T10:00", "2026-11-25T07:00", "2026-11-25T08:00", true, true)]
    [InlineData("day before", "2027-03-15T10:00", null, "2027-03-14T16:59", false, false)]
    [InlineData("day before", "2027-03-15T10:00", null, "2027-03-14T17:00", true, true)]
    [InlineData("morning", "2027-03-14T10:00", null, "2027-03-14T07:30", true, true)]
    [InlineData("day before", "2027-03-14T10:00", null, "2027-03-13T17:00", true, true)]
    [InlineData("day before", "2027-11-07T10:00", null, "2027-11-06T17:00", true, true)]
    [InlineData("morning", "2027-11-07T10:00", null, "2027-11-07T07:29", false, false)]
    [InlineData("morning", "2027-11-07T10:00", null, "2027-11-07T07:30", true, true)]
    public void IsDue_AtATime_ByMailAndByText(string kind, string window, string? changed, string now, bool byEmail, bool byText)
    {
        var start = QuietHoursTests.At(window);
        var time = kind == "morning" ? ReminderTime.Morning(start, new LocalTime(7, 30)) : ReminderTime.DayBefore(start, new LocalTime(17, 0));
        var changedAt = changed is null ? start - Duration.FromDays(3) : QuietHoursTests.At(changed);

        Assert.Equal(byEmail, time.IsDue(changedAt, Night, byEmail: true, QuietHoursTests.At(now)));
        Assert.Equal(byText, time.IsDue(changedAt, Night, byEmail: false, QuietHoursTests.At(now)));
    }

    [Theory]
    [InlineData("2026-11-25T06:30", true, false)]
    [InlineData("2026-11-25T06:46", false, false)]
    [InlineData("2026-11-25T07:00", true, true)]
    public void IsDue_SetTimeInQuietHours_MailGoesOnTimeTheOthersAfterwards(string now, bool byEmail, bool byText)
    {
        var time = ReminderTime.Morning(QuietHoursTests.At("2026-11-25T10:00"), new LocalTime(6, 30));
        var changedAt = QuietHoursTests.At("2026-11-20T10:00");

        Assert.Equal(byEmail, time.IsDue(changedAt, Night, byEmail: true, QuietHoursTests.At(now)));
        Assert.Equal(byText, time.IsDue(changedAt, Night, byEmail: false, QuietHoursTests.At(now)));
    }
}
