using System.Diagnostics;
using CleveSec.Domain.Scheduling.Routing;

namespace CleveSec.Benchmarks.Plan;

/// <param name="Wall">How long it took by the clock for its time on the processor.</param>
/// <param name="PerSecond">Iterations for each second on the processor: far fewer than usual mean that the machine was not its own.</param>
internal sealed record Measured(double Distance, int Vehicles, TimeSpan Wall, double PerSecond);

internal static class SolomonRun
{
    /// <param name="time">On the processor; so the figure holds also while others use the machine.</param>
    public static Measured Ours(SolomonInstance instance, TimeSpan time)
    {
        var problem = instance.Problem();
        var processor = new ProcessorTime();
        var watch = Stopwatch.StartNew();
        var answer = RouteSearch.Run(problem, new SearchBudget(long.MaxValue, 1, () => processor.Spent / time));
        var routes = answer.Routes.Select(route => (IReadOnlyList<int>)[.. route.Select(stop => stop + 1)]).ToList();
        return new Measured(instance.Measure(routes), routes.Count(route => route.Count > 0), watch.Elapsed, answer.Iterations / processor.Spent.TotalSeconds);
    }
}

/// <summary>What this process has had of the processor since.</summary>
internal sealed class ProcessorTime
{
    private readonly TimeSpan began = Environment.CpuUsage.TotalTime;

    public TimeSpan Spent => Environment.CpuUsage.TotalTime - began;
}
