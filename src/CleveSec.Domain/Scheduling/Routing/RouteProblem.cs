namespace CleveSec.Domain.Scheduling.Routing;

/// <summary>A span in which work at a stop may start. Times are minutes, or whatever unit the problem is given in.</summary>
/// <param name="Earliest">Of the start.</param>
/// <param name="Latest">Of the start, included.</param>
/// <param name="DriveFrom">The drive to the stop begins no earlier.</param>
/// <param name="Travel">Which table of travel times holds for who arrives in the span.</param>
public readonly record struct StartSpan(double Earliest, double Latest, double DriveFrom, int Travel);

/// <summary>One who drives.</summary>
/// <param name="Place">Where the day starts.</param>
/// <param name="FreeFrom">When the first drive may begin.</param>
/// <param name="Capacity">Of what the stops demand, together.</param>
/// <param name="BackBy">When the driver must be back at the start; null: the day ends at the last stop and the way back is not counted.</param>
/// <param name="Kind">Drivers of one kind are the same in everything: of the unused ones only the first is tried.</param>
public sealed record Driver(int Place, double FreeFrom, double Capacity, double? BackBy, int Kind);

/// <summary>One stop; its place has the stop's own number.</summary>
/// <param name="Service">From the start of the work until one can drive on.</param>
/// <param name="Fixed">The driver who has it, at the only start of its only span, whatever else is on the route: it never moves. Null: it may be moved.</param>
public sealed record RouteStop(double Service, double Demand, int? Fixed = null);

/// <summary>
/// Stops, drivers, costs and travel times as flat tables, as the search wants them: places 0 to n − 1 are the stops, the drivers' starts come after. Both a benchmark's instance and a
/// technicians' day are one of these.
/// </summary>
public sealed class RouteProblem
{
    private readonly double[] cost;
    private readonly double[] costInto;
    private readonly double[][] travel;
    private readonly double[] ownCost;
    private readonly int[] firstSpan;
    private readonly StartSpan[] spans;

    /// <param name="cost">What driving from place to place costs, row by row.</param>
    /// <param name="travel">How long driving takes, one table for each <see cref="StartSpan.Travel"/>; never less than nothing.</param>
    /// <param name="spans">By kind of driver and stop: when work may start there; empty: not by this driver.</param>
    /// <param name="assignment">By kind of driver and stop: what giving it to that driver costs beside driving; null: nothing.</param>
    /// <param name="absence">What each stop costs that nobody gets; far more than any drive.</param>
    public RouteProblem(
        IReadOnlyList<RouteStop> stops, IReadOnlyList<Driver> drivers, double[] cost, double[][] travel, Func<int, int, IReadOnlyList<StartSpan>> spans, Func<int, int, double>? assignment = null, double absence = 100_000)
    {
        (Stops, Drivers, Absence) = ([.. stops], [.. drivers], absence);
        (this.cost, this.travel) = (cost, travel);
        Places = (int)Math.Sqrt(cost.Length);
        this.costInto = new double[cost.Length];
        for (var i = 0; i < cost.Length; i++)
        {
            this.costInto[(i % Places * Places) + (i / Places)] = cost[i];
        }

        var kinds = drivers.Count == 0 ? 0 : drivers.Max(driver => driver.Kind) + 1;
        this.firstSpan = new int[(kinds * stops.Count) + 1];
        this.ownCost = new double[kinds * stops.Count];
        var all = new List<StartSpan>();
        for (var kind = 0; kind < kinds; kind++)
        {
            for (var stop = 0; stop < stops.Count; stop++)
            {
                all.AddRange(spans(kind, stop));
                this.firstSpan[(kind * stops.Count) + stop + 1] = all.Count;
                this.ownCost[(kind * stops.Count) + stop] = assignment?.Invoke(kind, stop) ?? 0;
            }
        }

        this.spans = [.. all];
    }

    public double Absence { get; }

    /// <summary>Arrays, because the inner loop reads them.</summary>
    internal RouteStop[] Stops { get; }
    internal Driver[] Drivers { get; }
    internal int Places { get; }

    internal double Cost(int from, int to) => cost[(from * Places) + to];

    /// <summary>From a place to every place, and from every place to it.</summary>
    internal ReadOnlySpan<double> CostsFrom(int from) => cost.AsSpan(from * Places, Places);

    internal ReadOnlySpan<double> CostsInto(int to) => costInto.AsSpan(to * Places, Places);

    internal double AssignmentCost(int kind, int stop) => ownCost[(kind * Stops.Length) + stop];

    internal bool Can(int kind, int stop) => SpansOf(kind, stop).Length > 0;

    internal ReadOnlySpan<StartSpan> SpansOf(int kind, int stop)
    {
        var at = (kind * Stops.Length) + stop;
        return spans.AsSpan(firstSpan[at], firstSpan[at + 1] - firstSpan[at]);
    }

    internal double Travel(int table, int from, int to) => travel[table][(from * Places) + to];

    /// <summary>The earliest start of a stop for who is free at a place from then on; positive infinity: none. Rises with <paramref name="free"/>, which is what makes one number of slack a stop enough.</summary>
    internal double Start(int kind, int stop, double free, int from)
    {
        var best = double.PositiveInfinity;
        var row = (from * Places) + stop;
        foreach (ref readonly var span in SpansOf(kind, stop))
        {
            var start = Math.Max(span.Earliest, Math.Max(span.DriveFrom, free) + travel[span.Travel][row]);
            if (start <= span.Latest && start < best)
            {
                best = start;
            }
        }

        return best;
    }

    /// <summary>Until when one must be free at a place for a stop to start no later than <paramref name="latest"/>; negative infinity: it cannot.</summary>
    internal double FreeBy(int kind, int stop, double latest, int from)
    {
        var best = double.NegativeInfinity;
        var row = (from * Places) + stop;
        foreach (ref readonly var span in SpansOf(kind, stop))
        {
            var drive = travel[span.Travel][row];
            var start = Math.Min(span.Latest, latest);
            if (start >= span.Earliest && start >= span.DriveFrom + drive && start - drive > best)
            {
                best = start - drive;
            }
        }

        return best;
    }
}
