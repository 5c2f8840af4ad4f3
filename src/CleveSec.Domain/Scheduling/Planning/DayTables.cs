using CleveSec.Domain.Scheduling.Routing;
using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>
/// A day as the search wants it, in minutes from midnight. Whether a promise is kept is worked out with the hours' own driving times: each window is cut where the share of driving changes.
/// What a drive costs is counted with the share in the middle of the window, the one thing that is not exact, so that moving one stop leaves the price of the others alone.
/// </summary>
internal sealed class DayTables
{
    /// <summary>What another technician than now has to save, in minutes: nobody wants a day turned over for one.</summary>
    private const double OtherTechnician = 2;
    private readonly DayRequest request;
    private readonly IReadOnlyList<DayStop> stops;
    private readonly Dictionary<int, int> tableOf = [];
    private readonly IReadOnlyList<IReadOnlyList<Interval>> shifts;

    /// <param name="stay">Movable stops that stay where they are all the same.</param>
    public DayTables(DayRequest request, IReadOnlySet<Guid> stay)
    {
        this.request = request;
        this.stops = [.. request.Stops.Where(stop => stop.WorkStart >= request.Start)];
        this.shifts = [.. request.Technicians.Select(DayRoute.Shifts)];
        foreach (var span in request.Travel.SpansOf(new Interval(request.Start, request.End)))
        {
            tableOf.TryAdd(span.Percent, tableOf.Count);
        }

        IsFixed = [.. stops.Select(stop => !stop.Movable || stay.Contains(stop.VisitId))];
        var tables = Tables();
        Problem = new RouteProblem(
            [.. stops.Select((stop, i) => new RouteStop(stop.Taken.TotalMinutes, stop.IsVisit ? 1 : 0, IsFixed[i] ? TechnicianOf(stop) : null))],
            [.. request.Technicians.Select((technician, i) => new Driver(stops.Count + i, FreeFrom(technician), Capacity(technician), null, i))],
            Costs(tables), tables, Spans,
            (technician, stop) => request.Technicians[technician].Id == stops[stop].TechnicianId ? 0 : OtherTechnician);
    }

    public RouteProblem Problem { get; }
    public IReadOnlyList<bool> IsFixed { get; }
    public IReadOnlyList<DayStop> Stops => stops;

    /// <summary>The order in which everything stands now.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Now => [.. request.Technicians.Select(technician =>
        Enumerable.Range(0, stops.Count).Where(stop => stops[stop].TechnicianId == technician.Id).OrderBy(stop => stops[stop].WorkStart).ThenBy(stop => stops[stop].VisitId).ToList())];

    public double Minute(Instant instant) => (instant - request.Start).TotalMinutes;

    public Instant At(double minute) => request.Start + Duration.FromMinutes(minute);

    private int TechnicianOf(DayStop stop)
    {
        for (var i = 0; i < request.Technicians.Count; i++)
        {
            if (request.Technicians[i].Id == stop.TechnicianId)
            {
                return i;
            }
        }

        throw new ArgumentException($"{stop.Name} belongs to a technician who is not planned.");
    }

    private double FreeFrom(DayTechnician technician) =>
        Math.Max(Minute(request.Now), request.Stops.Where(stop => stop.TechnicianId == technician.Id && stop.WorkStart < request.Start).Select(stop => Minute(stop.FreeFrom)).DefaultIfEmpty(double.NegativeInfinity).Max());

    /// <summary>Whoever has more than the most already keeps them.</summary>
    private double Capacity(DayTechnician technician) =>
        technician.MostVisits is { } most ? Math.Max(most, stops.Count(stop => stop.TechnicianId == technician.Id && stop.IsVisit)) : double.PositiveInfinity;

    private double[][] Tables()
    {
        var places = stops.Select(stop => stop.Zip).Concat(request.Technicians.Select(technician => technician.HomeZip)).ToArray();
        var numbers = places.Select(request.Travel.PlaceOf).ToArray();
        var tables = new double[tableOf.Count][];
        foreach (var (percent, table) in tableOf)
        {
            tables[table] = new double[places.Length * places.Length];
            for (var from = 0; from < places.Length; from++)
            {
                for (var to = 0; to < places.Length; to++)
                {
                    tables[table][(from * places.Length) + to] = places[to] == "" ? 0 : request.Travel.Minutes(numbers[from], numbers[to], percent);
                }
            }
        }

        return tables;
    }

    private double[] Costs(double[][] tables)
    {
        var places = stops.Count + request.Technicians.Count;
        var costs = new double[places * places];
        for (var to = 0; to < places; to++)
        {
            var table = to < stops.Count ? tables[TableAt(IsFixed[to] ? stops[to].WorkStart : stops[to].Window.Start + (stops[to].Window.Duration / 2))] : tables[0];
            for (var from = 0; from < places; from++)
            {
                costs[(from * places) + to] = table[(from * places) + to];
            }
        }

        return costs;
    }

    private int TableAt(Instant arrival) => tableOf.GetValueOrDefault(request.Travel.PercentAt(arrival));

    private List<StartSpan> Spans(int technician, int index)
    {
        var stop = stops[index];
        if (IsFixed[index])
        {
            return TechnicianOf(stop) == technician ? [FixedAt(stop, shifts[technician])] : [];
        }

        var spans = new List<StartSpan>();
        var who = request.Technicians[technician];
        if (!who.Knows(stop))
        {
            return spans;
        }

        var until = Instant.Min(stop.Until ?? Instant.MaxValue, who.EndBy is { } by ? by - (stop.Taken - stop.Work) : Instant.MaxValue);
        foreach (var shift in shifts[technician])
        {
            foreach (var span in request.Travel.SpansOf(stop.Window))
            {
                var latest = Math.Min(Math.Ceiling(Minute(span.End)) - 1, Math.Floor(Minute(Instant.Min(shift.End, until) - stop.Work)));
                var earliest = Math.Ceiling(Math.Max(Minute(span.Start), Minute(shift.Start)));
                if (latest >= earliest)
                {
                    spans.Add(new StartSpan(earliest, latest, Math.Ceiling(Math.Max(Minute(shift.Start), Minute(request.Now))), tableOf[span.Percent]));
                }
            }
        }

        return spans;
    }

    /// <summary>The drive to it may reach into a break as far as it does now.</summary>
    private StartSpan FixedAt(DayStop stop, IReadOnlyList<Interval> shiftsOfTechnician)
    {
        var driveFrom = double.NegativeInfinity;
        foreach (var shift in shiftsOfTechnician.Where(shift => shift.Contains(stop.WorkStart)))
        {
            driveFrom = Math.Min(Minute(shift.Start), Minute(stop.OccupiedStart));
        }

        return new StartSpan(Minute(stop.WorkStart), Minute(stop.WorkStart), driveFrom, TableAt(stop.WorkStart));
    }
}
