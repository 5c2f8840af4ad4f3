using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;

namespace CleveSec.Web.Features.Staff.Account;

/// <summary>Ends one of somebody's own sessions, or all but the one that asks.</summary>
internal sealed class EndSessions(CleveSecDb db, StaffSessions sessions, AuditTrail audit)
{
    /// <param name="sessionId">One; null: all others.</param>
    /// <returns>How many were ended; a foreign or finished session counts as none.</returns>
    public async Task<int> RunAsync(ClaimsPrincipal user, Guid? sessionId, CancellationToken ct)
    {
        var ended = sessionId is { } one
            ? await sessions.EndOneAsync(user.StaffId(), one, ct) ? 1 : 0
            : await sessions.EndAllAsync(user.StaffId(), user.SessionId(), ct);
        if (ended > 0)
        {
            audit.Add(user, "sessions ended", user.Identity?.Name ?? "", $"{ended} of their own");
            await db.SaveChangesAsync(ct);
        }

        return ended;
    }
}
