using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>A day off by federal law.</summary>
public sealed record FederalHoliday(LocalDate Date, string Name);

/// <summary>The holidays of 5 U.S.C. 6103, worked out for any year since 2021, when Juneteenth became one. Inauguration Day, which is one only around Washington, is left out.</summary>
public static class FederalHolidays
{
    public const int FirstYear = 2021;

    /// <summary>The days of that year in order. One that falls on a weekend is there twice: as itself, and on the Friday before or the Monday after on which it is observed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before <see cref="FirstYear"/>, or too far ahead for a calendar.</exception>
    public static IReadOnlyList<FederalHoliday> Of(int year)
    {
        if (year is < FirstYear or > 9998)
        {
            throw new ArgumentOutOfRangeException(nameof(year), year, $"Known from {FirstYear} on.");
        }

        // New Year's Day on a Saturday is observed in the old year.
        return [.. Named(year).Concat([NewYear(year + 1)]).SelectMany(WithObserved).Where(holiday => holiday.Date.Year == year).OrderBy(holiday => holiday.Date)];
    }

    private static FederalHoliday NewYear(int year) => new(new LocalDate(year, 1, 1), "New Year's Day");

    private static IEnumerable<FederalHoliday> Named(int year) =>
    [
        NewYear(year),
        new(Nth(3, IsoDayOfWeek.Monday, year, 1), "Martin Luther King Jr. Day"),
        new(Nth(3, IsoDayOfWeek.Monday, year, 2), "Presidents' Day"),
        new(new LocalDate(year, 6, 1).With(DateAdjusters.Previous(IsoDayOfWeek.Monday)), "Memorial Day"),
        new(new LocalDate(year, 6, 19), "Juneteenth"),
        new(new LocalDate(year, 7, 4), "Independence Day"),
        new(Nth(1, IsoDayOfWeek.Monday, year, 9), "Labor Day"),
        new(Nth(2, IsoDayOfWeek.Monday, year, 10), "Columbus Day"),
        new(new LocalDate(year, 11, 11), "Veterans Day"),
        new(Nth(4, IsoDayOfWeek.Thursday, year, 11), "Thanksgiving Day"),
        new(new LocalDate(year, 12, 25), "Christmas Day"),
    ];

    private static LocalDate Nth(int n, IsoDayOfWeek day, int year, int month) => new LocalDate(year, month, 1).With(DateAdjusters.NextOrSame(day)).PlusWeeks(n - 1);

    private static IEnumerable<FederalHoliday> WithObserved(FederalHoliday holiday) => holiday.Date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => [holiday, new FederalHoliday(holiday.Date.PlusDays(-1), $"{holiday.Name} (observed)")],
        IsoDayOfWeek.Sunday => [holiday, new FederalHoliday(holiday.Date.PlusDays(1), $"{holiday.Name} (observed)")],
        _ => [holiday],
    };
}
