namespace CleveSec.Domain.Scheduling.Routing;

/// <summary>Puts lifted stops back one by one where they cost least, in an order drawn anew each time; now and then a place is overlooked, so that not always the same comes out.</summary>
internal sealed class Recreate
{
    /// <summary>How often a place is overlooked.</summary>
    private const double Blink = 0.01;

    /// <summary>How often each order is drawn, of all 17.</summary>
    private static readonly (int Weight, Order Order)[] Weights =
        [(4, Order.Random), (4, Order.Demand), (2, Order.Far), (1, Order.Near), (2, Order.ShortWindow), (2, Order.EarlyWindow), (2, Order.LateWindow)];

    private readonly RouteProblem problem;
    private readonly Routes routes;
    private readonly SeededRandom random;
    private readonly double[] keys;
    private readonly double[] earliest;
    private readonly double[] latest;
    private readonly double[] farness;
    private readonly double[] lastStart;
    private readonly double[] firstEnd;
    private readonly int[] unusedSeen;
    private readonly (int Version, int Index, double Cost)[] known;
    private readonly int kinds;
    private int round;
    private int untilBlink;

    public Recreate(RouteProblem problem, Routes routes, SeededRandom random)
    {
        (this.problem, this.routes, this.random) = (problem, routes, random);
        var stops = problem.Stops.Length;
        this.kinds = problem.Drivers.Length == 0 ? 0 : problem.Drivers.Max(driver => driver.Kind) + 1;
        (this.keys, this.earliest, this.latest, this.farness) = (new double[stops], new double[stops], new double[stops], new double[stops]);
        (this.lastStart, this.firstEnd, this.unusedSeen) = (new double[kinds * stops], new double[kinds * stops], new int[kinds]);
        this.known = new (int, int, double)[problem.Drivers.Length * stops];
        for (var stop = 0; stop < stops; stop++)
        {
            Describe(stop);
        }

        this.untilBlink = NextBlink();
    }

    private enum Order
    {
        Random,
        Demand,
        Far,
        Near,
        ShortWindow,
        EarlyWindow,
        LateWindow,
    }

    /// <summary>What finds no place is left with <see cref="Routes.Absent"/>.</summary>
    public void Run(List<int> lifted)
    {
        Sort(lifted);
        foreach (var stop in lifted)
        {
            if (Best(stop) is (var driver, var index) && driver >= 0)
            {
                routes.Insert(stop, driver, index);
            }
            else
            {
                routes.Absent.Add(stop);
            }
        }
    }

    private void Describe(int stop)
    {
        (this.earliest[stop], this.latest[stop]) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var kind = 0; kind < kinds; kind++)
        {
            var (first, last) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var span in problem.SpansOf(kind, stop))
            {
                (first, last) = (Math.Min(first, span.Earliest), Math.Max(last, span.Latest));
            }

