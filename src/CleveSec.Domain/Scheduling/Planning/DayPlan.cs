using NodaTime;

namespace CleveSec.Domain.Scheduling.Planning;

/// <summary>One visit that would stand elsewhere.</summary>
/// <param name="Number">From 1, in order of the new start.</param>
/// <param name="Needs">Numbers of the moves without which this one is not possible.</param>
/// <param name="Gain">Driving saved by this move together with those it needs; may be negative for a move that only makes room.</param>
public sealed record DayMove(int Number, DayPlace Place, IReadOnlyList<int> Needs, Duration Gain);

/// <summary>A visit that nobody can begin inside its window.</summary>
/// <param name="Against">For each technician who could do it, what stands against it.</param>
public sealed record DayCollision(DayStop Stop, IReadOnlyList<DayObstacle> Against);

/// <param name="Words">A sentence for the office.</param>
/// <param name="With">The smallest set of stops found that leaves no room together with the visit; empty: it is not about others.</param>
public sealed record DayObstacle(Guid TechnicianId, string Words, IReadOnlyList<DayStop> With);

/// <param name="Moves">None: the day is as good as it gets.</param>
/// <param name="Collisions">Visits left where they stand, because their promise cannot be kept by anybody.</param>
public sealed record DayPlan(DayMeasure Before, DayMeasure After, IReadOnlyList<DayMove> Moves, IReadOnlyList<DayCollision> Collisions, long Iterations);

/// <summary>Which moves belong together, and where a day stands when some of them are made.</summary>
public static class DayMoves
{
    /// <summary>The day with these moves made and all else as it stands.</summary>
    public static IReadOnlyList<DayPlace> Made(DayRequest request, IEnumerable<DayPlace> moves)
    {
        var moved = moves.ToDictionary(move => move.Stop.VisitId);
        return [.. request.Places.Select(place => moved.GetValueOrDefault(place.Stop.VisitId, place))];
    }

    /// <summary>The numbered list, each move with what it needs and gains.</summary>
    internal static IReadOnlyList<DayMove> List(DayRequest request, IReadOnlyList<DayPlace> places, DayMeasure before)
    {
        var moves = places.Where(place => place.IsMoved).OrderBy(place => place.WorkStart).ThenBy(place => place.Stop.VisitId).ToList();
        return [.. moves.Select((_, i) =>
        {
            var together = Close(request, moves, i);
            var after = DayMeasure.Of(request, Made(request, together.Select(one => moves[one])));
            return new DayMove(i + 1, moves[i], [.. together.Where(one => one != i).Select(one => one + 1)], before.Drive - after.Drive);
        })];
    }

    /// <summary>The move and what has to be made with it, until nothing is broken.</summary>
    private static SortedSet<int> Close(DayRequest request, List<DayPlace> moves, int first)
    {
        var chosen = new SortedSet<int> { first };
        while (chosen.Count < moves.Count)
        {
            var problems = DayRules.Problems(request, Made(request, chosen.Select(one => moves[one])));
            if (problems.Count == 0)
            {
                break;
            }

            var rest = Enumerable.Range(0, moves.Count).Where(one => !chosen.Contains(one)).ToList();
            var needed = rest.Where(one => problems.Any(problem => moves[one].Stop == problem.Stop || moves[one].Stop == problem.Other)).ToList();
            needed = needed.Count > 0 ? needed : [.. rest.Where(one => problems.Any(problem => moves[one].TechnicianId == problem.TechnicianId || moves[one].Stop.TechnicianId == problem.TechnicianId))];
            chosen.UnionWith(needed.Count > 0 ? needed : rest);
        }

        return chosen;
    }
}
