using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>
/// The rules once more, as naively as they can be said: every whole minute of every window is tried, and the day that would come of it is walked through minute by
/// minute. Shares nothing with the finder but the turning of local times into spans (<see cref="WindowTime.On"/>, <see cref="Shifts"/>), which has rows of its own.
/// </summary>
internal sealed class SlotOracle(SlotCase it)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly IReadOnlyList<TechnicianSchedule> technicians = it.Technicians;

    /// <summary>Each window that can be kept, with who can and when work would start.</summary>
    public List<string> Offers() => [.. Windows().Select(window => (window, Who: Ranked(window))).Where(offer => offer.Who.Count > 0).Select(offer => $"{offer.window.Start} {string.Join(' ', offer.Who)}")];

    public static string Shown(OfferedWindow offer) => $"{offer.Window.Start} {string.Join(' ', offer.Placements.Select(placement => Shown(placement.TechnicianId, placement.WorkStart, placement.WorkEnd, (long)placement.Travel.TotalMinutes, (long)placement.AddedTravel.TotalMinutes)))}";

    private static string Shown(Guid who, Instant start, Instant end, long drive, long added) => $"[{who.ToString()[7]} {start}/{end} {drive} {added}]";

    private IEnumerable<Interval> Windows()
    {
        for (var day = 0; day <= it.Horizon; day++)
        {
            var date = it.Today.PlusDays(day);
            if (date.DayOfWeek == it.NoWindowsOn || day == it.HolidayInDays)
            {
                continue;
            }

            foreach (var (from, to) in it.Windows)
            {
                var window = new WindowTime(CasePerson.Time(from), CasePerson.Time(to)).On(date);
                if (window.Duration > Duration.Zero && window.Start - it.Now >= Duration.FromMinutes(it.Notice))
                {
                    yield return window;
                }
            }
        }
    }

    private List<string> Ranked(Interval window)
    {
        var able = new List<(long Added, Duration Occupied, int Ahead, int Person, string Text)>();
        for (var person = 0; person < technicians.Count; person++)
        {
            if (!it.People[person].Skills.Contains(it.Brand) || it.Needs.Any(need => !it.People[person].Qualifications.Contains(need.ToLowerInvariant())))
            {
                continue;
            }

            // Of each gap the first minute that is possible; of those the least added drive.
            var starts = Starts(window, technicians[person]).GroupBy(start => start.Before).Select(gap => gap.MinBy(start => start.At)).OrderBy(start => start.Added).ThenBy(start => start.At).ToList();
            if (starts.Count > 0)
            {
                var best = starts[0];
                able.Add((best.Added, Occupied(Stops(technicians[person]), technicians[person], DateOf(window.Start)), Stops(technicians[person]).Count(stop => stop.IsVisit), person,
                    Shown(technicians[person].TechnicianId, best.At, best.At + Work, best.Drive, best.Added)));
            }
        }

        return [.. able.OrderBy(who => who.Added).ThenBy(who => who.Occupied).ThenBy(who => who.Ahead).ThenBy(who => who.Person).Select(who => who.Text)];
    }

    private Duration Work => Duration.FromMinutes(it.Work + ((it.Recorders - 1) * it.Work / 2));

    private IEnumerable<(Instant At, Guid? Before, long Drive, long Added)> Starts(Interval window, TechnicianSchedule technician)
    {
        var first = Instant.FromUnixTimeSeconds((window.Start.ToUnixTimeSeconds() + 59) / 60 * 60);
        for (var start = first; start < window.End; start += Minute)
        {
            if (Possible(start, technician) is { } possible)
            {
                yield return (start, possible.Before, possible.Drive, possible.Added);
            }
        }
    }

    /// <summary>Null when a rule is broken.</summary>
    private (Guid? Before, long Drive, long Added)? Possible(Instant start, TechnicianSchedule technician)
    {
        var date = DateOf(start);
        var others = Stops(technician);
        var mine = new Stop(Guid.Empty, it.Zip, start, start + Work);
        var before = others.LastOrDefault(stop => DateOf(stop.WorkStart) == date && stop.WorkStart <= start);
        var after = others.FirstOrDefault(stop => DateOf(stop.WorkStart) == date && stop.WorkStart > start);
        var drive = Drive(before?.Zip ?? technician.HomeZip, it.Zip, start);
        var (setOut, freeAgain) = (start - Duration.FromMinutes(drive), Free(mine));
        if (setOut < it.Now || mine.WorkEnd > (it.Until ?? Instant.MaxValue) || !Minutes(setOut, mine.WorkEnd).All(minute => Works(technician, minute)))
        {
            return null;
        }

        // Nothing else is touched: neither somebody's work and buffer, nor the drive to it, which may now be another.
        if (others.Any(stop => stop.WorkStart < freeAgain && Free(stop) > setOut))
        {
            return null;
        }

        var added = drive;
        if (after is not null)
        {
            var (direct, onward) = (Drive(before?.Zip ?? technician.HomeZip, after.Zip, after.WorkStart), Drive(it.Zip, after.Zip, after.WorkStart));
            added += onward - direct;
            if (freeAgain > after.WorkStart - Duration.FromMinutes(onward) || OffWork(technician, after.WorkStart, onward) > OffWork(technician, after.WorkStart, direct))
            {
                return null;
            }
        }
        else if (others.FirstOrDefault(stop => DateOf(stop.WorkStart) > date) is { } tomorrow && freeAgain > tomorrow.WorkStart - Duration.FromMinutes(Drive(technician.HomeZip, tomorrow.Zip, tomorrow.WorkStart)))
        {
            return null;
        }

        if (it.People[technicians.ToList().IndexOf(technician)].MostVisits is { } most && others.Count(stop => stop.IsVisit && DateOf(stop.WorkStart) == date) + 1 > most)
        {
            return null;
        }

        return KeepsReserve(technician, [.. others.Append(mine).OrderBy(stop => stop.WorkStart)], date) ? (before?.VisitId, drive, added) : null;
    }

    private bool KeepsReserve(TechnicianSchedule technician, List<Stop> stops, LocalDate date)
    {
        if (it.Reserve is not { } reserve || it.Urgent || it.Now >= date.At(reserve.Until).InZoneLeniently(BookingRules.Zone).ToInstant())
        {
            return true;
        }

        var working = technician.Shifts.Where(shift => DateOf(shift.Start) == date).Aggregate(Duration.Zero, (sum, shift) => sum + shift.Duration);
        return Occupied(stops, technician, date).TotalSeconds <= working.TotalSeconds * (100 - reserve.Percent) / 100 + 0.001;
    }

    private Duration Occupied(List<Stop> stops, TechnicianSchedule technician, LocalDate date)
    {
        var (sum, place) = (Duration.Zero, technician.HomeZip);
        var (midnight, next) = (BookingRules.Zone.AtStartOfDay(date).ToInstant(), BookingRules.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
        foreach (var stop in stops)
        {
            var (from, until) = (Instant.Max(midnight, stop.WorkStart), Instant.Min(next, Free(stop)));
            sum += Duration.Max(Duration.Zero, until - from);
            if (DateOf(stop.WorkStart) == date)
            {
                sum += Duration.FromMinutes(Drive(place, stop.Zip, stop.WorkStart));
                place = stop.Zip;
            }
        }

        return sum;
    }

    private List<Stop> Stops(TechnicianSchedule technician) => [.. technician.Stops.Where(stop => stop.VisitId != it.Request.ExceptVisit)];

    private Instant Free(Stop stop) => Instant.Max(stop.WorkEnd + Duration.FromMinutes(it.Buffer), stop.FreeFrom ?? Instant.MinValue);

    private static bool Works(TechnicianSchedule technician, Instant minute) => technician.Shifts.Any(shift => shift.Start <= minute && minute < shift.End);

    /// <summary>In half minutes: a stop may start at one, and half a minute more of a break is more.</summary>
    private static int OffWork(TechnicianSchedule technician, Instant arrival, long drive) =>
        Enumerable.Range(1, (int)drive * 2).Count(half => !Works(technician, arrival - Duration.FromSeconds(30 * half)));

    private static IEnumerable<Instant> Minutes(Instant from, Instant until)
    {
        for (var minute = from; minute < until; minute += Minute)
        {
            yield return minute;
        }
    }

    private long Drive(string? from, string? to, Instant arrival)
    {
        double usual = from is null || to is null ? 40
            : it.Known.Where(time => time.FromZip == from && time.ToZip == to).Select(time => time.Minutes)
                .Concat(it.Known.Where(time => time.FromZip == to && time.ToZip == from).Select(time => time.Minutes)).Append(40).First();
        var local = arrival.InZone(BookingRules.Zone);
        var slow = it.Bands.Where(band => band.Day == local.DayOfWeek && band.From <= local.TimeOfDay && (band.To == LocalTime.Midnight || local.TimeOfDay < band.To)).Select(band => band.Percent).DefaultIfEmpty(100).Max();
        return Math.Max(5, (long)Math.Ceiling(usual * slow / 100));
    }

    private static LocalDate DateOf(Instant instant) => instant.InZone(BookingRules.Zone).Date;
}