            var at = (kind * problem.Stops.Length) + stop;
            (this.lastStart[at], this.firstEnd[at]) = (last, first + problem.Stops[stop].Service);
            this.earliest[stop] = Math.Min(earliest[stop], first);
            this.latest[stop] = Math.Max(latest[stop], last);
        }

        this.farness[stop] = problem.Drivers.Length == 0 ? 0 : problem.Drivers.Average(driver => problem.Cost(driver.Place, stop));
    }

    private void Sort(List<int> lifted)
    {
        var draw = random.Below(17);
        var which = 0;
        while (draw >= Weights[which].Weight)
        {
            draw -= Weights[which++].Weight;
        }

        var order = Weights[which].Order;
        foreach (var stop in lifted)
        {
            this.keys[stop] = order switch
            {
                Order.Demand => -problem.Stops[stop].Demand,
                Order.Far => -farness[stop],
                Order.Near => farness[stop],
                Order.ShortWindow => latest[stop] - earliest[stop],
                Order.EarlyWindow => earliest[stop],
                Order.LateWindow => -latest[stop],
                _ => random.Share(),
            };
        }

        for (var i = 1; i < lifted.Count; i++)
        {
            var (stop, at) = (lifted[i], i - 1);
            for (; at >= 0 && keys[lifted[at]] > keys[stop]; at--)
            {
                lifted[at + 1] = lifted[at];
            }

            lifted[at + 1] = stop;
        }
    }

    private (int Driver, int Index) Best(int stop)
    {
        var (driverBest, indexBest, costBest) = (-1, 0, double.PositiveInfinity);
        var demand = problem.Stops[stop].Demand;
        round++;
        for (var driver = 0; driver < problem.Drivers.Length; driver++)
        {
            var who = problem.Drivers[driver];
            var last = lastStart[(who.Kind * problem.Stops.Length) + stop];
            if (double.IsNegativeInfinity(last) || routes.Load(driver) + demand > who.Capacity)
            {
                continue;
            }

            var stops = routes.Of(driver);
            if (stops.Length == 0)
            {
                if (unusedSeen[who.Kind] == round)
                {
                    continue;
                }

                this.unusedSeen[who.Kind] = round;
            }

            var (index, cost) = Known(stop, driver, who, stops, last, costBest);
            if (index >= 0 && cost < costBest)
            {
                (driverBest, indexBest, costBest) = (driver, index, cost);
            }
        }

        return (driverBest, indexBest);
    }

    /// <summary>The cheapest place on one route. Most routes are as they were when the stop last looked at them, so that it need not look again unless it overlooks something this time.</summary>
    /// <param name="below">What a place must cost less than; others are not worth the look whether the stop fits there.</param>
    /// <returns>Index −1: there is none for less than the cost.</returns>
    private (int Index, double Cost) Known(int stop, int driver, Driver who, ReadOnlySpan<int> stops, double last, double below)
    {
        if (untilBlink <= stops.Length + 1)
        {
            return BestOn(stop, who, stops, last, below);
        }

        this.untilBlink -= stops.Length + 1;
        ref var known = ref this.known[(stop * problem.Drivers.Length) + driver];
        if (known.Version != routes.Version(driver) + 1 || (known.Index < 0 && known.Cost < below))
        {
            var (index, cost) = BestOn(stop, who, stops, last, below, overlooking: false);
            known = (routes.Version(driver) + 1, index, cost);
        }

        return (known.Index, known.Cost);
    }

    private (int Index, double Cost) BestOn(int stop, Driver who, ReadOnlySpan<int> stops, double last, double below, bool overlooking = true)
    {
        var (found, best, own) = (-1, below, problem.AssignmentCost(who.Kind, stop));
        var into = problem.CostsInto(stop);
        var onward = problem.CostsFrom(stop);
        var end = firstEnd[(who.Kind * problem.Stops.Length) + stop];
        var (from, free) = (who.Place, who.FreeFrom);
        for (var index = 0; index <= stops.Length && free <= last; index++)
        {
            var next = index < stops.Length ? stops[index] : -1;
            if (overlooking && --untilBlink == 0)
            {
                this.untilBlink = NextBlink();
            }
            else if (next < 0 || end <= routes.LatestStart(next))
            {
                var cost = own + into[from] + (next >= 0 ? onward[next] - routes.Arc(next) : who.BackBy is null ? 0 : onward[who.Place] - (index == 0 ? 0 : problem.Cost(from, who.Place)));
                if (cost < best && routes.Fits(stop, who, from, free, next))
                {
                    (found, best) = (index, cost);
                }
            }

            if (next >= 0)
            {
                (from, free) = (next, routes.FreeAfter(next));
            }
        }

        return (found, best);
    }

    /// <summary>How many places are looked at before one is overlooked, drawn at once instead of at each.</summary>
    private int NextBlink() => 1 + (int)(Math.Log(1 - random.Share()) / Math.Log(1 - Blink));
}
