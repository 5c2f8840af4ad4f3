namespace CleveSec.Domain.Scheduling.Routing;

/// <summary>
/// The routes as the search changes them. For every stop it is known when its driver is free after it and how late it may start without spoiling what follows, so that
/// whether a stop fits between two others is decided without walking the route.
/// </summary>
internal sealed class Routes
{
    private readonly RouteProblem problem;
    private readonly int[][] stopsOf;
    private readonly int[] lengths;
    private readonly int[] driverOf;
    private readonly int[] indexOf;
    private readonly double[] free;
    private readonly double[] latest;
    private readonly double[] arcs;
    private readonly bool[] isFixed;
    private readonly double[] service;
    private readonly double[] demand;
    private readonly double[] loads;
    private readonly double[] costs;
    private readonly (int Stop, double Free, double Latest, double Arc)[][] saved;
    private readonly (int Length, double Load, double Cost)[] savedTotals;
    private readonly int[] versions;
    private readonly int[] savedVersions;
    private int newest;
    private readonly List<int> touched = [];
    private readonly bool[] isTouched;
    private readonly List<int> savedAbsent = [];

    public Routes(RouteProblem problem)
    {
        var (stops, drivers) = (problem.Stops.Length, problem.Drivers.Length);
        this.problem = problem;
        this.stopsOf = [.. Enumerable.Range(0, drivers).Select(_ => new int[stops])];
        this.saved = [.. Enumerable.Range(0, drivers).Select(_ => new (int, double, double, double)[stops])];
        (this.lengths, this.savedTotals, this.isTouched) = (new int[drivers], new (int, double, double)[drivers], new bool[drivers]);
        (this.versions, this.savedVersions) = (new int[drivers], new int[drivers]);
        (this.loads, this.costs) = (new double[drivers], new double[drivers]);
        (this.driverOf, this.indexOf, this.free, this.latest) = (new int[stops], new int[stops], new double[stops], new double[stops]);
        this.arcs = new double[stops];
        this.isFixed = [.. problem.Stops.Select(stop => stop.Fixed is not null)];
        this.service = [.. problem.Stops.Select(stop => stop.Service)];
        this.demand = [.. problem.Stops.Select(stop => stop.Demand)];
        Array.Fill(this.driverOf, -1);
    }

    /// <summary>Stops nobody has.</summary>
    public List<int> Absent { get; } = [];

    /// <summary>Driving and assignment of all routes.</summary>
    public double Cost { get; private set; }

    public int DriverOf(int stop) => driverOf[stop];

    public int IndexOf(int stop) => indexOf[stop];

    public double FreeAfter(int stop) => free[stop];

    public double LatestStart(int stop) => latest[stop];

    /// <summary>What driving to a stop from the one before costs.</summary>
    public double Arc(int stop) => arcs[stop];

    /// <summary>The same number: the route is as it was when it had that number.</summary>
    public int Version(int driver) => versions[driver];

    public double Load(int driver) => loads[driver];

    public ReadOnlySpan<int> Of(int driver) => stopsOf[driver].AsSpan(0, lengths[driver]);

    public int Used => Array.FindAll(lengths, length => length > 0).Length;

    /// <summary>From here on changes can be taken back.</summary>
    public void Begin()
    {
        foreach (var driver in touched)
        {
            this.isTouched[driver] = false;
        }

        touched.Clear();
        savedAbsent.Clear();
        savedAbsent.AddRange(Absent);
    }

    public void TakeBack()
    {
        foreach (var driver in touched)
        {
            foreach (var stop in Of(driver))
            {
                this.driverOf[stop] = -1;
            }
        }

        foreach (var driver in touched)
        {
            var (length, load, cost) = savedTotals[driver];
            for (var i = 0; i < length; i++)
            {
                var (stop, free, latest, arc) = saved[driver][i];
                this.stopsOf[driver][i] = stop;
                (this.free[stop], this.latest[stop], this.arcs[stop]) = (free, latest, arc);
                (this.driverOf[stop], this.indexOf[stop]) = (driver, i);
            }

            this.Cost += cost - costs[driver];
            (this.lengths[driver], this.loads[driver], this.costs[driver], this.versions[driver]) = (length, load, cost, savedVersions[driver]);
        }

        Absent.Clear();
        Absent.AddRange(savedAbsent);
    }

    /// <summary>Takes a stop off its route; <see cref="Settle"/> closes the gap.</summary>
    public void Lift(int stop)
    {
        Touch(driverOf[stop]);
        this.driverOf[stop] = -1;
    }

    /// <summary>Closes the gaps. Where a drive is longer than one with a stop between, what cannot be reached any more is lifted too.</summary>
    /// <param name="lifted">Receives those.</param>
    public void Settle(int driver, List<int> lifted)
    {
        var (stops, kept, firstGap, lastGap) = (stopsOf[driver], 0, int.MaxValue, 0);
        foreach (var stop in Of(driver))
        {
            if (driverOf[stop] == driver)
            {
                stops[kept++] = stop;
            }
            else
            {
                (firstGap, lastGap) = (Math.Min(firstGap, kept), kept);
            }
        }

        (this.lengths[driver], this.versions[driver]) = (kept, ++newest);
        firstGap = Math.Min(firstGap, kept);
        while (WalkForward(driver, firstGap, lastGap) is { } unreachable)
        {
            this.driverOf[unreachable] = -1;
            lifted.Add(unreachable);
            var at = Array.IndexOf(stops, unreachable, 0, lengths[driver]);
            Array.Copy(stops, at + 1, stops, at, lengths[driver] - at - 1);
            this.lengths[driver]--;
            (firstGap, lastGap) = (0, lengths[driver]);
        }

        WalkBack(driver, lastGap - 1, firstGap);
    }

