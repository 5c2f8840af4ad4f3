using CleveSec.Domain.Scheduling.Routing;
using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>Says of a visit nobody can begin in time what stands against each technician who could do it.</summary>
internal sealed class DayCollisions(DayRequest request, DayTables tables, IReadOnlyList<IReadOnlyList<int>> routes)
{
    public DayCollision Of(int stop)
    {
        var visit = tables.Stops[stop];
        var able = Enumerable.Range(0, request.Technicians.Count).Where(technician => request.Technicians[technician].Knows(visit)).ToList();
        return new DayCollision(visit, [.. able.Select(technician => Against(technician, stop))]);
    }

    private DayObstacle Against(int technician, int stop)
    {
        var who = request.Technicians[technician];
        if (who.Shifts.Count == 0)
        {
            return new DayObstacle(who.Id, $"{who.Name} does not work that day.", []);
        }

        if (!tables.Problem.Can(technician, stop))
        {
            return new DayObstacle(who.Id, $"{who.Name} does not work inside its window for as long as it takes.", []);
        }

        var blocking = routes[technician].Where(other => other != stop).ToList();
        if (Fits(technician, stop, blocking))
        {
            return new DayObstacle(who.Id, $"{who.Name} has {tables.Problem.Drivers[technician].Capacity} visits that day already, the most allowed.", []);
        }

        foreach (var one in blocking.ToList())
        {
            blocking.Remove(one);
            if (Fits(technician, stop, blocking))
            {
                var at = routes[technician].TakeWhile(other => other != one).Count(blocking.Contains);
                blocking.Insert(at, one);
            }
        }

        return blocking.Count == 0
            ? new DayObstacle(who.Id, $"{who.Name} cannot be there in time from the start of the day.", [])
            : new DayObstacle(who.Id, $"{who.Name} has no room for it beside {string.Join(" and ", blocking.Select(other => tables.Stops[other].Name))}.", [.. blocking.Select(other => tables.Stops[other])]);
    }

    /// <summary>Whether the visit fits anywhere between these, in their order.</summary>
    private bool Fits(int technician, int stop, IReadOnlyList<int> others)
    {
        var routes = new Routes(tables.Problem);
        foreach (var other in others)
        {
            routes.Insert(other, technician, routes.Of(technician).Length);
        }

        return Enumerable.Range(0, others.Count + 1).Any(index => routes.Fits(stop, technician, index));
    }
}
