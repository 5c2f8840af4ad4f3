using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Enters work beside recovery for one or several technicians: all of them, or nobody.</summary>
internal sealed class EnterOtherWork(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, AuditTrail audit, IClock clock)
{
    /// <param name="id">Made with the form: the same one twice is the same work.</param>
    public async Task<OtherWorkOutcome> RunAsync(Guid id, OtherWorkWish wish, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync<OtherWorkOutcome>(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.GetCurrentInstant();
            var freed = await TechnicianLock.TakeAsync(db, now, ct, [.. wish.Technicians]);
            if (await db.OtherWork.AsNoTracking().AnyAsync(work => work.Id == id, ct))
            {
                return new OtherWorkOutcome.Saved(id);
            }

            var work = OtherWork.Enter(wish.Kind, wish.Title, wish.Street, wish.Zip, wish.Span, wish.By.Name, now, id: id);
            db.OtherWork.Add(work);
            audit.Add(wish.By.Id, wish.By.Name, "other work entered", work.Title, await OtherWorkWords.OfAsync(db, wish, ct));
            return await OtherWorkTransaction.FinishAsync(transaction, id, freed, places, plan, () => places.PlaceAsync(work, wish.Technicians, plan, now, ct), ct);
        });
    }
}
