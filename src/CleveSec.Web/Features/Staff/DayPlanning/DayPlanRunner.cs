using System.Collections.Concurrent;
using System.Diagnostics;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Domain.Scheduling.Routing;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>
/// Runs the optimizer in the background of this node, one run at a time; the others wait. Once a second the row gets the progress and a sign of life and is asked whether somebody wants it
/// to stop. A node that stops ends its runs; those of a node that died are taken as ended when their sign of life is old.
/// </summary>
internal sealed class DayPlanRunner(IServiceScopeFactory scopes, IClock clock, ILogger<DayPlanRunner> log) : IHostedService, IDisposable
{
    public const string Stopped = "The site was restarted meanwhile. Start again.";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Every processor for a moment rather than one for long: somebody waits for the answer.</summary>
    private static readonly int Searches = Math.Min(Environment.ProcessorCount, 4);
    private readonly ConcurrentDictionary<Guid, (Task Task, CancellationTokenSource Cancel)> runs = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile bool stopping;

    public void Start(Guid id)
    {
        var cancel = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        this.runs[id] = (Task.Run(() => RunAsync(id, begun.Task, cancel), CancellationToken.None), cancel);
        begun.SetResult();
    }

    /// <summary>At once when it runs here; another node sees it with its next beat.</summary>
    public void Cancel(Guid id)
    {
        if (runs.TryGetValue(id, out var run))
        {
            run.Cancel.Cancel();
        }
    }

    /// <summary>Until nothing runs here any more.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(runs.Values.Select(run => run.Task));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        this.stopping = true;
        foreach (var run in runs.Values)
        {
            await run.Cancel.CancelAsync();
        }

        await WhenIdleAsync().WaitAsync(cancellationToken);
    }

    public void Dispose() => one.Dispose();

    private async Task RunAsync(Guid id, Task begun, CancellationTokenSource cancel)
    {
        await begun;
        var progress = new Progress();
        using var ended = new CancellationTokenSource();
        var beats = BeatAsync(id, progress, cancel, ended.Token);
        try
        {
            await one.WaitAsync(cancel.Token);
            try
            {
                await PlanAsync(id, progress, cancel.Token);
            }
            finally
            {
                one.Release();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await EndAsync(id, stopping ? DayPlanState.Failed : DayPlanState.Cancelled, null, stopping ? Stopped : null);
        }
        catch (Exception error)
        {
            log.LogError(error, "Planning a day failed.");
            await EndAsync(id, DayPlanState.Failed, null, "Something went wrong on our side. Start again.");
        }

        await ended.CancelAsync();
        await beats;
        if (runs.TryRemove(id, out _))
        {
            cancel.Dispose();
        }
    }

    private async Task PlanAsync(Guid id, Progress progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        var run = await db.DayPlanRuns.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var plan = await scope.ServiceProvider.GetRequiredService<Schedules>().PlanAsync(ct);
        var request = await scope.ServiceProvider.GetRequiredService<DayRequestQuery>().RunAsync(plan, run.Day, run.Technicians, clock.GetCurrentInstant(), ct);
        var watch = Stopwatch.StartNew();
        var budget = new SearchBudget(long.MaxValue, (ulong)Period.DaysBetween(LocalDate.MinIsoValue, run.Day), () => watch.Elapsed.TotalSeconds / run.Seconds, told => progress.Percent = (int)(100 * told.Share), Searches, SideBySide(ct));
        var answer = DayOptimizer.Plan(request, budget, ct);
        await EndAsync(id, DayPlanState.Ready, PlanResult.Of(request, answer).ToJson(), null);
    }

    private static Action<int, Action<int>> SideBySide(CancellationToken ct) =>
        (count, search) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count, CancellationToken = ct }, search);

    private async Task BeatAsync(Guid id, Progress progress, CancellationTokenSource cancel, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                await BeatOnceAsync(id, progress, cancel, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // It is over.
        }
    }

    private async Task BeatOnceAsync(Guid id, Progress progress, CancellationTokenSource cancel, CancellationToken ended)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
            var now = clock.GetCurrentInstant();
            var percent = progress.Percent;
            await db.DayPlanRuns.Where(run => run.Id == id && run.State == DayPlanState.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(run => run.Percent, percent).SetProperty(run => run.HeartbeatAt, now), ended);
            if (!await db.DayPlanRuns.AnyAsync(run => run.Id == id && run.State == DayPlanState.Running && !run.CancelAsked, ended))
            {
                await cancel.CancelAsync();
            }
        }
        catch (Exception error) when (!ended.IsCancellationRequested)
        {
            log.LogWarning(error, "The progress of planning a day could not be written.");
        }
    }

    private async Task EndAsync(Guid id, DayPlanState state, string? result, string? said)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        var now = clock.GetCurrentInstant();
        await db.DayPlanRuns.Where(run => run.Id == id && run.State == DayPlanState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, state).SetProperty(run => run.Result, result).SetProperty(run => run.Said, said).SetProperty(run => run.EndedAt, now).SetProperty(run => run.Percent, 100), CancellationToken.None);
    }

    private sealed class Progress
    {
        private volatile int percent;

        public int Percent
        {
            get => percent;
            set => this.percent = value;
        }
    }
}
