using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Account;

/// <param name="Here">The browser that is looking.</param>
internal sealed record OwnSession(Guid Id, string Device, Instant Since, Instant LastSeen, bool Here);

/// <param name="TextsAreOn">Text messages are set up at all.</param>
internal sealed record OwnAccount(string Name, string Email, string? Phone, bool AlertsByText, bool TextsAreOn, IReadOnlyList<OwnSession> Sessions);

/// <summary>Who somebody is here and where they are signed in, this browser first.</summary>
internal sealed class OwnSessionsQuery(CleveSecDb db, TextOutbox texts, IClock clock)
{
    public async Task<OwnAccount> RunAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var (staffId, here) = (user.StaffId(), user.SessionId());
        var now = clock.GetCurrentInstant();
        var seenAfter = now - StaffTickets.IdleOf(user.StaffRole());
        var person = await db.Staff.AsNoTracking().Where(staff => staff.Id == staffId).Select(staff => new { staff.Name, staff.Email, staff.Phone, staff.AlertsByText }).SingleAsync(ct);
        var rows = await db.StaffSessions.AsNoTracking()
            .Where(session => session.StaffId == staffId && session.EndedAt == null && session.ExpiresAt > now && session.LastSeenAt > seenAfter)
            .Select(session => new { session.Id, session.UserAgent, session.CreatedAt, session.LastSeenAt })
            .ToListAsync(ct);
        return new OwnAccount(person.Name, person.Email, person.Phone, person.AlertsByText, texts.IsOn,
        [
            .. rows.Select(row => new OwnSession(row.Id, DeviceName.Of(row.UserAgent), row.CreatedAt, row.LastSeenAt, row.Id == here))
                .OrderByDescending(session => session.Here).ThenByDescending(session => session.LastSeen),
        ]);
    }
}
