using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Calls other work off: its time is free again for everybody. The second time does nothing.</summary>
internal sealed class CancelOtherWork(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, AuditTrail audit, IClock clock)
{
    /// <param name="andLater">Also the later days of the same repetition.</param>
    public async Task<OtherWorkOutcome> RunAsync(Guid id, bool andLater, Actor by, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync<OtherWorkOutcome>(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.GetCurrentInstant();
            var ids = andLater ? await LaterAsync(id, ct) : [id];
            var technicians = await db.Visits.AsNoTracking().Where(visit => ids.Contains(visit.OtherWorkId!.Value) && Schedules.Live.Contains(visit.Status)).Select(visit => visit.TechnicianId).ToListAsync(ct);
            IReadOnlyList<FreedDay> freed = await TechnicianLock.TakeAsync(db, now, ct, [.. technicians]);
            var rows = await db.OtherWork.FromSql($"select *, xmin from other_work where id = any({ids}) order by id for update").ToListAsync(ct);
            if (rows.Find(work => work.Id == id) is not { FeedId: null })
            {
                return new OtherWorkOutcome.NotFound();
            }

            foreach (var work in rows.Where(work => work.CancelledAt is null).OrderBy(work => work.Start))
            {
                work.Cancel(now);
                audit.Add(by.Id, by.Name, "other work cancelled", work.Title, Ui.LocalTime.DayAndSpan(work.Span));
                await db.SaveChangesAsync(ct);
                freed = [.. freed, .. await places.LiftAsync(work.Id, now, ct)];
            }

            await places.RedriveAsync(freed, plan, ct);
            await transaction.CommitAsync(ct);
            return new OtherWorkOutcome.Saved(id, []);
        });
    }

    private async Task<Guid[]> LaterAsync(Guid id, CancellationToken ct) =>
        [.. await db.OtherWork.AsNoTracking().Where(work => work.Id == id || db.OtherWork.Any(one => one.Id == id && one.SeriesId != null && one.SeriesId == work.SeriesId && one.Start < work.Start)).Select(work => work.Id).ToListAsync(ct)];
}
