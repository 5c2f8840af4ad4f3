using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;

namespace CleveSec.Web.UseCases.Certificates;

/// <summary>Shows staff a certificate; a signature stands on it, so the look is written to the audit first.</summary>
internal sealed class ViewCertificate(CleveSecDb db, CertificateQuery query, AuditTrail audit)
{
    /// <summary>Null: none on a job that this person may see.</summary>
    /// <param name="closing">Null: the newest.</param>
    public async Task<CertificateView?> RunAsync(IQueryable<Job> which, int? closing, ClaimsPrincipal by, CancellationToken ct)
    {
        if (await query.FindAsync(which, closing, ct) is not { } found)
        {
            return null;
        }

        audit.Add(by, "certificate viewed", found.Content.JobNumber, found.Number);
        await db.SaveChangesAsync(ct);
        return found;
    }
}
