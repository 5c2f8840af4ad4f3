using System.Diagnostics;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Waitlist;

/// <summary>
/// Looks whether a window sooner than the one they have got free for those who wait, and offers it: kept for them for ten minutes, to whoever waits longest since the last offer,
/// never in quiet hours. One node at a time.
/// </summary>
internal sealed class OfferSooner(CleveSecDb db, Waitlist waitlist, FreeWindowsQuery windows, HoldWindow holds, CustomerLetters letters, IClock clock, ILogger<OfferSooner> log)
{
    /// <summary>Who took none of so many does not want one.</summary>
    public const int MostOffers = 10;

    /// <summary>How many offers went out.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!await db.WaitlistEntries.AnyAsync(entry => entry.EndedAt == null, ct))
        {
            return 0;
        }

        var offered = 0;
        await OneNode.RunAsync(db, OneNode.SoonerOffers, async () => offered = await RoundAsync(ct), ct);
        return offered;
    }

    private async Task<int> RoundAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var entries = await db.WaitlistEntries.AsNoTracking().Where(entry => entry.EndedAt == null).OrderBy(entry => entry.LastOfferAt ?? entry.CreatedAt).ThenBy(entry => entry.Id).ToListAsync(ct);
        var offered = 0;
        foreach (var entry in entries)
        {
            try
            {
                offered += await LookAsync(entry, now, ct) ? 1 : 0;
            }
            catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // One bad row does not keep the others from their offer.
                log.LogError(error, "Looking for a sooner window for entry {EntryId} failed.", entry.Id);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return offered;
    }

    private async Task<bool> LookAsync(WaitlistEntry entry, Instant now, CancellationToken ct)
    {
        if (await waitlist.VisitAsync(entry.JobId, ct) is not { } visit || entry.Offers >= MostOffers)
        {
            await waitlist.LeaveAsync(entry.JobId, ct);
            return false;
        }

        if (entry.OfferUntil > now || (await TextEnds.QuietAsync(db, entry.JobId, ct)).Contains(now))
        {
            return false;
        }

        var wish = await waitlist.WishAsync(entry.JobId, ct);
        var free = await windows.RunAsync(wish, ct);
        var sooner = free.Select(offer => offer.Window.Start).Where(start => start < visit.WindowStart).Order().ToList();

        // What somebody else had meanwhile got free anew.
        var passed = entry.Passed.Where(seconds => sooner.Contains(Instant.FromUnixTimeSeconds(seconds))).ToList();
        if (passed.Count != entry.Passed.Count)
        {
            await db.WaitlistEntries.Where(row => row.Id == entry.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Passed, passed), ct);
        }

        var candidates = sooner.Where(start => !passed.Contains(start.ToUnixTimeSeconds())).ToList();
        return candidates.Count > 0 && await OfferAsync(entry, wish, candidates[0], passed, ct);
    }

    private async Task<bool> OfferAsync(WaitlistEntry entry, WindowWish wish, Instant start, List<long> passed, CancellationToken ct)
    {
        var key = Keys.New();
        if (await holds.RunAsync(new HoldRequest(key, wish, start), ct) is not HoldOutcome.Held held)
        {
            return false;
        }

        if (await TellAsync(entry, key, held, [.. passed, start.ToUnixTimeSeconds()], ct))
        {
            return true;
        }

        await holds.ReleaseAsync(key, ct);
        return false;
    }

    /// <summary>Offer and letter commit together; false when the visit or the entry changed meanwhile.</summary>
    private Task<bool> TellAsync(WaitlistEntry entry, string key, HoldOutcome.Held held, List<long> passed, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await JobChanges.LockAsync(db, entry.JobId, ct);
        var job = await JobChanges.LoadAsync(db, db.Jobs.Where(row => row.Id == entry.JobId), ct) ?? throw new UnreachableException();
        if (job.LiveVisit is not { Status: VisitStatus.Planned or VisitStatus.Confirmed } visit || visit.WindowStart <= held.Window.Start)
        {
            return false;
        }

        var (now, hash) = (clock.GetCurrentInstant(), Keys.Hash(key));
        var written = await db.WaitlistEntries.Where(row => row.Id == entry.Id && row.EndedAt == null && row.LastOfferAt == entry.LastOfferAt).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.OfferKeyHash, hash).SetProperty(row => row.OfferWindowStart, held.Window.Start).SetProperty(row => row.OfferUntil, held.Until)
                .SetProperty(row => row.LastOfferAt, now).SetProperty(row => row.Offers, row => row.Offers + 1).SetProperty(row => row.Passed, passed)
                .SetProperty(row => row.OfferVisitId, db.Visits.Where(hold => hold.HoldKeyHash == hash).Select(hold => (Guid?)hold.Id).FirstOrDefault()),
            ct);
        if (written == 0)
        {
            return false;
        }

        letters.SoonerWindow(job, visit, held.Window, key, held.Until);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    });
}

internal sealed class WaitlistRounds(IServiceScopeFactory scopes, ILogger<WaitlistRounds> log) : Rounds(TimeSpan.FromMinutes(1), log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OfferSooner>().RunAsync(ct);
    }
}
