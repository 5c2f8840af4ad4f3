using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Moves or renames other work that staff entered, or gives it to others. Where it does not fit, it stays as it was.</summary>
internal sealed class ChangeOtherWork(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, AuditTrail audit, IClock clock)
{
    public async Task<OtherWorkOutcome> RunAsync(Guid id, uint version, OtherWorkWish wish, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.GetCurrentInstant();
            var freed = await TechnicianLock.TakeAsync(db, now, ct, [.. wish.Technicians, .. await OthersAsync(id, ct)]);
            if (await db.OtherWork.FromSql($"select *, xmin from other_work where id = {id} for update").FirstOrDefaultAsync(ct) is not { FeedId: null, CancelledAt: null } work)
            {
                return new OtherWorkOutcome.NotFound();
            }

            if (db.Entry(work).Property<uint>("Version").CurrentValue != version)
            {
                return new OtherWorkOutcome.LostRace();
            }

            work.Change(wish.Kind, wish.Title, wish.Street, wish.Zip, wish.Span);

            // Touched also when only the technicians change, so that the next one who saves an older form is told.
            db.Entry(work).Property(row => row.Title).IsModified = true;
            audit.Add(wish.By.Id, wish.By.Name, "other work changed", work.Title, await OtherWorkWords.OfAsync(db, wish, ct));
            IReadOnlyList<FreedDay> lifted = [.. freed, .. await places.LiftAsync(id, now, ct)];
            return await OtherWorkTransaction.FinishAsync(transaction, id, lifted, places, plan, () => places.PlaceAsync(work, wish.Technicians, plan, now, ct), ct);
        });
    }

    private Task<List<Guid>> OthersAsync(Guid id, CancellationToken ct) =>
        db.Visits.AsNoTracking().Where(visit => visit.OtherWorkId == id && Schedules.Live.Contains(visit.Status)).Select(visit => visit.TechnicianId).ToListAsync(ct);
}
