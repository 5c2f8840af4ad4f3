namespace CleveSec.Domain.Scheduling.Routing;

/// <summary>
/// Takes strings of neighbouring stops off routes that lie near each other (slack induction by string removals: J. Christiaens and G. Vanden Berghe, Transportation Science 54 (2), 2020).
/// What is taken leaves room in time and place for others, which single removals do not.
/// </summary>
internal sealed class Ruin
{
    /// <summary>How many stops on average, and at most of one route.</summary>
    private const double Average = 10;
    private const double Longest = 10;

    /// <summary>What a minute between the middles of two windows counts beside a minute of driving: stops next to each other whose times lie far apart have no room to exchange.</summary>
    private const double MinuteApart = 0.2;

    /// <summary>How often a string keeps some stops in its middle, and how often one more.</summary>
    private const double Split = 0.5;
    private const double Deeper = 0.01;

    private readonly RouteProblem problem;
    private readonly Routes routes;
    private readonly SeededRandom random;
    private readonly int[] movable;
    private readonly int[][] near;
    private readonly int[] ruinedIn;
    private int round;

    public Ruin(RouteProblem problem, Routes routes, SeededRandom random)
    {
        (this.problem, this.routes, this.random) = (problem, routes, random);
        this.movable = [.. Enumerable.Range(0, problem.Stops.Length).Where(stop => problem.Stops[stop].Fixed is null)];
        double[] middles = [.. Enumerable.Range(0, problem.Stops.Length).Select(Middle)];
        this.near = [.. middles.Select((middle, stop) =>
            this.movable.OrderBy(other => other == stop ? -1 : problem.Cost(stop, other) + (MinuteApart * Math.Abs(middle - middles[other]))).ThenBy(other => other).ToArray())];
        this.ruinedIn = new int[problem.Drivers.Length];
    }

    /// <param name="lifted">Receives the stops taken, those nobody had before included.</param>
    public void Run(List<int> lifted)
    {
        lifted.Clear();
        lifted.AddRange(routes.Absent);
        routes.Absent.Clear();
        round++;
        var longest = Math.Min(Longest, Math.Max(1.0, (double)(movable.Length - lifted.Count) / Math.Max(1, routes.Used)));
        var strings = (int)(1 + (random.Share() * ((4 * Average / (1 + longest)) - 1)));
        foreach (var stop in near[movable[random.Below(movable.Length)]])
        {
            if (strings == 0)
            {
                break;
            }

            var driver = routes.DriverOf(stop);
            if (driver >= 0 && ruinedIn[driver] != round)
            {
                this.ruinedIn[driver] = round;
                strings--;
                LiftString(stop, driver, longest, lifted);
                routes.Settle(driver, lifted);
            }
        }
    }

    /// <summary>Halfway between the first and the last start of a stop, whoever comes.</summary>
    private double Middle(int stop)
    {
        var spans = problem.Drivers.Select(driver => driver.Kind).Distinct().SelectMany(kind => problem.SpansOf(kind, stop).ToArray()).ToList();
        return spans.Count == 0 ? 0 : (spans.Min(span => span.Earliest) + spans.Max(span => span.Latest)) / 2;
    }

    private void LiftString(int stop, int driver, double longest, List<int> lifted)
    {
        var length = routes.Of(driver).Length;
        var count = (int)(1 + (random.Share() * Math.Min(length, longest)));
        var kept = 0;
        if (count > 1 && count < length && random.Share() < Split)
        {
            kept = 1;
            while (count + kept < length && random.Share() < Deeper)
            {
                kept++;
            }
        }

        var (at, span) = (routes.IndexOf(stop), count + kept);
        var (least, most) = (Math.Max(0, at - span + 1), Math.Min(at, length - span));
        var first = least + random.Below(most - least + 1);
        var keptFrom = kept == 0 ? int.MaxValue : first + 1 + random.Below(count - 1);
        for (var i = first; i < first + span; i++)
        {
            var one = routes.Of(driver)[i];
            if ((i < keptFrom || i >= keptFrom + kept) && problem.Stops[one].Fixed is null)
            {
                routes.Lift(one);
                lifted.Add(one);
            }
        }
    }
}
