using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>Starts a run unless one of that day is under way already, on whatever node; the same click twice is one run.</summary>
internal sealed class StartPlanning(CleveSecDb db, DayPlanRunner runner, IClock clock)
{
    /// <returns>False: one runs already.</returns>
    public async Task<bool> RunAsync(LocalDate day, IReadOnlyCollection<Guid> technicians, int seconds, Actor by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await EndDeadAsync(day, now, ct);
        var run = new DayPlanRun { Id = Guid.CreateVersion7(), Day = day, State = DayPlanState.Running, Seconds = seconds, Technicians = [.. technicians], StartedAt = now, StartedByName = by.Name, HeartbeatAt = now };
        db.DayPlanRuns.Add(run);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (DbErrors.IsUnique(error, DbErrors.OnePlanRunADay))
        {
            return false;
        }

        runner.Start(run.Id);
        return true;
    }

    private Task EndDeadAsync(LocalDate day, Instant now, CancellationToken ct)
    {
        var alive = now - DayPlanRun.DeadAfter;
        return db.DayPlanRuns.Where(run => run.Day == day && run.State == DayPlanState.Running && run.HeartbeatAt < alive)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.State, DayPlanState.Failed).SetProperty(run => run.EndedAt, now).SetProperty(run => run.Said, DayPlanRunner.Stopped), ct);
    }
}
