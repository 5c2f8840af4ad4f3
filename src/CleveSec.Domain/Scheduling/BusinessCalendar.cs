using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>When the business comes at all: the arrival windows of each weekday, none on holidays.</summary>
public sealed class BusinessCalendar(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<WindowTime>> windows, IReadOnlySet<LocalDate> holidays)
{
    /// <summary>The same windows on every day of the week, no holidays.</summary>
    public static BusinessCalendar EveryDay(params WindowTime[] windows) => new(
        Enumerable.Range(1, 7).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<WindowTime>)windows),
        new HashSet<LocalDate>());

    public bool IsHoliday(LocalDate date) => holidays.Contains(date);

    /// <summary>The arrival windows of that date in order; none on a holiday. A window that the clock change swallows is left out.</summary>
    public IEnumerable<Interval> On(LocalDate date) => IsHoliday(date) || !windows.TryGetValue(date.DayOfWeek, out var times)
        ? []
        : times.OrderBy(time => time.Start).Select(time => time.On(date)).Where(window => window.Duration > Duration.Zero);
}
