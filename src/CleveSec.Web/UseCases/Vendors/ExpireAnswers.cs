using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>Ends what is not good any more: accepted answers that nobody used, and mails that nobody looked at. What they held is deleted.</summary>
internal sealed class ExpireAnswers(CleveSecDb db, JobChanges changes, IClock clock)
{
    /// <summary>A mail that names no case is kept that long for somebody to say where it belongs.</summary>
    public static readonly Duration WithoutCase = Duration.FromHours(48);

    private static readonly Actor Clock = new(ActorRole.None, null, "The clock");

    /// <returns>How many cases expired.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var expired = 0;
        foreach (var id in await db.VendorCases.AsNoTracking().Where(one => one.State == VendorCaseState.Answered && one.AnswerValidUntil <= now).Select(one => one.Id).ToListAsync(ct))
        {
            expired += await changes.RunAsync(db.Jobs.Where(job => job.VendorCases.Any(one => one.Id == id)), Clock, (job, step) => job.ExpireVendorAnswer(id, step), ct) is JobChange.Made ? 1 : 0;
        }

        await db.Database.ExecuteSqlAsync($"""
            update vendor_answers answer set state = 'Expired', sealed_bytes = null, sealed_key = null
            where answer.state = 'Quarantined' and answer.kind = 'Answer' and answer.came_at + coalesce(
              (select make_interval(hours => its.validity_hours) from vendor_cases its where its.id = answer.vendor_case_id), {WithoutCase}) <= {now}
            """, ct);
        return expired;
    }
}

internal sealed class ExpiryRounds(IServiceScopeFactory scopes, ILogger<ExpiryRounds> log) : Rounds(TimeSpan.FromMinutes(1), log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExpireAnswers>().RunAsync(ct);
    }
}
