using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using NodaTime;

namespace CleveSec.Web.UseCases.OwnerByLink;

/// <summary>Takes a link, or what was signed by it, back. The same click twice does it once.</summary>
internal sealed class RevokeOwnerSignature(CleveSecDb db, JobChanges changes, IClock clock)
{
    public Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, Guid id, string reason, CancellationToken ct) => changes.RunAsync(
        which,
        by,
        (job, step) =>
        {
            if (job.OwnerSignatures.All(signature => signature.Id != id || signature.State != OwnerSignatureState.Revoked))
            {
                job.RevokeOwnerSignature(id, reason, step);
            }
        },
        ct,
        job => OwnerLinks.RevokeAsync(db, job.OwnerSignatures.Where(signature => signature.Id == id), clock.GetCurrentInstant(), ct));
}