    public void Insert(int stop, int driver, int index)
    {
        Touch(driver);
        var stops = stopsOf[driver];
        Array.Copy(stops, index, stops, index + 1, lengths[driver] - index);
        (stops[index], this.versions[driver]) = (stop, ++newest);
        this.lengths[driver]++;
        WalkForward(driver, index, index + 1);
        WalkBack(driver, index, index);
    }

    /// <summary>Whether a stop can go on a route before the one at an index.</summary>
    public bool Fits(int stop, int driver, int index)
    {
        var who = problem.Drivers[driver];
        var before = index == 0 ? -1 : stopsOf[driver][index - 1];
        return Fits(stop, who, before < 0 ? who.Place : before, before < 0 ? who.FreeFrom : free[before], index < lengths[driver] ? stopsOf[driver][index] : -1);
    }

    /// <summary>The same between two stops.</summary>
    /// <param name="from">Of the stop before, or where the driver starts.</param>
    /// <param name="freeFrom">When the driver is free there.</param>
    /// <param name="next">−1: the end of the route.</param>
    public bool Fits(int stop, Driver who, int from, double freeFrom, int next)
    {
        var start = problem.Start(who.Kind, stop, freeFrom, from);
        if (double.IsPositiveInfinity(start))
        {
            return false;
        }

        var freeAfter = start + service[stop];
        return next >= 0 ? problem.Start(who.Kind, next, freeAfter, stop) <= latest[next] : who.BackBy is not { } by || freeAfter + problem.Travel(0, stop, who.Place) <= by;
    }

    /// <summary>Every route, for keeping.</summary>
    public int[][] Copy() => [.. Enumerable.Range(0, stopsOf.Length).Select(driver => Of(driver).ToArray())];

    private void Touch(int driver)
    {
        if (isTouched[driver])
        {
            return;
        }

        this.isTouched[driver] = true;
        touched.Add(driver);
        (this.savedTotals[driver], this.savedVersions[driver]) = ((lengths[driver], loads[driver], costs[driver]), versions[driver]);
        var copy = saved[driver];
        var stops = Of(driver);
        for (var i = 0; i < stops.Length; i++)
        {
            var stop = stops[i];
            copy[i] = (stop, free[stop], latest[stop], arcs[stop]);
        }
    }

    /// <summary>Writes when the driver is free after each stop, load and cost.</summary>
    /// <param name="first">Before it nothing has changed.</param>
    /// <param name="settled">From the one after it on stops stand behind the same one as before: once a driver is free at the same time as then, so is everything that follows.</param>
    /// <returns>The first stop that cannot be reached in time, or null.</returns>
    private int? WalkForward(int driver, int first, int settled)
    {
        var who = problem.Drivers[driver];
        var stops = Of(driver);
        var (from, free, load, cost, same) = (who.Place, who.FreeFrom, 0.0, 0.0, false);
        for (var i = 0; i < stops.Length; i++)
        {
            var stop = stops[i];
            if (i < first || same)
            {
                free = this.free[stop];
            }
            else
            {
                var start = problem.Start(who.Kind, stop, free, from);
                if (double.IsPositiveInfinity(start))
                {
                    // Two stops that never move may stand too near to each other: that was so before, and is not the search's business.
                    var movable = i > 0 && !isFixed[from];
                    if (!isFixed[stop] || movable)
                    {
                        return isFixed[stop] ? from : stop;
                    }

                    start = problem.SpansOf(who.Kind, stop)[0].Earliest;
                }

                free = start + service[stop];
                same = i >= settled && free == this.free[stop];
                (this.free[stop], this.arcs[stop]) = (free, problem.Cost(from, stop));
            }

            (this.driverOf[stop], this.indexOf[stop]) = (driver, i);
            (load, cost) = (load + demand[stop], cost + arcs[stop] + problem.AssignmentCost(who.Kind, stop));
            from = stop;
        }

        cost += who.BackBy is not null && stops.Length > 0 ? problem.Cost(from, who.Place) : 0;
        this.Cost += cost - costs[driver];
        (this.loads[driver], this.costs[driver]) = (load, cost);
        return null;
    }

    /// <summary>Writes how late each stop may start; a number also where nothing follows, so that no start at all, infinity, is later.</summary>
    /// <param name="last">After it nothing has changed.</param>
    /// <param name="first">Those two and more before it stand before the same one as before: once one may start as late as then, so may everything before it.</param>
    private void WalkBack(int driver, int last, int first)
    {
        var who = problem.Drivers[driver];
        var stops = Of(driver);
        for (var i = last; i >= 0; i--)
        {
            var stop = stops[i];
            var freeBy = i < stops.Length - 1 ? problem.FreeBy(who.Kind, stops[i + 1], latest[stops[i + 1]], stop)
                : who.BackBy is { } by ? by - problem.Travel(0, stop, who.Place)
                : double.MaxValue;
            var late = isFixed[stop] ? problem.SpansOf(who.Kind, stop)[0].Latest : freeBy - service[stop];
            if (i < first && late == latest[stop])
            {
                break;
            }

            this.latest[stop] = late;
        }
    }
}
