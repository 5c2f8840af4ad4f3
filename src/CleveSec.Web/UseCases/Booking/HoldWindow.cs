using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>A window somebody is about to book.</summary>
/// <param name="BrowserKey">Unguessable, of one browser or one offer: each has one hold at most.</param>
/// <param name="Network">Where the browser comes from (<see cref="RateLimits.Network"/>); null for what the office offers by itself, which is not counted.</param>
internal sealed record HoldRequest(string BrowserKey, WindowWish Wish, Instant WindowStart, string? Network = null);

internal abstract record HoldOutcome
{
    internal sealed record Held(Interval Window, Instant Until) : HoldOutcome;

    /// <summary>Somebody else has it, or it was never free; the nearest that are. A hold on another window stays.</summary>
    internal sealed record WindowTaken(IReadOnlyList<OfferedWindow> Nearest) : HoldOutcome;

    /// <summary>So many windows are kept for this network already that it gets no further one: nobody empties the calendar. Booking stays possible.</summary>
    internal sealed record TooMany : HoldOutcome;

    internal sealed record OutsideArea : HoldOutcome;
}

/// <summary>
/// Keeps a window for a browser while the form is filled: a Held visit, for <see cref="BookingRules.HoldTime"/>. Another window replaces it in one transaction, so
/// that the old one stays where the new one is not free.
/// </summary>
internal sealed class HoldWindow(CleveSecDb db, Schedules schedules, RateLimits limits, IClock clock)
{
    private const int AlternativesShown = 6;

    public async Task<HoldOutcome> RunAsync(HoldRequest request, CancellationToken ct)
    {
        var wish = request.Wish;
        var plan = await schedules.PlanAsync(ct);
        if (plan.Place(wish.Zip) is null)
        {
            return new HoldOutcome.OutsideArea();
        }

        var now = clock.GetCurrentInstant();
        var own = await BrowserHold.FindAsync(db, request.BrowserKey, now, ct);
        if (await IsTooManyAsync(request.Network, own, ct))
        {
            return new HoldOutcome.TooMany();
        }

        var slot = new SlotRequest(wish.Zip, plan.Service(wish.ServiceId), wish.Brands, own?.VisitId ?? wish.ExceptVisit, Until: wish.Until, Return: wish.Return);
        var technicians = await schedules.TechniciansAsync(plan, null, ct);
        foreach (var window in plan.Finder.Windows(now).Where(window => window.Start == request.WindowStart).Take(1))
        {
            foreach (var candidate in plan.Finder.Place(slot, window, technicians, now))
            {
                if (await TryAsync(request.BrowserKey, candidate, slot, plan, ct) is { } held)
                {
                    return held;
                }
            }
        }

        var free = plan.Finder.Find(slot, await schedules.TechniciansAsync(plan, null, ct), now);
        return new HoldOutcome.WindowTaken(FreeWindowsQuery.Nearest([.. free.Where(offer => offer.Window.Start != request.WindowStart)], request.WindowStart, AlternativesShown));
    }

    /// <summary>Gives the browser's hold back, if there is one.</summary>
    public Task ReleaseAsync(string browserKey, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await BrowserHold.LockAsync(db, browserKey, ct) is { } own)
        {
            var freed = await TechnicianLock.TakeAsync(db, clock.GetCurrentInstant(), ct, own.TechnicianId);
            await own.RemoveAsync(db, ct);
            await schedules.RedriveAsync([.. freed, own.Day], await schedules.PlanAsync(ct), ct);
        }

        await transaction.CommitAsync(ct);
    });

    /// <summary>A browser's first hold is counted strictly, a change of mind generously.</summary>
    private async Task<bool> IsTooManyAsync(string? network, BrowserHold? own, CancellationToken ct) =>
        network is not null && !(await limits.CountAsync(own is null ? RateLimit.HoldsByAddress : RateLimit.HoldChangesByAddress, network, ct)).Allowed;

    /// <summary>One technician in one transaction. Null: somebody else was quicker, try the next.</summary>
    private Task<HoldOutcome?> TryAsync(string browserKey, Placement candidate, SlotRequest slot, SchedulingPlan plan, CancellationToken ct) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var own = await BrowserHold.LockAsync(db, browserKey, ct);
            var now = clock.GetCurrentInstant();
            var freed = await TechnicianLock.TakeAsync(db, now, ct, own is null ? [candidate.TechnicianId] : [candidate.TechnicianId, own.TechnicianId]);
            var schedule = (await schedules.TechniciansAsync(plan, candidate.TechnicianId, ct)).SingleOrDefault();
            if (schedule is null || plan.Finder.Fit(slot with { ExceptVisit = own?.VisitId ?? slot.ExceptVisit }, candidate.Window, schedule, now) is not { } placement)
            {
                return null;
            }

            try
            {
                if (own is not null)
                {
                    await own.RemoveAsync(db, ct);
                    freed = [.. freed, own.Day];
                }

                var added = new Stop(Guid.Empty, slot.Zip, placement.WorkStart, placement.WorkEnd);
                var days = freed.Where(day => day.TechnicianId == candidate.TechnicianId).Select(day => day.Date).Append(TechnicianLock.DateOf(placement.WorkStart));
                await TechnicianLock.RedriveAsync(db, plan.Travel, schedule, own?.VisitId, added, ct, days);
                await schedules.RedriveAsync([.. freed.Where(day => day.TechnicianId != candidate.TechnicianId)], plan, ct);
                var hold = Visit.Hold(slot.Zip, placement, Keys.Hash(browserKey), now);
                db.Visits.Add(hold);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return (HoldOutcome?)new HoldOutcome.Held(hold.Window, hold.HeldUntil!.Value);
            }
            catch (Exception error) when (DbErrors.IsWindowTaken(error))
            {
                return null;
            }
        });
}
