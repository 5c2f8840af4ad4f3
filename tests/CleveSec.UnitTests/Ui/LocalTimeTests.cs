using CleveSec.Domain.Customers;
using CleveSec.Web.Ui;
using NodaTime;
using NodaTime.Text;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.UnitTests.Ui;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("2026-11-24T13:05:00Z", "Tue, Nov 24, 8:05 am")]
    [InlineData("2026-11-24T17:00:00Z", "Tue, Nov 24, 12 pm")]
    [InlineData("2026-11-25T04:59:00Z", "Tue, Nov 24, 11:59 pm")]
    [InlineData("2026-11-25T05:00:00Z", "Wed, Nov 25, 12 am")]
    [InlineData("2027-03-14T06:59:00Z", "Sun, Mar 14, 1:59 am")]
    [InlineData("2027-03-14T07:00:00Z", "Sun, Mar 14, 3 am")]
    [InlineData("2027-11-07T05:30:00Z", "Sun, Nov 7, 1:30 am")]
    [InlineData("2027-11-07T06:30:00Z", "Sun, Nov 7, 1:30 am")]
    [InlineData("2027-11-07T07:00:00Z", "Sun, Nov 7, 2 am")]
    [InlineData("2027-07-01T12:00:00Z", "Thu, Jul 1, 8 am")]
    public void DayAndTime_Instant_IsClevelandTime(string instant, string expected) => Assert.Equal(expected, LocalTime.DayAndTime(At(instant)));

    [Theory]
    [InlineData("2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z", "Tue, Nov 24, 8–10 am")]
    [InlineData("2026-11-24T15:00:00Z", "2026-11-24T17:00:00Z", "Tue, Nov 24, 10 am–12 pm")]
    [InlineData("2026-11-24T17:00:00Z", "2026-11-24T19:00:00Z", "Tue, Nov 24, 12–2 pm")]
    [InlineData("2026-11-24T13:30:00Z", "2026-11-24T15:00:00Z", "Tue, Nov 24, 8:30–10 am")]
    public void DayAndSpan_Window_IsReadable(string start, string end, string expected) => Assert.Equal(expected, LocalTime.DayAndSpan(new Interval(At(start), At(end))));

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 minute")]
    [InlineData(59 * 60, "59 minutes")]
    [InlineData(3600, "1 hour")]
    [InlineData(47 * 3600, "47 hours")]
    [InlineData(48 * 3600, "2 days")]
    public void Age_Duration_IsRoundedDown(int seconds, string expected) => Assert.Equal(expected, LocalTime.Age(Duration.FromSeconds(seconds)));

    [Theory]
    [InlineData("2026-11-25T04:59:59Z", "2026-11-24")]
    [InlineData("2026-11-25T05:00:00Z", "2026-11-25")]
    [InlineData("2027-07-01T03:59:59Z", "2027-06-30")]
    public void Today_AroundMidnight_IsClevelandsDate(string instant, string expected) => Assert.Equal(expected, LocalDatePattern.Iso.Format(LocalTime.Today(At(instant))));

    [Theory]
    [InlineData("2026-11-24T13:05:00Z", "mar 24 de nov, 8:05 a. m.")]
    [InlineData("2026-11-25T17:00:00Z", "mié 25 de nov, 12 p. m.")]
    [InlineData("2027-03-14T06:59:00Z", "dom 14 de mar, 1:59 a. m.")]
    [InlineData("2026-09-05T16:00:00Z", "sáb 5 de sep, 12 p. m.")]
    public void DayAndTime_InSpanish_HasSpanishNames(string instant, string expected)
    {
        using var spanish = Languages.Use(Language.Spanish);

        Assert.Equal(expected, LocalTime.DayAndTime(At(instant)));
    }

    [Theory]
    [InlineData("2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z", "mar 24 de nov, 8–10 a. m.")]
    [InlineData("2026-11-24T15:00:00Z", "2026-11-24T17:00:00Z", "mar 24 de nov, 10 a. m.–12 p. m.")]
    public void DayAndSpan_InSpanish_IsReadable(string start, string end, string expected)
    {
        using var spanish = Languages.Use(Language.Spanish);

        Assert.Equal(expected, LocalTime.DayAndSpan(new Interval(At(start), At(end))));
    }

    [Fact]
    public void LongDayAndFullDate_InSpanish_AreWrittenOut()
    {
        using var spanish = Languages.Use(Language.Spanish);

        Assert.Equal(("martes 24 de noviembre", "24 de noviembre de 2026"), (LocalTime.LongDay(new LocalDate(2026, 11, 24)), LocalTime.FullDate(new LocalDate(2026, 11, 24))));
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
