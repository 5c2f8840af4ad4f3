using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>Once an hour deletes what decides nothing any more: past counts, sessions, codes, links and form ids a month after their end, and what is kept of strangers.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, IClock clock, ILogger<Housekeeping> log) : BackgroundService
{
    /// <summary>Kept that long after their end, for looking into what happened.</summary>
    public static readonly Duration KeptAfterEnd = Duration.FromDays(30);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(Every);
        try
        {
            do
            {
                await TryCleanAsync(stoppingToken);
            }
            while (await hours.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site is stopping.
        }
    }

    /// <summary>Deletes what is over now; several instances at once do no harm.</summary>
    public async Task CleanAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var over = now - KeptAfterEnd;
        var past = now - RateLimit.LongestSpan;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        await db.RateCounts.Where(row => row.WindowStart < past).ExecuteDeleteAsync(ct);
        await db.CustomerSessions.Where(row => row.ExpiresAt < over).ExecuteDeleteAsync(ct);
        await db.CustomerCodes.Where(row => row.ExpiresAt < over).ExecuteDeleteAsync(ct);
        await db.SecretLinks.Where(row => row.ExpiresAt < over || row.ConsumedAt < over || row.RevokedAt < over).ExecuteDeleteAsync(ct);
        await db.StaffSessions.Where(row => row.ExpiresAt < over || row.EndedAt < over).ExecuteDeleteAsync(ct);
        await db.CommandKeys.Where(row => row.At < over).ExecuteDeleteAsync(ct);
        await Strangers.CleanAsync(db, now, ct);
    }

    private async Task TryCleanAsync(CancellationToken ct)
    {
        try
        {
            await CleanAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // A lost database must not end the cleaning for good; the next hour tries again.
            log.LogError(error, "Deleting what is out of date failed.");
        }
    }
}
