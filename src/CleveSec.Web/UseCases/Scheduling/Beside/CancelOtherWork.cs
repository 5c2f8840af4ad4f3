using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Calls other work off: its time is free again for everybody. The second time does nothing.</summary>
internal sealed class CancelOtherWork(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, AuditTrail audit, IClock clock)
{
    public async Task<OtherWorkOutcome> RunAsync(Guid id, Actor by, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync<OtherWorkOutcome>(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.GetCurrentInstant();
            var technicians = await db.Visits.AsNoTracking().Where(visit => visit.OtherWorkId == id && Schedules.Live.Contains(visit.Status)).Select(visit => visit.TechnicianId).ToListAsync(ct);
            var freed = await TechnicianLock.TakeAsync(db, now, ct, [.. technicians]);
            if (await db.OtherWork.FromSql($"select *, xmin from other_work where id = {id} for update").FirstOrDefaultAsync(ct) is not { FeedId: null } work)
            {
                return new OtherWorkOutcome.NotFound();
            }

            if (work.CancelledAt is not null)
            {
                return new OtherWorkOutcome.Saved(id);
            }

            work.Cancel(now);
            audit.Add(by.Id, by.Name, "other work cancelled", work.Title, Ui.LocalTime.DayAndSpan(work.Span));
            await db.SaveChangesAsync(ct);
            IReadOnlyList<FreedDay> lifted = [.. freed, .. await places.LiftAsync(id, now, ct)];
            await places.RedriveAsync(lifted, plan, ct);
            await transaction.CommitAsync(ct);
            return new OtherWorkOutcome.Saved(id);
        });
    }
}
