using CleveSec.Domain.Scheduling;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.TimeZones;
using Duration = NodaTime.Duration;

namespace CleveSec.Web.UseCases.Scheduling.Calendars;

/// <summary>
/// When a calendar says that somebody is busy, and nothing else of what stands in it. Free (transparent) and cancelled events do not count; floating times and whole days mean New York. What overlaps
/// becomes one span, what reaches over midnight one for each day.
/// </summary>
internal static class BusyTimes
{
    private const int MostEvents = 5000;
    private const int MostSpans = 1500;
    private const int MostTimesADay = 24;
    private const int MostUnmatched = 5000;
    private const int OldestYear = 1990;

    /// <summary>An event that began so long before may still run.</summary>
    private static readonly Duration Longest = Duration.FromDays(62);

    /// <param name="ownHost">Events that this site has mailed itself are its own visits, and do not count twice.</param>
    /// <exception cref="BusyFeedFailed">Not a calendar, or one made to keep a computer busy.</exception>
    public static IReadOnlyList<Interval> Read(string text, Interval during, string ownHost)
    {
        try
        {
            var calendars = CalendarCollection.Load(text);
            var events = calendars.SelectMany(calendar => calendar.Events).ToList();
            if (calendars.Count == 0)
            {
                throw new BusyFeedFailed("This is no calendar file.");
            }

            Check(events);
            return Days(Union(calendars.SelectMany(calendar => Spans(calendar, during, ownHost))));
        }
        catch (Exception error) when (error is not BusyFeedFailed and not OutOfMemoryException)
        {
            // The library throws whatever it stumbles over; of a file of somebody else's that is never a mistake of ours.
            throw new BusyFeedFailed("The calendar cannot be read: something in it is not as the standard says.", error);
        }
    }

    private static void Check(List<CalendarEvent> events)
    {
        if (events.Count > MostEvents)
        {
            throw new BusyFeedFailed("The calendar has too many events.");
        }

#pragma warning disable CS0618 // The list, not the first rule alone: the library works out all of them, so all have to be looked at.
        foreach (var rule in events.SelectMany(one => one.RecurrenceRules.Select(rule => (Event: one, Rule: rule))))
#pragma warning restore CS0618
        {
            var (hours, minutes, seconds) = (Math.Max(1, rule.Rule.ByHour.Count), Math.Max(1, rule.Rule.ByMinute.Count), Math.Max(1, rule.Rule.BySecond.Count));
            if (rule.Rule.Frequency is FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly || hours * minutes * seconds > MostTimesADay || rule.Event.Start?.Year < OldestYear)
            {
                throw new BusyFeedFailed("An event in the calendar repeats more often than makes sense.");
            }
        }
    }

    private static IEnumerable<Interval> Spans(Calendar calendar, Interval during, string ownHost)
    {
        var first = new CalDateTime((during.Start - Longest).ToDateTimeUtc(), "UTC");
        var count = 0;
        foreach (var occurrence in calendar.GetOccurrences<CalendarEvent>(first, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostUnmatched }))
        {
            var start = At(occurrence.Period.StartTime);
            if (start >= during.End)
            {
                yield break;
            }

            var end = At(occurrence.Period.EffectiveEndTime ?? occurrence.Period.StartTime);
            if (occurrence.Source is not CalendarEvent source || !Counts(source, ownHost) || end <= start || end <= during.Start)
            {
                continue;
            }

            if (++count > MostSpans)
            {
                throw new BusyFeedFailed("The calendar has too many events.");
            }

            yield return new Interval(Instant.Max(start, during.Start), Instant.Min(end, during.End));
        }
    }

    private static bool Counts(CalendarEvent source, string ownHost) =>
        !string.Equals(source.Transparency, "TRANSPARENT", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(source.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase)
        && source.Uid?.EndsWith("@" + ownHost, StringComparison.OrdinalIgnoreCase) is not true;

    private static Instant At(CalDateTime time)
    {
        var local = LocalDateTime.FromDateTime(time.Value);
        var zone = time.IsUtc ? DateTimeZone.Utc : time.TzId is { } id && time.HasTime ? ZoneOf(id) : BookingRules.Zone;
        return (time.HasTime ? local.InZoneLeniently(zone) : zone.AtStartOfDay(local.Date)).ToInstant();
    }

    /// <summary>By the name of the tz database, or of Windows as its calendars write it; an unknown one is most likely ours.</summary>
    private static DateTimeZone ZoneOf(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var mapped) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(mapped) : null)
        ?? BookingRules.Zone;

    private static IEnumerable<Interval> Union(IEnumerable<Interval> spans)
    {
        Interval? open = null;
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            if (open is { } running && span.Start < running.End)
            {
                open = new Interval(running.Start, Instant.Max(running.End, span.End));
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = span;
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    /// <summary>A technician's day is planned by itself; so a week away is seven spans.</summary>
    private static List<Interval> Days(IEnumerable<Interval> spans)
    {
        var days = new List<Interval>();
        foreach (var span in spans)
        {
            for (var start = span.Start; start < span.End;)
            {
                var midnight = TechnicianLock.DateOf(start).PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
                var end = Instant.Min(midnight, span.End);
                days.Add(new Interval(start, end));
                start = end;
            }
        }

        return days;
    }
}
