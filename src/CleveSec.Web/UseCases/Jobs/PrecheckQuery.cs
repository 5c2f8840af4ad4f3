using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>What the office last found in the papers of a job; null: nobody has looked.</summary>
internal sealed class PrecheckQuery(CleveSecDb db)
{
    public Task<OwnershipPrecheck?> OfJobAsync(IQueryable<Job> which, CancellationToken ct) =>
        db.OwnershipPrechecks.AsNoTracking().Where(precheck => which.Any(job => job.Id == precheck.JobId)).OrderByDescending(precheck => precheck.At).ThenByDescending(precheck => precheck.Id).FirstOrDefaultAsync(ct);
}
