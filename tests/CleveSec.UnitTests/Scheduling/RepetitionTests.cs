using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

public sealed class RepetitionTests
{
    [Theory]
    [InlineData(RepeatEvery.Weekday, "2026-11-26 2026-11-27 2026-11-30 2026-12-01")]
    [InlineData(RepeatEvery.Week, "2026-11-26 2026-12-03 2026-12-10 2026-12-17")]
    [InlineData(RepeatEvery.TwoWeeks, "2026-11-26 2026-12-10 2026-12-24 2027-01-07")]
    [InlineData(RepeatEvery.FourWeeks, "2026-11-26 2026-12-24 2027-01-21 2027-02-18")]
    public void Days_FromAThursday_AreThese(RepeatEvery every, string days) =>
        Assert.Equal(days, string.Join(' ', Repetition.Days(new LocalDate(2026, 11, 26), every, 4).Select(day => day.ToString("uuuu-MM-dd", null))));

    [Fact]
    public void Days_WeekdaysFromASaturday_BeginThereAndGoOnOnMonday() =>
        Assert.Equal([new LocalDate(2026, 11, 28), new LocalDate(2026, 11, 30), new LocalDate(2026, 12, 1)], Repetition.Days(new LocalDate(2026, 11, 28), RepeatEvery.Weekday, 3));

    [Theory]
    [InlineData(0)]
    [InlineData(Repetition.MostDays + 1)]
    public void Days_TooFewOrTooMany_Throws(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Repetition.Days(new LocalDate(2026, 11, 26), RepeatEvery.Week, count));
}
