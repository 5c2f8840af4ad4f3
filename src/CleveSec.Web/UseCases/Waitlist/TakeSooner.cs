using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Waitlist;

/// <summary>An offer as its link shows it: two windows and until when. Nothing that says who or where the customer is.</summary>
internal sealed record SoonerOffer(Interval Sooner, Interval Current, Instant Until);

internal abstract record SoonerOutcome
{
    internal sealed record Moved(Interval Window) : SoonerOutcome;

    /// <summary>The ten minutes are over, the window went to somebody else, or there is no such offer. The visit stays as it was.</summary>
    internal sealed record Over : SoonerOutcome;
}

/// <summary>
/// Taking a sooner window, or leaving it. The link was mailed or texted minutes ago and works once: who has it has the mailbox, as with a code. The visit moves and the hold is used
/// up in one transaction; the old window is free again.
/// </summary>
internal sealed class TakeSooner(CleveSecDb db, HoldQuery holds, HoldWindow hold, PlanVisit plan, Waitlist waitlist)
{
    /// <summary>Null when the offer is over.</summary>
    public async Task<SoonerOffer?> LookAsync(string key, CancellationToken ct) =>
        await FindAsync(key, ct) is { } jobId && await holds.CurrentAsync(key, ct) is { } kept && await WindowAsync(jobId, ct) is { } current && kept.Window.Start < current.Start
            ? new SoonerOffer(kept.Window, current, kept.Until)
            : null;

    public async Task<SoonerOutcome> RunAsync(string key, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { } jobId || await LookAsync(key, ct) is not { } offer)
        {
            return await TakenBeforeAsync(key, ct);
        }

        var name = await db.Jobs.Where(job => job.Id == jobId).Select(job => job.Customer.Name).FirstAsync(ct);
        var outcome = await plan.RunAsync(new VisitWish(db.Jobs.Where(job => job.Id == jobId), Actor.Homeowner(name), null, offer.Sooner.Start, key), ct);
        if (outcome is not VisitPlan.Planned planned)
        {
            return await TakenBeforeAsync(key, ct);
        }

        await waitlist.LeaveAsync(jobId, ct);
        return new SoonerOutcome.Moved(planned.Window);
    }

    /// <summary>The window is free for the next one at once.</summary>
    public async Task RefuseAsync(string key, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not null)
        {
            await hold.ReleaseAsync(key, ct);
        }
    }

    /// <summary>The same click twice: the visit stands as offered.</summary>
    private async Task<SoonerOutcome> TakenBeforeAsync(string key, CancellationToken ct)
    {
        var hash = Keys.Hash(key);
        var entry = await db.WaitlistEntries.AsNoTracking().FirstOrDefaultAsync(row => row.OfferKeyHash == hash, ct);
        return entry is { EndedAt: not null } && await WindowAsync(entry.JobId, ct) is { } window && window.Start == entry.OfferWindowStart ? new SoonerOutcome.Moved(window) : new SoonerOutcome.Over();
    }

    private async Task<Guid?> FindAsync(string key, CancellationToken ct)
    {
        var hash = Keys.Hash(key);
        return await db.WaitlistEntries.AsNoTracking().Where(entry => entry.OfferKeyHash == hash && entry.EndedAt == null).Select(entry => (Guid?)entry.JobId).FirstOrDefaultAsync(ct);
    }

    private async Task<Interval?> WindowAsync(Guid jobId, CancellationToken ct)
    {
        var visit = await db.Visits.AsNoTracking().Where(row => row.JobId == jobId && Schedules.Live.Contains(row.Status)).Select(row => new { row.WindowStart, row.WindowEnd }).FirstOrDefaultAsync(ct);
        return visit is null ? null : new Interval(visit.WindowStart, visit.WindowEnd);
    }
}
