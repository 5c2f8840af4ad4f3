using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>One live span of a technician's day as it stands.</summary>
/// <param name="Name">What people call it: a job number, or the title of other work.</param>
/// <param name="Zip">Empty: a busy time whose place is not known.</param>
/// <param name="Window">The arrival window promised; of what may not be moved it is not asked.</param>
/// <param name="OccupiedStart">When the drive to it begins now.</param>
/// <param name="FreeFrom">When the technician may drive on.</param>
/// <param name="Movable">False: other work, a hold, a visit under way or about to begin, or one that was locked.</param>
/// <param name="Brands">What its technician must know.</param>
/// <param name="Needs">Qualifications its technician must have.</param>
/// <param name="Until">The work has to be done by then; null: at any time.</param>
public sealed record DayStop(
    Guid VisitId, string Name, string Zip, Guid TechnicianId, Interval Window, Instant OccupiedStart, Instant WorkStart, Instant WorkEnd, Instant FreeFrom, bool IsVisit, bool Movable,
    IReadOnlyCollection<RecorderBrand> Brands, IReadOnlyCollection<string> Needs, Instant? Until = null)
{
    public Duration Work => WorkEnd - WorkStart;

    /// <summary>From the start of the work until the technician may drive on.</summary>
    public Duration Taken => FreeFrom - WorkStart;
}

/// <summary>One technician on the day that is planned.</summary>
/// <param name="Shifts">Spans of work, breaks and absences cut out, in order.</param>
/// <param name="MostVisits">Null: as many as fit.</param>
/// <param name="EndBy">When the technician has to be free for what follows after the day; null: nothing.</param>
public sealed record DayTechnician(
    Guid Id, string Name, string? HomeZip, IReadOnlyCollection<RecorderBrand> Skills, IReadOnlyCollection<string> Qualifications, int? MostVisits, IReadOnlyList<Interval> Shifts, Instant? EndBy = null)
{
    public bool Knows(DayStop stop) => stop.Brands.All(Skills.Contains) && stop.Needs.All(need => Qualifications.Contains(need, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A day as it stands, for the technicians who are planned; whoever is left out keeps everything.</summary>
/// <param name="Stops">Of these technicians; work that began before the day is among them.</param>
public sealed record DayRequest(LocalDate Date, Instant Now, TravelTimes Travel, IReadOnlyList<DayTechnician> Technicians, IReadOnlyList<DayStop> Stops)
{
    public Instant Start => Date.AtStartOfDayInZone(BookingRules.Zone).ToInstant();

    public Instant End => Date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();

    /// <summary>Where everything stands now.</summary>
    public IReadOnlyList<DayPlace> Places => [.. Stops.Select(stop => new DayPlace(stop, stop.TechnicianId, stop.WorkStart))];
}

/// <summary>Where a stop stands, or would.</summary>
public sealed record DayPlace(DayStop Stop, Guid TechnicianId, Instant WorkStart)
{
    public Instant WorkEnd => WorkStart + Stop.Work;

    public Instant FreeFrom => WorkStart + Stop.Taken;

    public bool IsMoved => TechnicianId != Stop.TechnicianId || WorkStart != Stop.WorkStart;
}
