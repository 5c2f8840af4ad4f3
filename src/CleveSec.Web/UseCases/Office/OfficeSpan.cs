using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.UseCases.Office;

/// <summary>A span of a weekday in which somebody answers, New York time. Kept in the settings as "Monday 08:00-17:00".</summary>
internal sealed record OfficeSpan(IsoDayOfWeek Day, LocalTime From, LocalTime To)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public override string ToString() => $"{Day} {Time.Format(From)}-{Time.Format(To)}";

    /// <exception cref="FormatException">The text is none of ours.</exception>
    public static OfficeSpan Parse(string stored) => stored.Split(' ', '-') is [var day, var from, var to]
        ? new OfficeSpan(Enum.Parse<IsoDayOfWeek>(day), Time.Parse(from).Value, Time.Parse(to).Value)
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"“{stored}” is no span of office hours."));
}
