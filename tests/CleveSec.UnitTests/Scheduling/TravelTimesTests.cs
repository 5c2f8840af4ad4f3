using CleveSec.Domain.Scheduling;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.UnitTests.Scheduling;

public sealed class TravelTimesTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 24, 17, 0);
    private static readonly ZipPoint[] Points = [new("44113", 41.4816, -81.7018), new("44114", 41.5136, -81.6742), new("44060", 41.6689, -81.3389)];
    private static readonly TravelTimes Travel = new(Points);

    [Theory]
    [InlineData("44113", "44113", 5)]
    [InlineData("44113", "44114", 9)]
    [InlineData("44114", "44113", 9)]
    [InlineData("44113", "99999", 40)]
    [InlineData(null, "44113", 40)]
    [InlineData("44113", null, 40)]
    public void Between_TwoPlaces_IsAnEstimateInWholeMinutes(string? from, string? to, int minutes) => Assert.Equal(Duration.FromMinutes(minutes), Travel.Between(from, to, Noon));

    [Fact]
    public void Between_FarPlaces_IsFasterByTheMileAndSymmetric()
    {
        var there = Travel.Between("44113", "44060", Noon);

        Assert.Equal(there, Travel.Between("44060", "44113", Noon));
        Assert.InRange(there.TotalMinutes, 35, 55);
    }

    /// <summary>22.7 miles as the crow flies.</summary>
    [Theory]
    [InlineData(100, "* 60", 23)]
    [InlineData(200, "* 60", 46)]
    [InlineData(100, "* 30", 46)]
    [InlineData(100, "10 30,* 60", 33)]
    [InlineData(100, "10 30,12 60,* 10", 87)]
    [InlineData(100, "100 60,* 1", 23)]
    public void Between_SpeedsByDistance_EachForItsPartOfTheWay(int roadPercent, string speeds, int minutes)
    {
        var travel = new TravelTimes(Points, new TravelRules(roadPercent, [.. speeds.Split(',').Select(SpeedBand.Parse)], []));

        Assert.Equal(minutes, travel.Between("44113", "44060", Noon).TotalMinutes);
    }

    [Theory]
    [InlineData("44113", "44114", 33, "known")]
    [InlineData("44114", "44113", 33, "only the other direction is known")]
    [InlineData("44113", "44060", 20.2, "known, rounded up")]
    [InlineData("44060", "44113", 50, "each direction its own")]
    [InlineData("44113", "44001", 12, "of a place without a point")]
    [InlineData("44001", "44114", 40, "nothing is known")]
    [InlineData("44060", "44060", 5, "never less")]
    public void Between_KnownTimes_ComeBeforeEstimates(string from, string to, double minutes, string why)
    {
        var travel = new TravelTimes(Points, known: [new("44113", "44114", 33), new("44113", "44060", 20.2), new("44060", "44113", 50), new("44113", "44001", 12), new("44060", "44060", 1)]);

        Assert.True(Math.Ceiling(minutes) == travel.Between(from, to, Noon).TotalMinutes, why);
    }

    /// <summary>40 minutes at the usual hours. On Sunday, March 14, 2027, 2:00 becomes 3:00; on Sunday, November 7, 1:00 to 2:00 comes twice.</summary>
    [Theory]
    [InlineData("Tuesday 07:00-09:00 130", "2026-11-24T11:59:59Z", 40)]
    [InlineData("Tuesday 07:00-09:00 130", "2026-11-24T12:00:00Z", 52)]
    [InlineData("Tuesday 07:00-09:00 130", "2026-11-24T13:59:59Z", 52)]
    [InlineData("Tuesday 07:00-09:00 130", "2026-11-24T14:00:00Z", 40)]
    [InlineData("Tuesday 07:00-09:00 130", "2026-11-25T12:00:00Z", 40)]
    [InlineData("Tuesday 07:00-09:00 130,Tuesday 08:00-10:00 150", "2026-11-24T13:30:00Z", 60)]
    [InlineData("Tuesday 07:00-09:00 80", "2026-11-24T12:30:00Z", 32)]
    [InlineData("Tuesday 22:00-24:00 200", "2026-11-25T04:59:00Z", 80)]
    [InlineData("Tuesday 22:00-24:00 200", "2026-11-25T05:00:00Z", 40)]
    [InlineData("Sunday 01:30-03:30 200", "2027-03-14T06:59:00Z", 80)]
    [InlineData("Sunday 01:30-03:30 200", "2027-03-14T07:29:00Z", 80)]
    [InlineData("Sunday 01:30-03:30 200", "2027-03-14T07:30:00Z", 40)]
    [InlineData("Sunday 01:30-02:00 200", "2027-11-07T05:45:00Z", 80)]
    [InlineData("Sunday 01:30-02:00 200", "2027-11-07T06:15:00Z", 40)]
    [InlineData("Sunday 01:30-02:00 200", "2027-11-07T06:45:00Z", 80)]
    public void Between_HourOfArrival_IsThatOfTheClockOnTheWall(string bands, string arrival, int minutes) =>
        Assert.Equal(minutes, Hourly(bands).Between(null, "44113", InstantPattern.ExtendedIso.Parse(arrival).Value).TotalMinutes);

    [Theory]
    [InlineData("", "2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z", "13:00-15:00 100")]
    [InlineData("Tuesday 07:00-09:00 130", "2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z", "13:00-14:00 130, 14:00-15:00 100")]
    [InlineData("Tuesday 08:00-10:00 130", "2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z", "13:00-15:00 130")]
    [InlineData("Tuesday 12:00-14:00 130", "2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z", "13:00-15:00 100")]
    [InlineData("Sunday 02:30-04:00 130", "2027-03-14T06:00:00Z", "2027-03-14T09:00:00Z", "06:00-07:00 100, 07:00-08:00 130, 08:00-09:00 100")]
    [InlineData("Sunday 01:30-02:00 130", "2027-11-07T05:00:00Z", "2027-11-07T08:00:00Z", "05:00-05:30 100, 05:30-06:00 130, 06:00-06:30 100, 06:30-07:00 130, 07:00-08:00 100")]
    public void SpansOf_Window_IsCutWhereDrivingChanges(string bands, string from, string until, string spans)
    {
        static string Time(Instant instant) => instant.InUtc().TimeOfDay.ToString("HH:mm", null);

        var found = Hourly(bands).SpansOf(new Interval(InstantPattern.ExtendedIso.Parse(from).Value, InstantPattern.ExtendedIso.Parse(until).Value));

        Assert.Equal(spans, string.Join(", ", found.Select(span => $"{Time(span.Start)}-{Time(span.End)} {span.Percent}")));
    }

    [Fact]
    public void GreatCircleMiles_ClevelandToMentor_IsAsOnAMap() =>
        Assert.Equal(22.7, TravelTimes.GreatCircleMiles(new ZipPoint("a", 41.4816, -81.7018), new ZipPoint("b", 41.6689, -81.3389)), 0.3);

    private static TravelTimes Hourly(string bands) =>
        new(Points, TravelRules.Usual with { Hours = [.. bands.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(HourBand.Parse)] });
}
