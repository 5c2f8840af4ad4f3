using CleveSec.Domain.HandOver;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Check;

/// <summary>All that a code tells a stranger.</summary>
/// <param name="Replaced">A newer certificate was issued for the same job.</param>
internal sealed record CheckedCertificate(string Number, Instant ClosedAt, CertificateOutcome Outcome, bool Replaced);

/// <summary>Which certificate a code stands on. An unknown code takes as long as a known one.</summary>
internal sealed class CheckQuery(CleveSecDb db)
{
    public Task<CheckedCertificate?> RunAsync(string? typed, CancellationToken ct) => AnswerFloor.KeepAsync(async () =>
    {
        var hash = Keys.Hash(CheckCode.TryNormalize(typed));
        return await db.Certificates.AsNoTracking().Where(certificate => certificate.CodeHash == hash)
            .Select(certificate => new CheckedCertificate(certificate.Number, certificate.ClosedAt, certificate.Outcome, db.Certificates.Any(later => later.JobId == certificate.JobId && later.Closing > certificate.Closing)))
            .FirstOrDefaultAsync(ct);
    }, ct);
}
