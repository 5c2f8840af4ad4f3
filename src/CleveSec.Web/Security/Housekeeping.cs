using CleveSec.Web.Data;
using CleveSec.Web.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>Once an hour deletes what decides nothing any more: past counts, sessions, codes, links and form ids a month after their end, what is kept of strangers, pictures and signed forms on their date.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, IClock clock, ILogger<Housekeeping> log) : Rounds(TimeSpan.FromHours(1), log)
{
    /// <summary>Kept that long after their end, for looking into what happened.</summary>
    public static readonly Duration KeptAfterEnd = Duration.FromDays(30);

    protected override Task RoundAsync(CancellationToken ct) => CleanAsync(ct);

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
        await db.EvidenceFiles.Where(file => file.PurgeAt < now).ExecuteDeleteAsync(ct);
        await db.Authorizations.Where(form => form.PurgeAt < now).ExecuteDeleteAsync(ct);
        await db.Certificates.Where(certificate => certificate.PurgeAt < now).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync($"delete from change_feed where at < now() - {ChangeFeedRow.KeptFor}", ct);
        var forgotten = now - InboxMark.KeptFor;
        await db.InboxMarks.Where(mark => mark.Since < forgotten).ExecuteDeleteAsync(ct);
        await Strangers.CleanAsync(db, now, ct);
    }
}
