using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CleveSec.Web.UseCases.Waitlist;

/// <summary>Whether somebody waits for a sooner window.</summary>
internal enum WaitlistState
{
    /// <summary>No visit that could come sooner, or no way to tell of one in time.</summary>
    NotPossible,
    MayJoin,
    Waits,
}

/// <summary>Who waits for a sooner window, and for whom that makes sense: a visit that waits for its technician and may still be changed, and an e-mail address or texts.</summary>
internal sealed class Waitlist(CleveSecDb db, Schedules schedules, FreeWindowsQuery windows, IOptions<TextSettings> texts, IClock clock)
{
    public async Task<WaitlistState> StateAsync(Guid jobId, CancellationToken ct) =>
        await db.WaitlistEntries.AnyAsync(entry => entry.JobId == jobId && entry.EndedAt == null, ct) ? WaitlistState.Waits
        : await VisitAsync(jobId, ct) is not null ? WaitlistState.MayJoin
        : WaitlistState.NotPossible;

    /// <summary>What is free now was seen and not chosen, so it is not offered. Joining twice is joining once. False: not possible.</summary>
    public async Task<bool> JoinAsync(Guid jobId, CancellationToken ct)
    {
        if (await VisitAsync(jobId, ct) is not { } visit)
        {
            return false;
        }

        var free = await windows.RunAsync(await WishAsync(jobId, ct), ct);
        var passed = free.Where(offer => offer.Window.Start < visit.WindowStart).Select(offer => offer.Window.Start.ToUnixTimeSeconds()).ToList();
        await db.Database.ExecuteSqlAsync($"""
            insert into waitlist_entries (id, job_id, created_at, offers, passed) values ({Guid.CreateVersion7()}, {jobId}, {clock.GetCurrentInstant()}, 0, {passed})
            on conflict do nothing
            """, ct);
        return true;
    }

    /// <summary>A standing offer is gone with it; its window is free again when the hold runs out.</summary>
    public Task LeaveAsync(Guid jobId, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return db.WaitlistEntries.Where(entry => entry.JobId == jobId && entry.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.EndedAt, now), ct);
    }

    /// <summary>What the visit asks of a day. It stands in its own way: an offer is kept beside it.</summary>
    internal async Task<WindowWish> WishAsync(Guid jobId, CancellationToken ct) =>
        WindowWish.Of((await VisitAsked.ReadAsync(db, db.Jobs.Where(job => job.Id == jobId), await schedules.PlanAsync(ct), ct))!.Request) with { ExceptVisit = null };

    /// <summary>The visit that could come sooner; null when there is none.</summary>
    internal async Task<WaitingVisit?> VisitAsync(Guid jobId, CancellationToken ct)
    {
        var textsOn = texts.Value.IsOn;
        var visit = await (
            from job in db.Jobs.AsNoTracking()
            where job.Id == jobId
            from live in job.Visits
            where (live.Status == VisitStatus.Planned || live.Status == VisitStatus.Confirmed) && (job.Customer.Email != null || (textsOn && job.Customer.TextConsentAt != null))
            select new WaitingVisit(job.Id, job.Customer.Name, live.WindowStart)).FirstOrDefaultAsync(ct);
        var rules = (await schedules.PlanAsync(ct)).Rules;
        return visit is not null && clock.GetCurrentInstant() + BookingRules.HoldTime < visit.WindowStart - rules.CutOff ? visit : null;
    }
}

/// <param name="WindowStart">Of the window promised so far.</param>
internal sealed record WaitingVisit(Guid JobId, string CustomerName, Instant WindowStart);
