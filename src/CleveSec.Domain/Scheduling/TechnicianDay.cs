using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>What is asked of every technician on one day, as ticks: the inner loop adds and compares only.</summary>
internal sealed class AskedDay
{
    public AskedDay(BookingRules rules, TravelTimes travel, SlotRequest request, LocalDate date, Instant now)
    {
        var start = BookingRules.Zone.AtStartOfDay(date).ToInstant();
        (Start, End) = (start.ToUnixTimeTicks(), BookingRules.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant().ToUnixTimeTicks());
        (Travel, Except, Now) = (travel, request.ExceptVisit, now.ToUnixTimeTicks());
        (Place, Work, Buffer) = (travel.PlaceOf(request.Zip), request.Service.WorkFor(request.Brands).BclCompatibleTicks, rules.Buffer.BclCompatibleTicks);
        (Until, Return) = (request.Until?.ToUnixTimeTicks() ?? long.MaxValue, request.Return);
        FreePercent = request.Urgent || rules.Reserve is not { } reserve || now >= date.At(reserve.Until).InZoneLeniently(BookingRules.Zone).ToInstant() ? 0 : reserve.Percent;
    }

    public TravelTimes Travel { get; }
    public Guid? Except { get; }

    /// <summary>The day in New York, the end not included.</summary>
    public long Start { get; }
    public long End { get; }
    public long Now { get; }

    /// <summary>Where the work is, as <see cref="TravelTimes.PlaceOf"/> calls it.</summary>
    public int Place { get; }
    public long Work { get; }
    public long Buffer { get; }

    private long Until { get; }
    private ReturnTimes? Return { get; }

    /// <summary>The share of the working time that stays free; 0: none has to.</summary>
    public int FreePercent { get; }

    /// <summary>Work in this window ends by then: while a vendor's answer is good and somebody there can be asked.</summary>
    public long LatestEnd(Interval window) => Return is null ? Until : Math.Min(Until, Return.Reach(window.Start).ToUnixTimeTicks());

    /// <summary>The drive that ends with that arrival.</summary>
    public long Drive(int from, int to, int percent) => Travel.Minutes(from, to, percent) * NodaConstants.TicksPerMinute;
}

/// <summary>A placement with what decides between equals.</summary>
internal readonly record struct Candidate(Placement Placement, long OccupiedThatDay, int VisitsAhead) : IComparable<Candidate>
{
    public int CompareTo(Candidate other) =>
        Placement.AddedTravel != other.Placement.AddedTravel ? Placement.AddedTravel.CompareTo(other.Placement.AddedTravel)
        : OccupiedThatDay != other.OccupiedThatDay ? OccupiedThatDay.CompareTo(other.OccupiedThatDay)
        : VisitsAhead != other.VisitsAhead ? VisitsAhead.CompareTo(other.VisitsAhead)
        : Placement.TechnicianId.CompareTo(other.Placement.TechnicianId);
}

/// <summary>One technician's day, worked out once for all windows of the day: the spans of work, and the gaps between the stops with what the asked-for visit may do in each.</summary>
internal sealed class TechnicianDay
{
    private readonly AskedDay asked;
    private readonly Guid technicianId;
    private readonly List<(long Start, long End)> shifts;
    private readonly List<Gap> gaps = [];

    /// <summary>Of the day's work, as far as reserve and fairness count it: driving, work and buffers of all stops.</summary>
    private readonly long occupied;
    private readonly long working;
    private readonly int visitsAhead;

    public TechnicianDay(AskedDay asked, TechnicianSchedule technician)
    {
        (this.asked, this.technicianId) = (asked, technician.TechnicianId);
        this.shifts = ShiftsOf(asked, technician);
        foreach (var (start, end) in this.shifts)
        {
            this.working += end - start;
        }

        var home = asked.Travel.PlaceOf(technician.HomeZip);
        var (origin, free, visits) = (home, long.MinValue, 0);
        var following = long.MaxValue;
        foreach (var stop in technician.Stops)
        {
            if (stop.VisitId == asked.Except)
            {
                continue;
            }

            var start = stop.WorkStart.ToUnixTimeTicks();
            this.visitsAhead += stop.IsVisit ? 1 : 0;
            if (start >= asked.End)
            {
                // The next day's first drive may begin before midnight.
                following = following == long.MaxValue ? start - asked.Drive(home, asked.Travel.PlaceOf(stop.Zip), asked.Travel.PercentAt(stop.WorkStart)) : following;
                continue;
            }

            var end = stop.WorkEnd.ToUnixTimeTicks();
            var freeAgain = Math.Max(end + asked.Buffer, stop.FreeFrom?.ToUnixTimeTicks() ?? 0);
            if (start >= asked.Start)
            {
                var drive = AddGap(origin, free, stop, start);
                (origin, this.occupied) = (asked.Travel.PlaceOf(stop.Zip), this.occupied + drive);
                visits += stop.IsVisit ? 1 : 0;
            }

            // Work of several days counts on each for its part.
            this.occupied += Math.Max(0, Math.Min(freeAgain, asked.End) - Math.Max(start, asked.Start));
            free = Math.Max(free, freeAgain);
        }

        this.gaps.Add(new Gap(origin, free, following - asked.Buffer, 0));
        if (visits >= technician.MostVisits)
        {
            this.gaps.Clear();
        }
    }

