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
    private readonly double[] loads;
    private readonly double[] costs;
    private readonly int[][] savedStops;
    private readonly int[] savedLengths;
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
        this.savedStops = [.. Enumerable.Range(0, drivers).Select(_ => new int[stops])];
        (this.lengths, this.savedLengths, this.isTouched) = (new int[drivers], new int[drivers], new bool[drivers]);
        (this.versions, this.savedVersions) = (new int[drivers], new int[drivers]);
        (this.loads, this.costs) = (new double[drivers], new double[drivers]);
        (this.driverOf, this.indexOf, this.free, this.latest) = (new int[stops], new int[stops], new double[stops], new double[stops]);
        this.arcs = new double[stops];
        this.isFixed = [.. problem.Stops.Select(stop => stop.Fixed is not null)];
        this.service = [.. problem.Stops.Select(stop => stop.Service)];
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
            (this.lengths[driver], this.versions[driver]) = (savedLengths[driver], savedVersions[driver]);
            savedStops[driver].AsSpan(0, lengths[driver]).CopyTo(stopsOf[driver]);
            WalkForward(driver);
            WalkBack(driver);
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
        var (stops, kept) = (stopsOf[driver], 0);
        foreach (var stop in Of(driver))
        {
            if (driverOf[stop] == driver)
            {
                stops[kept++] = stop;
            }
        }

        (this.lengths[driver], this.versions[driver]) = (kept, ++newest);
        while (WalkForward(driver) is { } unreachable)
        {
            this.driverOf[unreachable] = -1;
            lifted.Add(unreachable);
            var at = Array.IndexOf(stops, unreachable, 0, lengths[driver]);
            Array.Copy(stops, at + 1, stops, at, lengths[driver] - at - 1);
            this.lengths[driver]--;
        }

        WalkBack(driver);
    }

    public void Insert(int stop, int driver, int index)
    {
        Touch(driver);
        var stops = stopsOf[driver];
        Array.Copy(stops, index, stops, index + 1, lengths[driver] - index);
        (stops[index], this.versions[driver]) = (stop, ++newest);
        this.lengths[driver]++;
        WalkForward(driver);
        WalkBack(driver);
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
        (this.savedLengths[driver], this.savedVersions[driver]) = (lengths[driver], versions[driver]);
        Of(driver).CopyTo(savedStops[driver]);
    }

    /// <summary>Writes when the driver is free after each stop, load and cost.</summary>
    /// <returns>The first stop that cannot be reached in time, or null.</returns>
    private int? WalkForward(int driver)
    {
        var who = problem.Drivers[driver];
        var (from, free, load, cost, movable) = (who.Place, who.FreeFrom, 0.0, 0.0, false);
        for (var i = 0; i < lengths[driver]; i++)
        {
            var stop = stopsOf[driver][i];
            var row = problem.Stops[stop];
            var start = problem.Start(who.Kind, stop, free, from);
            if (double.IsPositiveInfinity(start))
            {
                // Two stops that never move may stand too near to each other: that was so before, and is not the search's business.
                if (row.Fixed is null || movable)
                {
                    return row.Fixed is null ? stop : LastMovable(driver, i);
                }

                start = problem.SpansOf(who.Kind, stop)[0].Earliest;
            }

            free = start + row.Service;
            (this.free[stop], this.driverOf[stop], this.indexOf[stop]) = (free, driver, i);
            this.arcs[stop] = problem.Cost(from, stop);
            (load, cost) = (load + row.Demand, cost + arcs[stop] + problem.AssignmentCost(who.Kind, stop));
            (from, movable) = (stop, row.Fixed is null);
        }

        cost += who.BackBy is not null && lengths[driver] > 0 ? problem.Cost(from, who.Place) : 0;
        this.Cost += cost - costs[driver];
        (this.loads[driver], this.costs[driver]) = (load, cost);
        return null;
    }

    private int LastMovable(int driver, int before) => stopsOf[driver][before - 1];

    /// <summary>Writes how late each stop may start; a number also where nothing follows, so that no start at all, infinity, is later.</summary>
    private void WalkBack(int driver)
    {
        var who = problem.Drivers[driver];
        var last = lengths[driver] - 1;
        for (var i = last; i >= 0; i--)
        {
            var stop = stopsOf[driver][i];
            var row = problem.Stops[stop];
            var freeBy = i < last ? problem.FreeBy(who.Kind, stopsOf[driver][i + 1], latest[stopsOf[driver][i + 1]], stop)
                : who.BackBy is { } by ? by - problem.Travel(0, stop, who.Place)
                : double.MaxValue;
            this.latest[stop] = row.Fixed is null ? freeBy - row.Service : problem.SpansOf(who.Kind, stop)[0].Latest;
        }
    }
}
