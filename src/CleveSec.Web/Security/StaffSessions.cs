using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>Ends sessions of a member of staff; every copy of their cookies is dead from then on.</summary>
internal sealed class StaffSessions(CleveSecDb db, IClock clock)
{
    /// <summary>Ends all, or all but the one of this request.</summary>
    public Task<int> EndAllAsync(Guid staffId, Guid? except, CancellationToken ct) => EndAsync(db.StaffSessions.Where(session => session.StaffId == staffId && session.Id != except), ct);

    /// <summary>Ends one of the person's own sessions. False: it is not theirs, or over.</summary>
    public async Task<bool> EndOneAsync(Guid staffId, Guid sessionId, CancellationToken ct) => await EndAsync(db.StaffSessions.Where(session => session.StaffId == staffId && session.Id == sessionId), ct) == 1;

    /// <summary>Which of these are still open, and of somebody who may see what the office sees.</summary>
    public async Task<IReadOnlyList<Guid>> OpenInOfficeAsync(IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var found = await (
            from session in db.StaffSessions.AsNoTracking()
            join staff in db.Staff.AsNoTracking() on session.StaffId equals staff.Id
            where sessions.Contains(session.Id) && session.EndedAt == null && session.ExpiresAt > now && staff.Active && (staff.Role == StaffRole.Dispatcher || staff.Role == StaffRole.Admin)
            select new { session.Id, session.LastSeenAt, staff.Role }).ToListAsync(ct);
        return [.. found.Where(session => now - session.LastSeenAt <= StaffTickets.IdleOf(session.Role)).Select(session => session.Id)];
    }

    private Task<int> EndAsync(IQueryable<StaffSession> which, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return which.Where(session => session.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), ct);
    }
}
