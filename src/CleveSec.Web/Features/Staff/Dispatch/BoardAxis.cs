using System.Globalization;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>
/// The hours a day's board shows, as columns of five minutes that lie as far apart as they are in real time: on a night when the clocks change an hour is missing or stands there
/// twice, and everything after it still stands under its own label.
/// </summary>
internal sealed record BoardAxis(LocalDate Date, Instant Start, int Hours)
{
    private const int MinutesAStep = 5;
    private const int StepsAnHour = 60 / MinutesAStep;
    private static readonly NodaTime.LocalTime UsualStart = new(7, 0);
    private static readonly NodaTime.LocalTime UsualEnd = new(19, 0);

    public Instant End => Start + Duration.FromHours(Hours);

    public IEnumerable<Instant> Labels => Enumerable.Range(0, Hours).Select(hour => Start + Duration.FromHours(hour));

    /// <summary>From 7 to 19, wider where something stands outside of it; never beyond the day.</summary>
    public static BoardAxis Of(LocalDate date, IEnumerable<Interval> spans)
    {
        var (midnight, next) = (date.AtStartOfDayInZone(BookingRules.Zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant());
        var (first, last) = (date.At(UsualStart).InZoneLeniently(BookingRules.Zone).ToInstant(), date.At(UsualEnd).InZoneLeniently(BookingRules.Zone).ToInstant());
        foreach (var span in spans)
        {
            first = Instant.Min(first, span.Start);
            last = Instant.Max(last, span.End);
        }

        first = Instant.Max(first, midnight);
        var start = midnight + Duration.FromHours((int)(first - midnight).TotalHours);
        return new BoardAxis(date, start, (int)Math.Ceiling((Instant.Min(last, next) - start).TotalHours));
    }

    /// <summary>Where something stands, as the classes of board.css: column of the start in hours and steps, then the length.</summary>
    public string Classes(Instant from, Instant until)
    {
        var start = Step(from);
        var length = Math.Max(1, Step(until) - start);
        return string.Create(CultureInfo.InvariantCulture, $"h{start / StepsAnHour} m{start % StepsAnHour} l{length / StepsAnHour} k{length % StepsAnHour}");
    }

    /// <summary>Of a line at one moment.</summary>
    public string ClassesAt(Instant moment) => string.Create(CultureInfo.InvariantCulture, $"h{Step(moment) / StepsAnHour} m{Step(moment) % StepsAnHour}");

    public bool Shows(Instant from, Instant until) => until > Start && from < End;

    /// <summary>One of these begins before the first hour or ends after the last.</summary>
    public bool IsTooNarrow(IEnumerable<Interval> spans)
    {
        var wanted = Of(Date, spans);
        return wanted.Start < Start || wanted.End > End;
    }

    private int Step(Instant moment) => Math.Clamp((int)Math.Floor((moment - Start).TotalMinutes / MinutesAStep), 0, Hours * StepsAnHour);
}
