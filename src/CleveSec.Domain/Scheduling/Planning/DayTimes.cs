using CleveSec.Domain.Scheduling.Routing;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>Turns an order of stops into times. A technician whose order stays keeps every time; elsewhere a visit keeps its time where that is possible, so that no more changes than has to.</summary>
internal static class DayTimes
{
    public static IReadOnlyList<DayPlace> Of(DayRequest request, DayTables tables, IReadOnlyList<IReadOnlyList<int>> routes)
    {
        var now = tables.Now;
        var places = request.Stops.Where(stop => stop.WorkStart < request.Start).Select(stop => new DayPlace(stop, stop.TechnicianId, stop.WorkStart)).ToList();
        for (var technician = 0; technician < request.Technicians.Count; technician++)
        {
            places.AddRange(routes[technician].SequenceEqual(now[technician])
                ? routes[technician].Select(stop => new DayPlace(tables.Stops[stop], tables.Stops[stop].TechnicianId, tables.Stops[stop].WorkStart))
                : Walk(request, tables, technician, routes[technician]));
        }

        return places;
    }

    private static List<DayPlace> Walk(DayRequest request, DayTables tables, int technician, IReadOnlyList<int> route)
    {
        var problem = tables.Problem;
        var latest = Latest(tables, technician, route);
        var (from, free) = (problem.Drivers[technician].Place, problem.Drivers[technician].FreeFrom);
        var places = new List<DayPlace>();
        for (var i = 0; i < route.Count; i++)
        {
            var stop = tables.Stops[route[i]];
            var start = tables.Minute(stop.WorkStart);
            if (!tables.IsFixed[route[i]] && !(stop.TechnicianId == request.Technicians[technician].Id && CanBegin(problem, technician, route[i], from, free, start) && start <= latest[i]))
            {
                start = Math.Ceiling(problem.Start(technician, route[i], free, from));
            }

            places.Add(new DayPlace(stop, request.Technicians[technician].Id, tables.At(start)));
            (from, free) = (route[i], start + problem.Stops[route[i]].Service);
        }

        return places;
    }

    private static bool CanBegin(RouteProblem problem, int technician, int stop, int from, double free, double start)
    {
        foreach (var span in problem.SpansOf(technician, stop))
        {
            if (start >= span.Earliest && start <= span.Latest && Math.Max(span.DriveFrom, free) + problem.Travel(span.Travel, from, stop) <= start)
            {
                return true;
            }
        }

        return false;
    }

    private static double[] Latest(DayTables tables, int technician, IReadOnlyList<int> route)
    {
        var latest = new double[route.Count];
        for (var i = route.Count - 1; i >= 0; i--)
        {
            var freeBy = i + 1 < route.Count ? tables.Problem.FreeBy(technician, route[i + 1], latest[i + 1], route[i]) : double.PositiveInfinity;
            latest[i] = tables.IsFixed[route[i]] ? tables.Minute(tables.Stops[route[i]].WorkStart) : freeBy - tables.Problem.Stops[route[i]].Service;
        }

        return latest;
    }
}
