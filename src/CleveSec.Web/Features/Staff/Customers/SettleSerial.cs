using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>The office knows why one serial stands under two customers and says so; a third customer raises the alert again.</summary>
internal sealed class SettleSerial(CleveSecDb db, AuditTrail audit, IClock clock)
{
    /// <summary>False: no such recorder, or its serial does not stand under that customer.</summary>
    /// <param name="reason">Checked for length and secrets.</param>
    public Task<bool> RunAsync(Guid recorder, Guid other, string reason, ClaimsPrincipal by, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var settled = await db.Database.ExecuteSqlAsync($"""
            insert into serial_settlements (id, serial, customer_a, customer_b, reason, at, by_name)
            select {Guid.CreateVersion7()}, serial_normal(r.serial), least(s.customer_id, {other}), greatest(s.customer_id, {other}), {reason}, {clock.GetCurrentInstant()}, {by.Identity?.Name ?? ""}
            from recorders r join sites s on s.id = r.site_id
            where r.id = {recorder} and s.customer_id <> {other}
              and exists (select 1 from recorders o join sites os on os.id = o.site_id where serial_normal(o.serial) = serial_normal(r.serial) and os.customer_id = {other})
            on conflict (serial, customer_a, customer_b) do update set reason = excluded.reason, at = excluded.at, by_name = excluded.by_name
            """, ct);
        if (settled == 1)
        {
            audit.Add(by, "serial settled", Corrections.SubjectOf(Corrected.Recorder, recorder), reason);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return settled == 1;
    });
}
