using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>Mailed addresses: unguessable, stored hashed, with a purpose and an end, single-use where it matters, revocable.</summary>
internal sealed class SecretLinks(CleveSecDb db)
{
    /// <summary>Adds a link to the current unit of work and returns its token, which exists nowhere else.</summary>
    public string Issue(LinkPurpose purpose, Guid subjectId, Instant now, Instant expiresAt)
    {
        var token = Keys.New();
        db.SecretLinks.Add(new SecretLink
        {
            Id = Guid.CreateVersion7(),
            Purpose = purpose,
            TokenHash = Keys.Hash(token),
            SubjectId = subjectId,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        });
        return token;
    }

    /// <summary>Whose link it is while it is good; null for an unknown, used, ended or revoked one. Looking consumes nothing: mail scanners open links.</summary>
    public Task<Guid?> FindAsync(LinkPurpose purpose, string token, Instant now, CancellationToken ct) => FindAsync([purpose], token, now, ct);

    public async Task<Guid?> FindAsync(LinkPurpose[] purposes, string token, Instant now, CancellationToken ct)
    {
        var hash = Keys.Hash(token);
        return await db.SecretLinks.AsNoTracking()
            .Where(link => link.TokenHash == hash && purposes.Contains(link.Purpose) && link.ExpiresAt > now && link.ConsumedAt == null && link.RevokedAt == null)
            .Select(link => (Guid?)link.SubjectId)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Uses a single-use link up. Of several at once exactly one gets the subject, the others null.</summary>
    public async Task<Guid?> ConsumeAsync(LinkPurpose[] purposes, string token, Instant now, CancellationToken ct)
    {
        var hash = Keys.Hash(token);
        var subject = await FindAsync(purposes, token, now, ct);
        var used = await db.SecretLinks
            .Where(link => link.TokenHash == hash && purposes.Contains(link.Purpose) && link.ExpiresAt > now && link.ConsumedAt == null && link.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.ConsumedAt, now), ct);
        return used == 1 ? subject : null;
    }

    /// <summary>Makes every open link of this purpose and subject worthless.</summary>
    public Task RevokeAsync(LinkPurpose[] purposes, Guid subjectId, Instant now, CancellationToken ct) => db.SecretLinks
        .Where(link => purposes.Contains(link.Purpose) && link.SubjectId == subjectId && link.ConsumedAt == null && link.RevokedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, now), ct);
}
