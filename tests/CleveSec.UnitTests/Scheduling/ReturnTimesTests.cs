using CleveSec.Domain.Scheduling;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>When coming back with a vendor's answer is of use, also in the nights in which the clocks change.</summary>
public sealed class ReturnTimesTests
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    [Theory]
    [InlineData("", "2026-11-24", "3:00-5:00", true)]
    [InlineData("Tue 8:00-17:00", "2026-11-24", "8:00-10:00", true)]
    [InlineData("Tue 8:00-17:00", "2026-11-24", "15:00-17:00", true)]
    [InlineData("Tue 8:00-17:00", "2026-11-24", "16:00-18:00", false)]
    [InlineData("Tue 8:00-17:00", "2026-11-24", "7:00-9:00", false)]
    [InlineData("Tue 8:00-17:00", "2026-11-25", "8:00-10:00", false)]
    [InlineData("Tue 8:00-12:00,Tue 13:00-17:00", "2026-11-24", "11:00-13:00", false)]
    [InlineData("Tue 12:00-17:00,Tue 8:00-12:00", "2026-11-24", "11:00-13:00", true)]
    public void Cover_AWindow_IsWhollyInsideTheHours(string hours, string date, string window, bool expected) =>
        Assert.Equal(expected, Hours(hours).Cover(Window(date, window)));

    /// <summary>November 1, 2026: 1:30 comes twice, and a vendor who answers until then answers until the second. March 8: 2:30 does not come.</summary>
    [Theory]
    [InlineData("Sun 0:30-1:30", "2026-11-01T04:30:00Z/2026-11-01T06:30:00Z", true)]
    [InlineData("Sun 0:30-1:30", "2026-11-01T04:30:00Z/2026-11-01T06:31:00Z", false)]
    [InlineData("Sun 1:00-3:00", "2026-11-01T05:00:00Z/2026-11-01T08:00:00Z", true)]
    [InlineData("Sun 1:00-3:00", "2026-11-01T04:59:00Z/2026-11-01T08:00:00Z", false)]
    [InlineData("Sun 2:30-5:00", "2026-03-08T07:30:00Z/2026-03-08T09:00:00Z", true)]
    [InlineData("Sun 2:30-5:00", "2026-03-08T07:00:00Z/2026-03-08T09:00:00Z", false)]
    [InlineData("Sun 1:00-5:00", "2026-03-08T06:00:00Z/2026-03-08T09:00:00Z", true)]
    [InlineData("Sun 1:00-5:00", "2026-03-08T06:00:00Z/2026-03-08T09:01:00Z", false)]
    [InlineData("Sun 1:00-2:30", "2026-03-08T06:00:00Z/2026-03-08T07:00:00Z", true)]
    [InlineData("Sun 1:00-2:30", "2026-03-08T06:00:00Z/2026-03-08T07:01:00Z", false)]
    [InlineData("Sun 1:00-2:30,Sun 2:30-5:00", "2026-03-08T06:00:00Z/2026-03-08T09:00:00Z", true)]
    [InlineData("Sun 1:00-2:15,Sun 2:30-5:00", "2026-03-08T06:00:00Z/2026-03-08T09:00:00Z", false)]
    public void Cover_WhenTheClocksChange_CountsTheHoursThatCome(string hours, string window, bool expected)
    {
        var ends = window.Split('/').Select(end => InstantPattern.ExtendedIso.Parse(end).Value).ToList();

        Assert.Equal(expected, Hours(hours).Cover(new Interval(ends[0], ends[1])));
    }

    [Theory]
    [InlineData("10:00", true)]
    [InlineData("9:59", false)]
    public void IsGoodIn_AWindow_EndsWhileTheAnswerIsGood(string until, bool expected)
    {
        var window = Window("2026-11-24", "8:00-10:00");
        var times = new ReturnTimes(Window("2026-11-24", $"0:00-{until}").End, []);

        Assert.Equal((expected, true, expected), (times.IsGoodIn(window), times.IsReachableIn(window), times.Fit(window)));
        Assert.True(new ReturnTimes(null, []).Fit(window));
    }

    [Fact]
    public void Fit_TwoVendors_NeedsBothOfThem()
    {
        var window = Window("2026-11-24", "8:00-10:00");

        Assert.True(new ReturnTimes(null, [Hours("Tue 8:00-17:00"), Hours("")]).Fit(window));
        Assert.False(new ReturnTimes(null, [Hours("Tue 8:00-17:00"), Hours("Tue 9:00-17:00")]).Fit(window));
    }

    private static SupportHours Hours(string typed) => new("Dahua support", [.. typed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(span =>
    {
        var parts = span.Split(' ', '-');
        return new SupportSpan(parts[0] == "Tue" ? IsoDayOfWeek.Tuesday : IsoDayOfWeek.Sunday, Clock.Parse(parts[1]).Value, Clock.Parse(parts[2]).Value);
    })]);

    private static Interval Window(string date, string span)
    {
        var day = LocalDatePattern.Iso.Parse(date).Value;
        var ends = span.Split('-').Select(time => day.At(Clock.Parse(time).Value).InZoneLeniently(BookingRules.Zone).ToInstant()).ToList();
        return new Interval(ends[0], ends[1]);
    }
}
