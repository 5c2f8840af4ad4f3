using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Domain.Scheduling.Routing;

namespace CleveSec.Benchmarks.Plan;

/// <summary>
/// The optimizer beside OR-Tools on instances with time windows, three seconds of processor each, one at a time, and on a day as technicians have it. Gaps are to the best known distances in
/// best-known-distance.json beside the instances; where one is missing, to the better of the two answers.
/// </summary>
internal static class PlanBench
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);
    private const int Days = 5;

    /// <summary>As the site plans a day.</summary>
    private static readonly int DaySearches = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Two answers of one search differ by a percent or two by chance, more than what is asked for here.</summary>
    private const int LongRuns = 2;
    private const int ShortRuns = 5;
    private static readonly double[] DaySeconds = [0.1, 0.25, 0.5, 1, 2];
    private const double LongDaySeconds = 10;
    private const double NearEnough = 1.01;

    public static int Run(string? folder)
    {
        var instances = Instances(folder);
        var best = BestKnown(folder);
        var (ours, peers) = (new List<double>(), new List<double>());
        Say($"{"",-8}{"best",10}{"ours",10}{"gap %",8}{"OR-Tools",10}{"gap %",8}{"vehicles",10}{"iterations/s",14}");
        foreach (var instance in instances)
        {
            var own = SolomonRun.Ours(instance, Each);

            // It stops by the clock: it gets as long as ours needed for its time on the processor.
            var peer = OrToolsPeer.Run(instance, own.Wall);
            var to = best.TryGetValue(instance.Name, out var known) ? known : Math.Min(own.Distance, peer ?? own.Distance);
            ours.Add(100 * ((own.Distance / to) - 1));
            if (peer is { } distance)
            {
                peers.Add(100 * ((distance / to) - 1));
            }

            Say($"{instance.Name,-8}{to,10:0.00}{own.Distance,10:0.00}{ours[^1],8:0.00}{peer,10:0.00}{(peer is null ? double.NaN : peers[^1]),8:0.00}{own.Vehicles,10}{own.PerSecond,14:0}");
        }

        var day = Day();
        Say($"plan: gap_mean_pct={ours.Average():0.000} gap_max_pct={ours.Max():0.00} ortools_gap_mean_pct={(peers.Count == 0 ? double.NaN : peers.Average()):0.00} day_s={day:0.0#}");
        return 0;
    }

    private static List<SolomonInstance> Instances(string? folder)
    {
        var files = folder is null ? [] : Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).ToList();
        if (files.Count > 0)
        {
            return files.ConvertAll(SolomonInstance.Read);
        }

        Say($"No instances in {folder ?? "a folder (none was named)"}: generated ones instead, of which no best is known. Gaps are to the better of the two answers.");
        return [.. Enumerable.Range(1, 6).Select(SolomonInstance.Generate)];
    }

    private static Dictionary<string, double> BestKnown(string? folder) =>
        folder is not null && Path.Combine(folder, "best-known-distance.json") is var file && File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file))! : [];

    /// <summary>After how many seconds the answers are as good as those of the long runs, give or take one percent: the mean over some days, several runs of each.</summary>
    private static double Day()
    {
        var days = Enumerable.Range(1, Days).Select(seed => GeneratedDay.Make(10, 80, seed)).ToList();
        Planned(days[0], 1, 1);
        var longest = days.ConvertAll(day => Runs(day, LongDaySeconds, LongRuns));
        foreach (var runs in longest)
        {
            var plan = runs[0].Plan;
            Say($"A day of 10 technicians, 80 visits: {plan.Before.Drive.TotalMinutes:0} minutes of driving as booked, {Minutes(runs):0} after {LongDaySeconds} s ({plan.Moves.Count} moves, {runs[0].PerSecond:0} iterations/s)");
        }

        var enough = LongDaySeconds;
        foreach (var seconds in DaySeconds.Reverse())
        {
            var ratios = days.Zip(longest, (day, best) => Minutes(Runs(day, seconds, ShortRuns)) / Minutes(best)).ToList();
            Say($"  after {seconds:0.00} s {100 * (ratios.Average() - 1):+0.00;-0.00} % on average, {100 * (ratios.Max() - 1):+0.00;-0.00} % on the worst day");
            enough = ratios.Average() <= NearEnough && enough == Before(seconds) ? seconds : enough;
        }

        return enough;
    }

    private static double Before(double seconds) => DaySeconds.Append(LongDaySeconds).First(other => other > seconds);

    private static List<(DayPlan Plan, double PerSecond)> Runs(DayRequest request, double seconds, int count) =>
        [.. Enumerable.Range(1, count).Select(seed => Planned(request, seconds, (ulong)seed))];

    private static double Minutes(List<(DayPlan Plan, double PerSecond)> runs) => runs.Average(run => run.Plan.After.Drive.TotalMinutes);

    private static (DayPlan Plan, double PerSecond) Planned(DayRequest request, double seconds, ulong seed)
    {
        var watch = Stopwatch.StartNew();
        var plan = DayOptimizer.Plan(request, new SearchBudget(long.MaxValue, seed, () => watch.Elapsed.TotalSeconds / seconds, Searches: DaySearches, SideBySide: (count, search) => Parallel.For(0, count, search)));
        return (plan, plan.Iterations / watch.Elapsed.TotalSeconds);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
