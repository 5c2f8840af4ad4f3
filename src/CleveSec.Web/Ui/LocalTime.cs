using System.Globalization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.Ui;

/// <summary>Times as people in Cleveland read them: "Tue, Nov 24, 8–10 am", in Spanish "mar 24 de nov, 8–10 a. m.". Always America/New_York. The Spanish names stand here because those of the system change with its version.</summary>
internal static class LocalTime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly string[] SpanishDays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    private static readonly string[] SpanishMonths = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
    private static bool InSpanish => Languages.Current == Language.Spanish;

    /// <summary>"Monday".</summary>
    public static string Weekday(IsoDayOfWeek day) => InSpanish ? SpanishDays[(int)day - 1] : day.ToString();

    /// <summary>The end of the year 9999: later instants do not exist.</summary>
    private const long Latest = 253_402_300_799;

    /// <summary>An instant as a form carries it, in seconds since 1970; what somebody made up becomes the nearest that exists.</summary>
    public static Instant FromForm(long seconds) => Instant.FromUnixTimeSeconds(Math.Clamp(seconds, 0, Latest));

    public static LocalDate Today(Instant now) => now.InZone(BookingRules.Zone).Date;

    public static string Day(LocalDate date) => InSpanish
        ? $"{SpanishDays[(int)date.DayOfWeek - 1][..3]} {date.Day} de {SpanishMonths[date.Month - 1][..3]}"
        : date.ToString("ddd, MMM d", English);

    public static string LongDay(LocalDate date) => InSpanish
        ? $"{SpanishDays[(int)date.DayOfWeek - 1]} {date.Day} de {SpanishMonths[date.Month - 1]}"
        : date.ToString("dddd, MMMM d", English);

    /// <summary>"November 24, 2026".</summary>
    public static string FullDate(LocalDate date) => InSpanish
        ? $"{date.Day} de {SpanishMonths[date.Month - 1]} de {date.Year}"
        : date.ToString("MMMM d, uuuu", English);

    public static string Day(Instant instant) => Day(Today(instant));

    /// <summary>"Tue, Nov 24, 8:05 am".</summary>
    public static string DayAndTime(Instant instant) => $"{Day(instant)}, {Time(instant)}";

    /// <summary>"8:05 am"; full hours without minutes.</summary>
    public static string Time(Instant instant)
    {
        var time = instant.InZone(BookingRules.Zone).TimeOfDay;
        return Clock(time);
    }

    /// <summary>"9 pm".</summary>
    public static string Clock(NodaTime.LocalTime time) => $"{Hands(time)} {Half(time)}";

    /// <summary>"8–10 am" or "11 am–1 pm".</summary>
    public static string Span(Interval window) => Span(window.Start.InZone(BookingRules.Zone).TimeOfDay, window.End.InZone(BookingRules.Zone).TimeOfDay);

    public static string Span(NodaTime.LocalTime start, NodaTime.LocalTime end) =>
        Half(start) == Half(end) ? $"{Hands(start)}–{Clock(end)}" : $"{Clock(start)}–{Clock(end)}";

    /// <summary>"Tue, Nov 24, 8–10 am".</summary>
    public static string DayAndSpan(Interval window) => $"{Day(window.Start)}, {Span(window)}";

    /// <summary>"5 minutes", "3 hours", "2 days": how long ago, rounded down, for lists.</summary>
    public static string Age(Duration age) => age.TotalMinutes switch
    {
        < 1 => "just now",
        < 60 => Count((int)age.TotalMinutes, "minute"),
        < 60 * 48 => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    private static string Count(int n, string unit) => n == 1 ? $"1 {unit}" : $"{n} {unit}s";

    private static string Hands(NodaTime.LocalTime time) => time.ToString(time.Minute == 0 ? "%h" : "h:mm", English);

    private static string Half(NodaTime.LocalTime time) => (InSpanish, time.Hour < 12) switch
    {
        (true, true) => "a. m.",
        (true, false) => "p. m.",
        (_, true) => "am",
        _ => "pm",
    };
}
