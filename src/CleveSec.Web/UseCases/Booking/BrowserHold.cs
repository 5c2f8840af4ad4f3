using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>The Held visit of one browser, or of one offer, found by its key.</summary>
internal sealed record BrowserHold(Guid VisitId, Guid TechnicianId, string Zip, Instant WindowStart, Instant WindowEnd, Instant WorkStart, Instant HeldUntil)
{
    public const int Space = 4712;

    public static string LockName(string key) => Convert.ToHexString(Keys.Hash(key));

    public FreedDay Day => new(TechnicianId, TechnicianLock.DateOf(WorkStart));

    /// <summary>Null when there is none that still counts.</summary>
    public static async Task<BrowserHold?> FindAsync(CleveSecDb db, string? key, Instant now, CancellationToken ct) =>
        await AnyAsync(db, key, ct) is { } hold && hold.HeldUntil > now ? hold : null;

    /// <summary>Changes to the hold of one key wait for each other until the transaction ends. Taken before the locks of technicians. Finds the hold as it then is, also one that has run out.</summary>
    public static async Task<BrowserHold?> LockAsync(CleveSecDb db, string? key, CancellationToken ct)
    {
        if (key is null)
        {
            return null;
        }

        var name = LockName(key);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Space}, hashtext({name}))", ct);
        return await AnyAsync(db, key, ct);
    }

    public Task RemoveAsync(CleveSecDb db, CancellationToken ct) => db.Visits.Where(visit => visit.Id == VisitId && visit.Status == VisitStatus.Held).ExecuteDeleteAsync(ct);

    /// <summary>Also one that has run out and whose row is still there.</summary>
    public static async Task<BrowserHold?> AnyAsync(CleveSecDb db, string? key, CancellationToken ct)
    {
        if (key is null)
        {
            return null;
        }

        var hash = Keys.Hash(key);
        return await db.Visits.AsNoTracking().Where(visit => visit.HoldKeyHash == hash)
            .Select(visit => new BrowserHold(visit.Id, visit.TechnicianId, visit.Zip, visit.WindowStart, visit.WindowEnd, visit.WorkStart, visit.HeldUntil!.Value))
            .FirstOrDefaultAsync(ct);
    }
}
