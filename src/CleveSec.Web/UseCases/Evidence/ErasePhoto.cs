using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Evidence;

/// <summary>Deletes a picture before its date, for good: it shows an identity paper or a password, which we do not keep.</summary>
internal sealed class ErasePhoto(CleveSecDb db, AuditTrail audit)
{
    /// <summary>Null: the job is under a legal hold, and it stays. False: there is none, or somebody else was quicker.</summary>
    public async Task<bool?> RunAsync(IQueryable<Job> which, Guid id, ClaimsPrincipal by, CancellationToken ct)
    {
        var number = await which.Where(job => db.EvidenceFiles.Any(photo => photo.Id == id && photo.JobId == job.Id)).Select(job => job.Number).FirstOrDefaultAsync(ct);
        return number is null ? false : await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            int erased;
            try
            {
                erased = await db.EvidenceFiles.Where(photo => photo.Id == id).ExecuteDeleteAsync(ct);
            }
            catch (Exception error) when (DbErrors.IsHeld(error))
            {
                return (bool?)null;
            }

            if (erased == 1)
            {
                audit.Add(by, "photo erased", number, id.ToString());
                await db.SaveChangesAsync(ct);
            }

            await transaction.CommitAsync(ct);
            return erased == 1;
        });
    }
}
