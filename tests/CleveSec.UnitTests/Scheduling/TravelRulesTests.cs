using CleveSec.Domain.Scheduling;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>The text in which the settings keep speeds and hours.</summary>
public sealed class TravelRulesTests
{
    [Theory]
    [InlineData("6 25")]
    [InlineData("* 45")]
    [InlineData("2.5 17.5")]
    [InlineData("1000 100")]
    public void SpeedBand_Text_ComesBackAsItWas(string text) => Assert.Equal(text, SpeedBand.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("6 25 7")]
    [InlineData("0 25")]
    [InlineData("-6 25")]
    [InlineData("6 0")]
    [InlineData("6 101")]
    [InlineData("1001 25")]
    [InlineData("6,5 25")]
    [InlineData("NaN 25")]
    [InlineData("6 1e2")]
    [InlineData("** 25")]
    public void SpeedBand_NoneOfOurs_IsRefused(string? text) => Assert.Null(SpeedBand.TryParse(text));

    [Theory]
    [InlineData("6 25,* 45", true)]
    [InlineData("* 45", true)]
    [InlineData("2 20,6 25,* 45", true)]
    [InlineData("6 25", false)]
    [InlineData("6 25,2 20,* 45", false)]
    [InlineData("6 25,6 30,* 45", false)]
    [InlineData("* 45,6 25", false)]
    [InlineData("* 45,* 50", false)]
    [InlineData("", false)]
    public void CoverEveryDistance_MilesRiseAndOnlyTheLastIsOpen(string bands, bool covered) =>
        Assert.Equal(covered, SpeedBand.CoverEveryDistance([.. bands.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(SpeedBand.Parse)]));

    [Theory]
    [InlineData("Monday 07:00-09:00 130")]
    [InlineData("Sunday 00:00-24:00 50")]
    [InlineData("Friday 22:30-24:00 400")]
    public void HourBand_Text_ComesBackAsItWas(string text) => Assert.Equal(text, HourBand.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Monday 07:00-09:00")]
    [InlineData("Noday 07:00-09:00 130")]
    [InlineData("None 07:00-09:00 130")]
    [InlineData("1 07:00-09:00 130")]
    [InlineData("Monday 09:00-07:00 130")]
    [InlineData("Monday 09:00-09:00 130")]
    [InlineData("Monday 7-9 130")]
    [InlineData("Monday 07:00-25:00 130")]
    [InlineData("Monday 07:00-09:00 49")]
    [InlineData("Monday 07:00-09:00 401")]
    [InlineData("Monday 07:00-09:00 1.3")]
    [InlineData("Monday 07:00-09:00 130 x")]
    public void HourBand_NoneOfOurs_IsRefused(string? text) => Assert.Null(HourBand.TryParse(text));

    [Fact]
    public void Parse_NoneOfOurs_Throws()
    {
        Assert.Throws<FormatException>(() => SpeedBand.Parse("fast"));
        Assert.Throws<FormatException>(() => HourBand.Parse("always"));
    }

    [Fact]
    public void TravelTimes_SpeedsWithAGap_Throws() => Assert.Throws<ArgumentException>(() => new TravelTimes([], TravelRules.Usual with { Speeds = [new SpeedBand(6, 25)] }));
}
