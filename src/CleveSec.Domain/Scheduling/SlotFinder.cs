using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>What is asked for: a service for recorders at a ZIP code.</summary>
/// <param name="Brands">One for each recorder, at least one; the technician must know them all.</param>
/// <param name="ExceptVisit">A visit, or the asker's own hold, that is being moved and so does not stand in its own way.</param>
/// <param name="Urgent">May use what is kept in reserve.</param>
/// <param name="Until">The work has to be done by then: the end of a vendor answer's validity, say.</param>
/// <param name="Return">Which windows are of use to who comes back with a vendor's answer, and by when the work in them has to be done; null: all.</param>
public sealed record SlotRequest(string Zip, Service Service, IReadOnlyCollection<RecorderBrand> Brands, Guid? ExceptVisit = null, bool Urgent = false, Instant? Until = null, ReturnTimes? Return = null)
{
    /// <summary>Several recorders of one brand.</summary>
    public SlotRequest(string zip, Service service, RecorderBrand brand, int recorders = 1, Guid? exceptVisit = null)
        : this(zip, service, Enumerable.Repeat(brand, recorders).ToList(), exceptVisit)
    {
    }

    internal bool Allows(Interval window) => Return?.Fit(window) ?? true;
}

/// <summary>A window that can be promised, with every placement that keeps all earlier promises, best first.</summary>
public sealed record OfferedWindow(Interval Window, IReadOnlyList<Placement> Placements);

/// <summary>
/// Finds the arrival windows that can really be kept: a technician who knows how, inside working hours, with the drive from the stop before and to the stop after.
/// Starts are on whole minutes. Pure; docs/adr/0011-free-windows.md says why it is as it is.
/// </summary>
public sealed class SlotFinder(BookingRules rules, TravelTimes travel)
{
    /// <summary>Every window from now to the horizon, in order of time.</summary>
    public IReadOnlyList<OfferedWindow> Find(SlotRequest request, IReadOnlyList<TechnicianSchedule> technicians, Instant now)
    {
        var able = Able(request, technicians);
        var offers = new List<OfferedWindow>();
        foreach (var day in Days(now))
        {
            // A technician's day is worked out once for all its windows.
            List<TechnicianDay>? days = null;
            foreach (var window in day)
            {
                if (!request.Allows(window))
                {
                    continue;
                }

                days ??= Prepare(request, able, day.Key, now);
                if (Place(window, days) is { Count: > 0 } placements)
                {
                    offers.Add(new OfferedWindow(window, placements));
                }
            }
        }

        return offers;
    }

    /// <summary>The windows of the calendar that are still far enough ahead, whether anybody is free or not.</summary>
    public IEnumerable<Interval> Windows(Instant now) => Days(now).SelectMany(day => day);

    /// <summary>Every technician's placement for one window; least added travel first, then the lighter day, then fewer visits ahead, then a fixed order.</summary>
    public IReadOnlyList<Placement> Place(SlotRequest request, Interval window, IReadOnlyList<TechnicianSchedule> technicians, Instant now) =>
        request.Allows(window) ? Place(window, Prepare(request, Able(request, technicians), DateOf(window), now)) : [];

    /// <summary>
    /// Where this technician breaks no promise and starts inside the window, or null: among the gaps of the day the one that adds the least travel, in it the earliest
    /// start. What the technician must know is not asked here.
    /// </summary>
    public Placement? Fit(SlotRequest request, Interval window, TechnicianSchedule technician, Instant now) =>
        request.Allows(window) ? Prepare(request, [technician], DateOf(window), now)[0].Fit(window, travel.SpansOf(window))?.Placement : null;

    private List<Placement> Place(Interval window, List<TechnicianDay> days)
    {
        var spans = travel.SpansOf(window);
        var found = new List<Candidate>();
        foreach (var day in days)
        {
            if (day.Fit(window, spans) is { } candidate)
            {
                found.Add(candidate);
            }
        }

        found.Sort();
        return found.ConvertAll(candidate => candidate.Placement);
    }

    private List<TechnicianDay> Prepare(SlotRequest request, IReadOnlyList<TechnicianSchedule> technicians, LocalDate date, Instant now)
    {
        var asked = new AskedDay(rules, travel, request, date, now);
        var days = new List<TechnicianDay>(technicians.Count);
        foreach (var technician in technicians)
        {
            days.Add(new TechnicianDay(asked, technician));
        }

        return days;
    }

    private static List<TechnicianSchedule> Able(SlotRequest request, IReadOnlyList<TechnicianSchedule> technicians) =>
        [.. technicians.Where(technician => request.Brands.All(technician.Skills.Contains)
            && request.Service.Needs.All(need => technician.Qualifications.Contains(need, StringComparer.OrdinalIgnoreCase)))];

    private IEnumerable<IGrouping<LocalDate, Interval>> Days(Instant now)
    {
        var today = now.InZone(BookingRules.Zone).Date;
        var earliest = now + rules.MinimumNotice;
        return Enumerable.Range(0, rules.HorizonDays + 1).Select(today.PlusDays)
            .SelectMany(date => rules.Calendar.On(date).Where(window => window.Start >= earliest).Select(window => (date, window)))
            .GroupBy(window => window.date, window => window.window);
    }

    private static LocalDate DateOf(Interval window) => window.Start.InZone(BookingRules.Zone).Date;
}
