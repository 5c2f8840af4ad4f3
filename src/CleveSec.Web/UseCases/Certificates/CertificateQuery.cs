using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Certificates;

/// <summary>A certificate as it is printed.</summary>
/// <param name="Code">As it stands on paper.</param>
/// <param name="Strokes">What was drawn, as JSON; null: nothing was.</param>
/// <param name="Replaced">The job was closed again later, with another certificate.</param>
internal sealed record CertificateView(
    string Number, int Closing, CertificateOutcome Outcome, Language Language, string Code, CertificateContent Content, HandOverSign Sign, string? SignedName, string? Strokes, Instant IssuedAt, bool Replaced)
{
    public Instant ClosedAt => Content.ClosedAt;
}

/// <summary>One line in the list of a job's certificates.</summary>
internal sealed record CertificateLine(int Closing, string Number, CertificateOutcome Outcome, Instant ClosedAt);

/// <summary>The certificates of a job that this person may see.</summary>
internal sealed class CertificateQuery(CleveSecDb db, MasterKey master)
{
    /// <param name="which">Selects the job, with the right to see it inside.</param>
    /// <param name="closing">Which closing; null: the newest.</param>
    /// <returns>Null: none.</returns>
    public async Task<CertificateView?> FindAsync(IQueryable<Job> which, int? closing, CancellationToken ct)
    {
        var found = await db.Certificates.AsNoTracking()
            .Where(certificate => which.Any(job => job.Id == certificate.JobId) && (closing == null || certificate.Closing == closing))
            .OrderByDescending(certificate => certificate.Closing)
            .Select(certificate => new { Certificate = certificate, Replaced = db.Certificates.Any(later => later.JobId == certificate.JobId && later.Closing > certificate.Closing) })
            .FirstOrDefaultAsync(ct);
        return found is null ? null : Of(found.Certificate, found.Replaced);
    }

    public Task<List<CertificateLine>> ListAsync(IQueryable<Job> which, CancellationToken ct) => db.Certificates.AsNoTracking()
        .Where(certificate => which.Any(job => job.Id == certificate.JobId))
        .OrderByDescending(certificate => certificate.Closing)
        .Select(certificate => new CertificateLine(certificate.Closing, certificate.Number, certificate.Outcome, certificate.ClosedAt))
        .ToListAsync(ct);

    private CertificateView Of(Certificate kept, bool replaced) => new(
        kept.Number, kept.Closing, kept.Outcome, kept.Language, CertificateCodes.Open(master, kept), kept.Content, kept.Sign, kept.SignedName,
        kept.SealedStrokes is { } bytes ? Encoding.UTF8.GetString(master.Decrypt(bytes)) : null, kept.IssuedAt, replaced);
}
