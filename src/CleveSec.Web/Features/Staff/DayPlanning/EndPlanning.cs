using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.DayPlanning;

/// <summary>Stops a run, or declines what it proposed. Repeated, it does nothing.</summary>
internal sealed class EndPlanning(CleveSecDb db, DayPlanRunner runner, IClock clock)
{
    public async Task CancelAsync(LocalDate day, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var running = await db.DayPlanRuns.AsNoTracking().Where(run => run.Day == day && run.State == DayPlanState.Running).ToListAsync(ct);
        foreach (var run in running)
        {
            var dead = run.IsDead(now);
            await db.DayPlanRuns.Where(row => row.Id == run.Id && row.State == DayPlanState.Running).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.CancelAsked, true).SetProperty(row => row.State, dead ? DayPlanState.Cancelled : DayPlanState.Running).SetProperty(row => row.EndedAt, dead ? now : null), ct);
            runner.Cancel(run.Id);
        }
    }

    public async Task DeclineAsync(Guid run, Actor by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await db.DayPlanRuns.Where(row => row.Id == run && row.State == DayPlanState.Ready)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DayPlanState.Declined).SetProperty(row => row.EndedAt, now).SetProperty(row => row.EndedByName, by.Name), ct);
    }
}
