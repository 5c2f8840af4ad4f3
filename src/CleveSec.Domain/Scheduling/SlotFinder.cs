using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>What is asked for: recorders at a ZIP code.</summary>
/// <param name="Brands">One for each recorder, at least one; the technician must know them all.</param>
/// <param name="ExceptVisit">A visit that is being moved and so does not stand in its own way.</param>
public sealed record SlotRequest(string Zip, IReadOnlyCollection<RecorderBrand> Brands, Guid? ExceptVisit = null)
{
    /// <summary>Several recorders of one brand.</summary>
    public SlotRequest(string zip, RecorderBrand brand, int recorders = 1, Guid? exceptVisit = null)
        : this(zip, Enumerable.Repeat(brand, recorders).ToList(), exceptVisit)
    {
    }

    public int Recorders => Brands.Count;
}

/// <summary>A window that can be promised, with every placement that keeps all earlier promises, best first.</summary>
public sealed record OfferedWindow(Interval Window, IReadOnlyList<Placement> Placements);

/// <summary>Finds the arrival windows that can really be kept: a technician with the skill, inside working hours, with the drive from the stop before and to the stop after. Pure.</summary>
public sealed class SlotFinder(BookingRules rules, TravelTimes travel)
{
    /// <summary>Further recorders at one site take this share of the first one's time.</summary>
    private const double FurtherRecorderShare = 0.5;

    /// <summary>Every window from now to the horizon, in order of time.</summary>
    public IReadOnlyList<OfferedWindow> Find(SlotRequest request, IReadOnlyList<TechnicianSchedule> technicians, Instant now)
    {
        var offers = new List<OfferedWindow>();
        foreach (var window in Windows(now))
        {
            var placements = Place(request, window, technicians, now);
            if (placements.Count > 0)
            {
                offers.Add(new OfferedWindow(window, placements));
            }
        }

        return offers;
    }

    /// <summary>The windows of the calendar that are still far enough ahead, whether anybody is free or not.</summary>
    public IEnumerable<Interval> Windows(Instant now)
    {
        var today = now.InZone(BookingRules.Zone).Date;
        var earliest = now + rules.MinimumNotice;
        for (var day = 0; day <= rules.HorizonDays; day++)
        {
            foreach (var time in rules.WindowTimes.OrderBy(time => time.Start))
            {
                var window = time.On(today.PlusDays(day));
                if (window.Start >= earliest)
                {
                    yield return window;
                }
            }
        }
    }

    /// <summary>Every technician's placement for one window; least added travel first, then the lighter day, then a fixed order.</summary>
    public IReadOnlyList<Placement> Place(SlotRequest request, Interval window, IReadOnlyList<TechnicianSchedule> technicians, Instant now) =>
        [.. technicians
            .Where(technician => request.Brands.All(technician.Skills.Contains))
            .Select(technician => (Technician: technician, Placement: Fit(request, window, technician, now)))
            .Where(candidate => candidate.Placement is not null)
            .OrderBy(candidate => candidate.Placement!.AddedTravel)
            .ThenBy(candidate => candidate.Technician.Stops.Count(stop => SameDay(stop.WorkStart, window.Start)))
            .ThenBy(candidate => candidate.Technician.TechnicianId)
            .Select(candidate => candidate.Placement!)];

    /// <summary>The earliest start of this technician inside the window that breaks no promise, or null.</summary>
    public Placement? Fit(SlotRequest request, Interval window, TechnicianSchedule technician, Instant now)
    {
        var work = rules.Work + Duration.FromMinutes((long)(rules.Work.TotalMinutes * FurtherRecorderShare * (request.Recorders - 1)));
        foreach (var shift in technician.Shifts)
        {
            if (shift.End <= window.Start || shift.Start >= window.End)
            {
                continue;
            }

            // The whole day's stops: the one before a lunch break is where the drive after it begins, and its buffer may reach into this shift.
            var stops = technician.Stops
                .Where(stop => stop.VisitId != request.ExceptVisit && SameDay(stop.WorkStart, shift.Start))
                .OrderBy(stop => stop.WorkStart).ToList();
            for (var i = 0; i <= stops.Count; i++)
            {
                var before = i > 0 ? stops[i - 1] : null;
                var after = i < stops.Count ? stops[i] : null;
                if (Between(before, after, shift, window, work, technician, request.Zip, now) is { } placement)
                {
                    return placement;
                }
            }
        }

        return null;
    }

    private Placement? Between(Stop? before, Stop? after, Interval shift, Interval window, Duration work, TechnicianSchedule technician, string zip, Instant now)
    {
        var origin = before?.Zip ?? technician.HomeZip;
        var free = before is null ? shift.Start : Instant.Max(shift.Start, before.WorkEnd + rules.Buffer);
        var drive = travel.Between(origin, zip);
        var start = Instant.Max(window.Start, Instant.Max(free, now) + drive);
        var end = start + work;
        if (start >= window.End || end > shift.End)
        {
            return null;
        }

        var onward = after is null ? Duration.Zero : travel.Between(zip, after.Zip);
        if (after is not null && end + rules.Buffer + onward > after.WorkStart)
        {
            return null;
        }

        var direct = after is null ? Duration.Zero : travel.Between(origin, after.Zip);
        return new Placement(technician.TechnicianId, window, start, end, drive, rules.Buffer, drive + onward - direct);
    }

    private static bool SameDay(Instant a, Instant b) => a.InZone(BookingRules.Zone).Date == b.InZone(BookingRules.Zone).Date;
}
