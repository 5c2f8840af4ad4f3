using Google.OrTools.ConstraintSolver;
using Google.Protobuf.WellKnownTypes;

namespace CleveSec.Benchmarks.Plan;

/// <summary>The same instance by Google's OR-Tools: cheapest insertion, then guided local search, whole numbers of a ten-thousandth.</summary>
internal static class OrToolsPeer
{
    private const double Scale = 10_000;

    /// <param name="wall">It stops by the clock only.</param>
    /// <returns>The distance, or null when it found nothing.</returns>
    public static double? Run(SolomonInstance instance, TimeSpan wall)
    {
        using var manager = new RoutingIndexManager(instance.Stops.Count, instance.Vehicles, 0);
        using var routing = new RoutingModel(manager);
        double Distance(long from, long to) => instance.Distance(manager.IndexToNode(from), manager.IndexToNode(to));
        routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitCallback((from, to) => (long)Math.Round(Scale * Distance(from, to))));
        var time = routing.RegisterTransitCallback((from, to) => (long)Math.Ceiling(Scale * (Distance(from, to) + instance.Stops[manager.IndexToNode(from)].Service)));
        var demand = routing.RegisterUnaryTransitCallback(from => (long)instance.Stops[manager.IndexToNode(from)].Demand);
        var horizon = (long)(Scale * instance.Stops[0].Due);
        routing.AddDimension(demand, 0, (long)instance.Capacity, true, "load");
        routing.AddDimension(time, horizon, horizon, false, "time");
        var times = routing.GetMutableDimension("time");
        for (var stop = 1; stop < instance.Stops.Count; stop++)
        {
            times.CumulVar(manager.NodeToIndex(stop)).SetRange((long)(Scale * instance.Stops[stop].Ready), (long)(Scale * instance.Stops[stop].Due));
        }

        var parameters = operations_research_constraint_solver.DefaultRoutingSearchParameters();
        parameters.FirstSolutionStrategy = FirstSolutionStrategy.Types.Value.ParallelCheapestInsertion;
        parameters.LocalSearchMetaheuristic = LocalSearchMetaheuristic.Types.Value.GuidedLocalSearch;
        parameters.TimeLimit = Duration.FromTimeSpan(wall);
        using var solution = routing.SolveWithParameters(parameters);
        return solution is null ? null : instance.Measure([.. Enumerable.Range(0, instance.Vehicles).Select(vehicle => Route(manager, routing, solution, vehicle))]);
    }

    private static List<int> Route(RoutingIndexManager manager, RoutingModel routing, Assignment solution, int vehicle)
    {
        var stops = new List<int>();
        for (var index = solution.Value(routing.NextVar(routing.Start(vehicle))); !routing.IsEnd(index); index = solution.Value(routing.NextVar(index)))
        {
            stops.Add(manager.IndexToNode(index));
        }

        return stops;
    }
}