    /// <param name="spans">The window, cut where driving changes.</param>
    public Candidate? Fit(Interval window, IReadOnlyList<ArrivalSpan> spans)
    {
        Placement? best = null;
        var latestEnd = asked.LatestEnd(window);
        foreach (var gap in gaps)
        {
            if (In(gap, window, spans, latestEnd) is { } placement && (best is null || placement.AddedTravel < best.AddedTravel))
            {
                best = placement;
            }
        }

        return best is null ? null : new Candidate(best, occupied, visitsAhead);
    }

    /// <summary>The earliest start in this gap. Where driving gets easier or harder within the window, a later one may be possible where the first is not.</summary>
    private Placement? In(Gap gap, Interval window, IReadOnlyList<ArrivalSpan> spans, long latestEnd)
    {
        var latest = Math.Min(gap.LatestEnd, latestEnd) - asked.Work;
        var earliest = Math.Max(gap.Free, asked.Now);
        for (var i = 0; i < spans.Count; i++)
        {
            var span = spans[i];
            var (from, until) = (span.Start.ToUnixTimeTicks(), span.End.ToUnixTimeTicks());
            if (from > latest)
            {
                return null;
            }

            var drive = asked.Drive(gap.Origin, asked.Place, span.Percent);
            if (asked.FreePercent > 0 && (occupied + drive + gap.Onward + asked.Work + asked.Buffer) * 100 > working * (100 - asked.FreePercent))
            {
                continue;
            }

            foreach (var shift in shifts)
            {
                var start = WholeMinute(Math.Max(from, Math.Max(shift.Start, earliest) + drive));
                if (start < until && start <= latest && start + asked.Work <= shift.End)
                {
                    return new Placement(
                        technicianId, window, Instant.FromUnixTimeTicks(start), Instant.FromUnixTimeTicks(start + asked.Work),
                        Duration.FromTicks(drive), Duration.FromTicks(asked.Buffer), Duration.FromTicks(drive + gap.Onward));
                }
            }
        }

        return null;
    }

    /// <summary>The gap before a stop of the day.</summary>
    /// <returns>How long the drive to the stop is without the visit that is asked for.</returns>
    private long AddGap(int origin, long free, Stop stop, long start)
    {
        var (place, percent) = (asked.Travel.PlaceOf(stop.Zip), asked.Travel.PercentAt(stop.WorkStart));
        var direct = asked.Drive(origin, place, percent);
        var onward = asked.Drive(asked.Place, place, percent);

        // Breaks stay free of driving: the drive to a stop may not reach further into one than it does anyway.
        if (onward <= direct || OffWork(start - onward, start) <= OffWork(start - direct, start))
        {
            gaps.Add(new Gap(origin, free, start - onward - asked.Buffer, onward - direct));
        }

        return direct;
    }

    private long OffWork(long from, long until)
    {
        var off = until - from;
        foreach (var shift in shifts)
        {
            off -= Math.Max(0, Math.Min(until, shift.End) - Math.Max(from, shift.Start));
        }

        return off;
    }

    /// <summary>The day's spans of work; where one begins when another ends there is no break.</summary>
    private static List<(long Start, long End)> ShiftsOf(AskedDay asked, TechnicianSchedule technician)
    {
        var shifts = new List<(long Start, long End)>();
        foreach (var shift in technician.Shifts)
        {
            var (start, end) = (shift.Start.ToUnixTimeTicks(), shift.End.ToUnixTimeTicks());
            if (start < asked.Start || start >= asked.End)
            {
                continue;
            }

            if (shifts.Count > 0 && shifts[^1].End >= start)
            {
                shifts[^1] = (shifts[^1].Start, Math.Max(shifts[^1].End, end));
            }
            else
            {
                shifts.Add((start, end));
            }
        }

        return shifts;
    }

    private static long WholeMinute(long ticks) => ticks + ((NodaConstants.TicksPerMinute - (ticks % NodaConstants.TicksPerMinute)) % NodaConstants.TicksPerMinute);

    /// <param name="Free">From when one can leave the stop before.</param>
    /// <param name="LatestEnd">The work must end by then to get to the stop after in time.</param>
    /// <param name="Onward">How much longer, or shorter, the drive to the stop after gets.</param>
    private readonly record struct Gap(int Origin, long Free, long LatestEnd, long Onward);
}
