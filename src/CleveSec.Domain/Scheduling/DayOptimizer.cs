using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Domain.Scheduling.Routing;

namespace CleveSec.Domain.Scheduling;

/// <summary>
/// Gives the movable visits of a day to technicians anew, in an order that takes less driving, and keeps every promise: windows, hours, breaks, skills, most visits, what never moves.
/// Pure and, for a seed and a number of iterations, always the same; docs/adr/0017-planning-the-day.md says why it is our own.
/// </summary>
public static class DayOptimizer
{
    /// <summary>The part of the budget in which room is looked for where a promise cannot be kept as things stand.</summary>
    private const int RoomPart = 5;
    private static readonly IReadOnlySet<Guid> Nobody = new HashSet<Guid>();

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DayPlan Plan(DayRequest request, SearchBudget budget, CancellationToken ct = default)
    {
        var tables = new DayTables(request, Nobody);
        var answer = RouteSearch.Run(tables.Problem, budget with { Iterations = 0 }, tables.Now, ct);
        IReadOnlyList<DayCollision> collisions = [];
        if (answer.Absent.Count > 0)
        {
            answer = RouteSearch.Run(tables.Problem, Part(budget), tables.Now, ct);
            var explain = new DayCollisions(request, tables, answer.Routes);
            collisions = [.. answer.Absent.Order().Select(explain.Of)];

            // What nobody can do in time stays where it stands, and the others are planned around it.
            tables = new DayTables(request, collisions.Select(collision => collision.Stop.VisitId).ToHashSet());
        }

        answer = RouteSearch.Run(tables.Problem, budget, collisions.Count > 0 || answer.Iterations == 0 ? tables.Now : answer.Routes, ct);
        return Judge(request, tables, answer, collisions);
    }

    private static SearchBudget Part(SearchBudget budget) =>
        budget with { Iterations = budget.Iterations / RoomPart, SpentShare = budget.SpentShare is { } spent ? () => spent() * RoomPart : null, Progress = null };

    /// <summary>Measures the answer with the site's own times; one that gains nothing, or breaks anything after all, is no plan.</summary>
    private static DayPlan Judge(DayRequest request, DayTables tables, RouteAnswer answer, IReadOnlyList<DayCollision> collisions)
    {
        var before = DayMeasure.Of(request, request.Places);
        var places = answer.Absent.Count == 0 ? DayTimes.Of(request, tables, answer.Routes) : request.Places;
        var after = DayMeasure.Of(request, places);
        var better = after.Late < before.Late || (after.Late == before.Late && (after.Drive < before.Drive || (after.Drive == before.Drive && after.AtRisk < before.AtRisk)));
        return better && DayRules.Problems(request, places).Count == 0
            ? new DayPlan(before, after, DayMoves.List(request, places, before), collisions, answer.Iterations)
            : new DayPlan(before, before, [], collisions, answer.Iterations);
    }
}
