using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Calendars;

/// <summary>Reads technicians' own calendars every 15 minutes, one node at a time. One that cannot be read keeps what it said before and is told to the office.</summary>
internal sealed class BusyFeedReader(IServiceScopeFactory scopes, BusyFeedClient client, SiteAddress site, IClock clock, ILogger<BusyFeedReader> log) : Rounds(TimeSpan.FromSeconds(30), log)
{
    public static readonly Duration ReadEvery = Duration.FromMinutes(15);

    protected override Task RoundAsync(CancellationToken ct) => RunOnceAsync(ct);

    /// <summary>Reads every calendar that is due, and returns how many.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        var before = clock.GetCurrentInstant() - ReadEvery;
        if (!await db.BusyFeeds.AsNoTracking().AnyAsync(feed => feed.FetchedAt == null || feed.FetchedAt <= before, ct))
        {
            return 0;
        }

        var read = 0;
        await OneNode.RunAsync(db, OneNode.BusyFeeds, async () =>
        {
            foreach (var id in await db.BusyFeeds.AsNoTracking().Where(feed => feed.FetchedAt == null || feed.FetchedAt <= before).Select(feed => feed.Id).ToListAsync(ct))
            {
                await ReadAsync(id, ct);
                read++;
            }
        }, ct);
        return read;
    }

    private async Task ReadAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        if (await db.BusyFeeds.AsNoTracking().FirstOrDefaultAsync(feed => feed.Id == id, ct) is not { } feed)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        try
        {
            var plan = await scope.ServiceProvider.GetRequiredService<Schedules>().PlanAsync(ct);
            var today = TechnicianLock.DateOf(now);
            var during = new Interval(today.AtStartOfDayInZone(BookingRules.Zone).ToInstant(), today.PlusDays(plan.Rules.HorizonDays + 1).AtStartOfDayInZone(BookingRules.Zone).ToInstant());

            // Each day reaches one day further ahead, for which the whole calendar is needed once.
            var etag = feed.FetchedAt is { } last && TechnicianLock.DateOf(last) == today && feed.FailingSince is null ? feed.ETag : null;
            var url = scope.ServiceProvider.GetRequiredService<SecretBox>().OpenAddress(feed.SealedUrl) ?? throw new BusyFeedFailed("The address cannot be opened any more. Remove this calendar and enter it again.");
            var answer = await client.FetchAsync(new Uri(url), etag, ct);
            var wanted = answer.Text is { } text ? BusyTimes.Read(text, during, site.Host) : null;
            await scope.ServiceProvider.GetRequiredService<TakeOverBusyTimes>().RunAsync(id, feed.TechnicianId, wanted, during, ct);
            await db.BusyFeeds.Where(row => row.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.FetchedAt, now).SetProperty(row => row.FailingSince, (Instant?)null).SetProperty(row => row.Error, (string?)null).SetProperty(row => row.ETag, answer.ETag), ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await FailAsync(db, id, error, now, ct);
        }
    }

    /// <summary>What is not known to be the calendar's fault is logged whole; the office reads a sentence either way.</summary>
    private async Task FailAsync(CleveSecDb db, Guid id, Exception error, Instant now, CancellationToken ct)
    {
        var words = error is BusyFeedFailed ? error.Message : "Its times could not be taken over.";
        Log.LogWarning(error is BusyFeedFailed ? null : error, "Calendar {FeedId} was not read: {Error}", id, words);
        await db.BusyFeeds.Where(row => row.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.FetchedAt, now).SetProperty(row => row.FailingSince, row => row.FailingSince ?? now).SetProperty(row => row.Error, words), ct);
    }
}
