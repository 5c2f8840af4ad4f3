using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

public sealed class TravelTimesTests
{
    private static readonly TravelTimes Travel = new([new("44113", 41.4816, -81.7018), new("44114", 41.5136, -81.6742), new("44060", 41.6689, -81.3389)]);

    [Theory]
    [InlineData("44113", "44113", 5)]
    [InlineData("44113", "44114", 9)]
    [InlineData("44114", "44113", 9)]
    [InlineData("44113", "99999", 40)]
    [InlineData(null, "44113", 40)]
    [InlineData("44113", null, 40)]
    public void Between_TwoPlaces_IsAnEstimateInWholeMinutes(string? from, string? to, int minutes) => Assert.Equal(Duration.FromMinutes(minutes), Travel.Between(from, to));

    [Fact]
    public void Between_FarPlaces_IsFasterByTheMileAndSymmetric()
    {
        var there = Travel.Between("44113", "44060");

        Assert.Equal(there, Travel.Between("44060", "44113"));
        Assert.InRange(there.TotalMinutes, 35, 55);
    }

    [Fact]
    public void GreatCircleMiles_ClevelandToMentor_IsAsOnAMap() =>
        Assert.Equal(22.7, TravelTimes.GreatCircleMiles(new ZipPoint("a", 41.4816, -81.7018), new ZipPoint("b", 41.6689, -81.3389)), 0.3);
}
