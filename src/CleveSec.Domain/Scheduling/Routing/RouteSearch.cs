namespace CleveSec.Domain.Scheduling.Routing;

/// <param name="Iterations">At most so many; the cooling follows them.</param>
/// <param name="Seed">The same seed and number of iterations give the same answer.</param>
/// <param name="SpentShare">Which share of the time is spent, 1 or more stops; null: only iterations count. A search that is stopped by time may give another answer each time.</param>
/// <param name="Progress">Told every now and then, by one of the searches.</param>
/// <param name="Searches">How many there are, each from numbers of its own; the best answer counts. The first is the one that there is alone.</param>
/// <param name="SideBySide">How the searches run, given their number and what each does: the domain starts no threads. Null: one after the other, which makes sense only where iterations count.</param>
public sealed record SearchBudget(
    long Iterations, ulong Seed, Func<double>? SpentShare = null, Action<SearchProgress>? Progress = null, int Searches = 1, Action<int, Action<int>>? SideBySide = null);

/// <param name="Share">Of the budget, 0 to 1.</param>
public readonly record struct SearchProgress(double Share, long Iterations, double Cost, int Absent);

/// <param name="Routes">The stops of each driver in order.</param>
/// <param name="Absent">Stops nobody can take.</param>
/// <param name="Cost">Driving and assignment, absences not counted.</param>
public sealed record RouteAnswer(IReadOnlyList<IReadOnlyList<int>> Routes, IReadOnlyList<int> Absent, double Cost, long Iterations);

/// <summary>
/// Ruin and recreate under simulated annealing. Worse routes are taken with a chance that falls as the budget is spent; the best ever seen is the answer. Stops that find no place
/// time and again count more, so that room is made for them first.
/// </summary>
public sealed class RouteSearch
{
    private const int LooksEvery = 64;

    /// <summary>First and last temperature, as shares of what one stop costs on average.</summary>
    private const double Hottest = 0.5;
    private const double Coldest = 0.1;

    private readonly RouteProblem problem;
    private readonly Routes routes;
    private readonly SeededRandom random;
    private readonly Ruin ruin;
    private readonly Recreate recreate;
    private readonly int[] absences;
    private readonly List<int> lifted = [];
    private (int[][] Routes, int[] Absent, double Cost) best;

    private RouteSearch(RouteProblem problem, ulong seed)
    {
        this.problem = problem;
        (this.routes, this.random, this.absences) = (new Routes(problem), new SeededRandom(seed), new int[problem.Stops.Length]);
        (this.ruin, this.recreate) = (new Ruin(problem, routes, random), new Recreate(problem, routes, random));
    }

    /// <param name="start">Routes to begin with, kept as far as they are possible; fixed stops that are missing are added.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RouteAnswer Run(RouteProblem problem, SearchBudget budget, IReadOnlyList<IReadOnlyList<int>>? start = null, CancellationToken ct = default)
    {
        var answers = new RouteAnswer[budget.Searches];
        (budget.SideBySide ?? OneAfterTheOther)(answers.Length, one => answers[one] = RunOne(problem, Of(budget, one), start, ct));
        return answers.MinBy(answer => answer.Cost + (answer.Absent.Count * problem.Absence))! with { Iterations = answers.Sum(answer => answer.Iterations) };
    }

    private static void OneAfterTheOther(int count, Action<int> search)
    {
        for (var one = 0; one < count; one++)
        {
            search(one);
        }
    }

    private static SearchBudget Of(SearchBudget budget, int search) =>
        search == 0 ? budget : budget with { Seed = SeededRandom.Further(budget.Seed, search), Progress = null };

    private static RouteAnswer RunOne(RouteProblem problem, SearchBudget budget, IReadOnlyList<IReadOnlyList<int>>? start, CancellationToken ct)
    {
        var search = new RouteSearch(problem, budget.Seed);
        search.Begin(start);
        var done = problem.Stops.Any(stop => stop.Fixed is null) ? search.Anneal(budget, ct) : 0;
        return new RouteAnswer(search.best.Routes, search.best.Absent, search.best.Cost - (search.best.Absent.Length * problem.Absence), done);
    }

    private double Total => routes.Cost + (routes.Absent.Count * problem.Absence);

    private void Begin(IReadOnlyList<IReadOnlyList<int>>? start)
    {
        foreach (var stop in Enumerable.Range(0, problem.Stops.Length).Where(stop => problem.Stops[stop].Fixed is not null).OrderBy(FixedStart))
        {
            var driver = problem.Stops[stop].Fixed!.Value;
            routes.Insert(stop, driver, routes.Of(driver).Length);
        }

        var waiting = new HashSet<int>(Enumerable.Range(0, problem.Stops.Length).Where(stop => problem.Stops[stop].Fixed is null));
        for (var driver = 0; driver < (start?.Count ?? 0); driver++)
        {
            var after = 0;
            foreach (var stop in start![driver])
            {
                after = problem.Stops[stop].Fixed is not null ? routes.IndexOf(stop) + 1 : Keep(stop, driver, after, waiting);
            }
        }

        lifted.AddRange(waiting.Order());
        recreate.Run(lifted);
        this.best = (routes.Copy(), [.. routes.Absent], Total);
    }

    private double FixedStart(int stop) => problem.SpansOf(problem.Drivers[problem.Stops[stop].Fixed!.Value].Kind, stop)[0].Earliest;

    private int Keep(int stop, int driver, int index, HashSet<int> waiting)
    {
        var who = problem.Drivers[driver];
        if (!waiting.Contains(stop) || !problem.Can(who.Kind, stop) || routes.Load(driver) + problem.Stops[stop].Demand > who.Capacity || !routes.Fits(stop, driver, index))
        {
            return index;
        }

        routes.Insert(stop, driver, index);
        waiting.Remove(stop);
        return index + 1;
    }

    private long Anneal(SearchBudget budget, CancellationToken ct)
    {
        var unit = Math.Max(1e-6, routes.Cost / problem.Stops.Length);
        var (hottest, coldest) = (Hottest * unit, Coldest * unit);
        var (current, temperature) = (Total, hottest);
        long done = 0;
        for (; done < budget.Iterations; done++)
        {
            if (done % LooksEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                var share = Math.Max((double)done / budget.Iterations, budget.SpentShare?.Invoke() ?? 0);
                budget.Progress?.Invoke(new SearchProgress(Math.Min(1, share), done, best.Cost - (best.Absent.Length * problem.Absence), best.Absent.Length));
                if (share >= 1)
                {
                    break;
                }

                temperature = hottest * Math.Pow(coldest / hottest, share);
            }

            current = Step(current, temperature);
        }

        return done;
    }

    private double Step(double current, double temperature)
    {
        routes.Begin();
        var absentBefore = Absences(routes.Absent);
        ruin.Run(lifted);
        recreate.Run(lifted);
        foreach (var stop in routes.Absent)
        {
            this.absences[stop]++;
        }

        var total = Total;
        var fewer = absentBefore > 0 && Absences(routes.Absent) < absentBefore;
        if (!fewer && total >= current - (temperature * Math.Log(random.Share())))
        {
            routes.TakeBack();
            return current;
        }

        if (total < best.Cost - 1e-9)
        {
            this.best = (routes.Copy(), [.. routes.Absent], total);
        }

        return total;
    }

    private long Absences(List<int> absent)
    {
        long sum = 0;
        foreach (var stop in absent)
        {
            sum += absences[stop];
        }

        return sum;
    }
}
