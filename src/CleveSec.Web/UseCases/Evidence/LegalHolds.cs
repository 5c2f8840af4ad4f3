using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>Keeps a job's evidence beyond its date while somebody may need it, and lets go of it again; who and why is written to the audit. The database refuses what would erase it meanwhile.</summary>
internal sealed class LegalHolds(CleveSecDb db, AuditTrail audit, IClock clock)
{
    /// <summary>The one that stands; null: none.</summary>
    public Task<LegalHold?> StandingAsync(IQueryable<Job> which, CancellationToken ct) =>
        db.LegalHolds.AsNoTracking().FirstOrDefaultAsync(hold => hold.EndedAt == null && which.Any(job => job.Id == hold.JobId), ct);

    /// <summary>All there were, newest first.</summary>
    public Task<List<LegalHold>> AllAsync(IQueryable<Job> which, CancellationToken ct) =>
        db.LegalHolds.AsNoTracking().Where(hold => which.Any(job => job.Id == hold.JobId)).OrderByDescending(hold => hold.Since).ToListAsync(ct);

    /// <returns>False: one stands already, or there is no such job.</returns>
    public async Task<bool> BeginAsync(IQueryable<Job> which, string reason, ClaimsPrincipal by, CancellationToken ct)
    {
        if (await which.AsNoTracking().Select(job => new { job.Id, job.Number }).FirstOrDefaultAsync(ct) is not { } found || await StandingAsync(which, ct) is not null)
        {
            return false;
        }

        db.LegalHolds.Add(new LegalHold { Id = Guid.CreateVersion7(), JobId = found.Id, Reason = reason.Trim(), Since = clock.GetCurrentInstant(), ByName = by.Identity?.Name ?? "" });
        audit.Add(by, "legal hold begun", found.Number, reason.Trim());
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException error) when (DbErrors.IsUnique(error, DbErrors.OneHoldAJob))
        {
            return false;
        }
    }

    /// <returns>False: none stands any more.</returns>
    public Task<bool> EndAsync(IQueryable<Job> which, Guid hold, string reason, ClaimsPrincipal by, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (now, name, why) = (clock.GetCurrentInstant(), by.Identity?.Name, reason.Trim());
        var ended = await db.LegalHolds.Where(one => one.Id == hold && one.EndedAt == null && which.Any(job => job.Id == one.JobId))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.EndedAt, now).SetProperty(one => one.EndedByName, name).SetProperty(one => one.EndReason, why), ct);
        if (ended == 1)
        {
            audit.Add(by, "legal hold ended", await which.Select(job => job.Number).FirstAsync(ct), why);
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return ended == 1;
    });
}
