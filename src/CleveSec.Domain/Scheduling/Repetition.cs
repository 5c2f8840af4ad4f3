using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>How often other work comes again.</summary>
public enum RepeatEvery
{
    /// <summary>Monday to Friday.</summary>
    Weekday,
    Week,
    TwoWeeks,
    FourWeeks,
}

/// <summary>The days of work that comes again, by the calendar on the wall: at the same hour also after the clocks have changed.</summary>
public static class Repetition
{
    /// <summary>A year of weeks.</summary>
    public const int MostDays = 52;

    /// <param name="first">Counts whatever day of the week it is.</param>
    /// <param name="count">Days in all, the first included: 1 to <see cref="MostDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer or more days than that.</exception>
    public static IReadOnlyList<LocalDate> Days(LocalDate first, RepeatEvery every, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostDays);
        List<LocalDate> days = [first];
        while (days.Count < count)
        {
            days.Add(Next(days[^1], every));
        }

        return days;
    }

    private static LocalDate Next(LocalDate day, RepeatEvery every) => every switch
    {
        RepeatEvery.Weekday => day.PlusDays(day.DayOfWeek switch { IsoDayOfWeek.Friday => 3, IsoDayOfWeek.Saturday => 2, _ => 1 }),
        RepeatEvery.Week => day.PlusWeeks(1),
        RepeatEvery.TwoWeeks => day.PlusWeeks(2),
        RepeatEvery.FourWeeks => day.PlusWeeks(4),
        _ => throw new ArgumentOutOfRangeException(nameof(every)),
    };
}
