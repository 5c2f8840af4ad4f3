using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Enters work beside recovery for one or several technicians, on one day or on several: all of it, or nothing.</summary>
internal sealed class EnterOtherWork(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, AuditTrail audit, IClock clock)
{
    private const string SentBefore = "This form was sent before, with other answers, or what it entered was changed since. Nothing was entered now: open a new form for this.";

    /// <param name="id">Made with the form: the same one twice is the same work.</param>
    /// <param name="leaveOutBusy">Of work that repeats, days on which somebody is busy are left out, and said; where every day is one, nothing is entered.</param>
    public async Task<OtherWorkOutcome> RunAsync(Guid id, OtherWorkWish wish, bool leaveOutBusy, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync<OtherWorkOutcome>(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.GetCurrentInstant();
            var freed = await TechnicianLock.TakeAsync(db, now, ct, [.. wish.Technicians]);
            var there = await db.OtherWork.AsNoTracking().Where(work => work.Id == id || work.SeriesId == id).ToListAsync(ct);
            if (there.Count > 0)
            {
                return there.TrueForAll(work => IsOf(work, wish)) ? new OtherWorkOutcome.Saved(id, []) : new OtherWorkOutcome.Busy([SentBefore]);
            }

            List<string> busy = [];
            var outcome = await OtherWorkTransaction.FinishAsync(transaction, id, freed, places, plan, async () =>
            {
                var (stands, reasons) = await PlaceAsync(id, wish, plan, now, ct);
                busy = reasons;
                if (stands.Count == 0 || (reasons.Count > 0 && !leaveOutBusy))
                {
                    return reasons;
                }

                audit.Add(wish.By.Id, wish.By.Name, "other work entered", wish.Title.Trim(), await OtherWorkWords.OfAsync(db, wish with { Spans = stands }, ct));
                await db.SaveChangesAsync(ct);
                return [];
            }, ct);
            return outcome is OtherWorkOutcome.Saved ? new OtherWorkOutcome.Saved(id, busy) : outcome;
        });
    }

    private static bool IsOf(OtherWork work, OtherWorkWish wish) =>
        (work.Kind, work.Title, work.Zip) == (wish.Kind, wish.Title.Trim(), wish.Zip) && wish.Spans.Contains(work.Span);

    private async Task<(IReadOnlyList<Interval> Stands, List<string> Busy)> PlaceAsync(Guid id, OtherWorkWish wish, SchedulingPlan plan, Instant now, CancellationToken ct)
    {
        List<Interval> stands = [];
        List<string> busy = [];
        foreach (var span in wish.Spans)
        {
            var repeats = wish.Spans.Count > 1;
            var work = OtherWork.Enter(wish.Kind, wish.Title, wish.Street, wish.Zip, span, wish.By.Name, now, id: repeats ? null : id, seriesId: repeats ? id : null);
            db.OtherWork.Add(work);
            var reasons = await places.PlaceAsync(work, wish.Technicians, plan, now, ct);
            if (reasons.Count == 0)
            {
                stands.Add(span);
                continue;
            }

            db.Entry(work).State = EntityState.Detached;
            busy.AddRange(repeats ? reasons.Select(reason => $"{LocalTime.Day(span.Start)}: {reason}") : reasons);
        }

        return (stands, busy);
    }
}
