using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>One technician's places in order, with the drive to each.</summary>
internal sealed class DayRoute
{
    private readonly DayRequest request;

    public DayRoute(DayRequest request, DayTechnician technician, IEnumerable<DayPlace> places)
    {
        (this.request, Technician) = (request, technician);
        var theirs = places.Where(place => place.TechnicianId == technician.Id).OrderBy(place => place.WorkStart).ThenBy(place => place.Stop.VisitId).ToList();

        // Work that began before the day only keeps its technician busy; the day still starts at home.
        Before = [.. theirs.Where(place => place.WorkStart < request.Start)];
        Places = [.. theirs.Where(place => place.WorkStart >= request.Start)];
    }

    public DayTechnician Technician { get; }
    public IReadOnlyList<DayPlace> Places { get; }
    private IReadOnlyList<DayPlace> Before { get; }

    public static IEnumerable<DayRoute> All(DayRequest request, IReadOnlyList<DayPlace> places) => request.Technicians.Select(technician => new DayRoute(request, technician, places));

    /// <summary>Where the technician comes from.</summary>
    public string? From(int index) => index == 0 ? Technician.HomeZip : Places[index - 1].Stop.Zip;

    /// <summary>From when the technician can drive to that place; also when it stands too near.</summary>
    public Instant FreeBefore(int index)
    {
        var free = request.Now;
        foreach (var place in Before.Concat(Places.Take(index)))
        {
            free = Instant.Max(free, place.FreeFrom);
        }

        return free;
    }

    public Duration Drive(int index, Instant arrival) => Drive(request.Travel, From(index), Places[index].Stop.Zip, arrival);

    /// <summary>To a busy time whose place is not known there is none.</summary>
    public static Duration Drive(TravelTimes travel, string? from, string to, Instant arrival) => to.Length == 0 ? Duration.Zero : travel.Between(from, to, arrival);

    /// <summary>The day's spans of work; where one begins when another ends there is no break.</summary>
    public static IReadOnlyList<Interval> Shifts(DayTechnician technician)
    {
        var shifts = new List<Interval>();
        foreach (var shift in technician.Shifts)
        {
            if (shifts.Count > 0 && shifts[^1].End >= shift.Start)
            {
                shifts[^1] = new Interval(shifts[^1].Start, Instant.Max(shifts[^1].End, shift.End));
            }
            else
            {
                shifts.Add(shift);
            }
        }

        return shifts;
    }
}

/// <summary>What a day costs and risks.</summary>
/// <param name="Drive">Of all technicians to all their stops, the way home not counted.</param>
/// <param name="Miles">The same way; what is not known counts nothing.</param>
/// <param name="Late">Visits that cannot be begun inside their promised window, as things stand.</param>
/// <param name="AtRisk">Visits that would be late if everything before took a quarter of an hour longer.</param>
public sealed record DayMeasure(Duration Drive, double Miles, int Late, int AtRisk)
{
    private static readonly Duration Margin = Duration.FromMinutes(15);

    public static DayMeasure Of(DayRequest request, IReadOnlyList<DayPlace> places)
    {
        var (drive, miles, late, risk) = (Duration.Zero, 0.0, 0, 0);
        foreach (var route in DayRoute.All(request, places))
        {
            var free = route.FreeBefore(0);
            for (var i = 0; i < route.Places.Count; i++)
            {
                var place = route.Places[i];
                var way = route.Drive(i, place.WorkStart);
                (drive, miles) = (drive + way, miles + (request.Travel.MilesBetween(route.From(i), place.Stop.Zip) ?? 0));
                var begins = place.Stop.Movable ? Instant.Max(place.WorkStart, free + way) : place.WorkStart;
                if (place.Stop is { IsVisit: true, Movable: true })
                {
                    late += begins >= place.Stop.Window.End ? 1 : 0;
                    risk += begins < place.Stop.Window.End && free + way + Margin >= place.Stop.Window.End ? 1 : 0;
                }

                free = Instant.Max(free, begins + place.Stop.Taken);
            }
        }

        return new DayMeasure(drive, miles, late, risk);
    }
}
