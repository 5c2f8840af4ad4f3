using System.Globalization;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>A visit promised from 10 to 12, planned at 10:30, 20 minutes' drive from the stop before. A stop is "work, drive, en route, arrived, ended" with "-" for what has not happened.</summary>
public sealed class ArrivalEstimateTests
{
    private static readonly Duration Drive = Duration.FromMinutes(20);

    [Theory]
    [InlineData("a day before", "20:00 -1", "-", "", "10:00-12:00 Promised")]
    [InlineData("the night before its day", "23:59 -1", "-", "", "10:00-12:00 Promised")]
    [InlineData("on the morning", "6:00", "-", "", "10:10-11:10 Planned")]
    [InlineData("the stop before goes as planned", "8:30", "-", "8:00-9:00 20 7:40 8:00 -", "10:10-11:10 Planned")]
    [InlineData("the stop before ended early", "8:45", "-", "8:00-9:00 20 7:40 8:00 8:45", "10:00-10:20 Near")]
    [InlineData("the stop before ended a little late", "10:20", "-", "8:00-9:00 20 7:40 8:00 10:20", "10:40-11:00 Near")]
    [InlineData("the stop before was empty", "9:10", "-", "8:00-9:00 20 7:40 - 9:10", "10:00-10:20 Near")]
    [InlineData("the stop before takes long", "11:00", "-", "8:00-9:00 20 7:40 8:00 -", "11:00-12:00 Planned")]
    [InlineData("the stop before takes too long", "11:45", "-", "8:00-9:00 20 7:40 8:00 -", "12:05-12:25 Late")]
    [InlineData("nobody set out for the stop before", "11:00", "-", "8:00-9:00 20 - - -", "12:40-13:00 Late")]
    [InlineData("two stops, the first is late", "9:45", "-", "8:00-9:00 20 7:40 8:00 -;9:20-10:00 10 - - -", "10:35-11:35 Planned")]
    [InlineData("two stops, a chain of delay", "10:45", "-", "8:00-9:00 20 7:40 8:30 -;9:20-10:00 10 - - -", "11:35-12:00 Planned")]
    [InlineData("two stops, a chain of delay too long", "11:00", "-", "8:00-9:00 20 7:40 10:15 -;9:20-10:00 10 - - -", "12:25-12:45 Late")]
    [InlineData("on the way", "10:05", "10:00", "8:00-9:00 20 7:40 8:00 9:55", "10:20-10:40 Near")]
    [InlineData("on the way, early", "9:05", "9:00", "", "10:00-10:20 Near")]
    [InlineData("on the way, longer than it takes", "10:47", "10:00", "", "10:45-11:05 Near")]
    [InlineData("on the way, near the end", "11:52", "11:35", "", "11:50-12:00 Near")]
    [InlineData("on the way, late", "12:02", "11:50", "", "12:10-12:30 Late")]
    [InlineData("on the way, very late", "14:03", "11:50", "", "14:00-14:20 Late")]
    [InlineData("nobody set out", "11:00", "-", "", "11:00-12:00 Planned")]
    [InlineData("nobody set out and it is nearly over", "11:39", "-", "", "11:35-12:00 Planned")]
    [InlineData("nobody set out and the window is nearly over", "11:41", "-", "", "12:00-12:20 Late")]
    public void Of_HowTheDayGoes_SaysWhen(string what, string now, string enRoute, string before, string expected)
    {
        // Also on the days on which the clocks change.
        foreach (var day in new[] { new LocalDate(2026, 11, 24), new LocalDate(2027, 3, 14), new LocalDate(2027, 11, 7) })
        {
            var promised = new Interval(At(day, "10:00"), At(day, "12:00"));

            var estimate = ArrivalEstimate.Of(promised, At(day, "10:30"), Drive, Maybe(day, enRoute), [.. before.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(stop => Stop(day, stop))], At(day, now));

            Assert.Equal($"{what}: {expected}", $"{what}: {Shown(estimate.Window.Start)}-{Shown(estimate.Window.End)} {estimate.Certainty}");
            Assert.True(estimate.IsLate || (estimate.Window.Start >= promised.Start && estimate.Window.End <= promised.End), what);
        }
    }

    private static EarlierStop Stop(LocalDate day, string text)
    {
        var parts = text.Split(' ');
        var work = parts[0].Split('-');
        return new EarlierStop(At(day, work[0]), At(day, work[1]), Duration.FromMinutes(int.Parse(parts[1], CultureInfo.InvariantCulture)), Maybe(day, parts[2]), Maybe(day, parts[3]), Maybe(day, parts[4]));
    }

    private static Instant? Maybe(LocalDate day, string time) => time == "-" ? null : At(day, time);

    private static Instant At(LocalDate day, string time)
    {
        var parts = time.Split(' ', ':');
        var date = parts.Length == 3 ? day.PlusDays(int.Parse(parts[2], CultureInfo.InvariantCulture)) : day;
        return date.At(new LocalTime(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture))).InZoneLeniently(BookingRules.Zone).ToInstant();
    }

    private static string Shown(Instant instant) => instant.InZone(BookingRules.Zone).TimeOfDay.ToString("H:mm", CultureInfo.InvariantCulture);
}
