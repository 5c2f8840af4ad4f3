using System.Globalization;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>Held against the dates that the Office of Personnel Management publishes.</summary>
public sealed class FederalHolidaysTests
{
    [Fact]
    public void Of_2026_IsWhatTheGovernmentPublishes() => Assert.Equal(
        [
            "2026-01-01 New Year's Day", "2026-01-19 Martin Luther King Jr. Day", "2026-02-16 Presidents' Day", "2026-05-25 Memorial Day", "2026-06-19 Juneteenth",
            "2026-07-03 Independence Day (observed)", "2026-07-04 Independence Day", "2026-09-07 Labor Day", "2026-10-12 Columbus Day", "2026-11-11 Veterans Day",
            "2026-11-26 Thanksgiving Day", "2026-12-25 Christmas Day",
        ],
        Words(2026));

    [Theory]
    [InlineData(2021, "2021-12-31 New Year's Day (observed)")]
    [InlineData(2022, "2022-12-26 Christmas Day (observed)")]
    [InlineData(2023, "2023-01-02 New Year's Day (observed)")]
    [InlineData(2027, "2027-06-18 Juneteenth (observed)")]
    [InlineData(2027, "2027-07-05 Independence Day (observed)")]
    [InlineData(2027, "2027-12-24 Christmas Day (observed)")]
    [InlineData(2027, "2027-12-31 New Year's Day (observed)")]
    [InlineData(2028, "2028-11-10 Veterans Day (observed)")]
    [InlineData(2033, "2033-05-30 Memorial Day")]
    [InlineData(2034, "2034-11-23 Thanksgiving Day")]
    public void Of_WeekendsAndMovingDays_FallsAsPublished(int year, string day) => Assert.Contains(day, Words(year));

    [Fact]
    public void Of_FourHundredYears_HasElevenHolidaysInOrderAndEveryObservedDayOnAWorkday()
    {
        for (var year = FederalHolidays.FirstYear; year < FederalHolidays.FirstYear + 400; year++)
        {
            var days = FederalHolidays.Of(year);

            Assert.Equal(11, days.Count(day => !day.Name.Contains("observed", StringComparison.Ordinal)));
            Assert.Equal(days.Select(day => day.Date).Order(), days.Select(day => day.Date));
            Assert.Distinct(days.Select(day => day.Date));
            Assert.All(days, day => Assert.Equal(year, day.Date.Year));
            Assert.All(days.Where(day => day.Name.Contains("observed", StringComparison.Ordinal)), day => Assert.True(day.Date.DayOfWeek < IsoDayOfWeek.Saturday));
        }
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(9999)]
    public void Of_YearOutside_Throws(int year) => Assert.Throws<ArgumentOutOfRangeException>(() => FederalHolidays.Of(year));

    private static IEnumerable<string> Words(int year) => FederalHolidays.Of(year).Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Date:uuuu-MM-dd} {day.Name}"));
}
