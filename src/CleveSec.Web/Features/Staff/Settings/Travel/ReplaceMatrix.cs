using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>Replaces the uploaded table as a whole, or removes it: nobody ever plans with half of one.</summary>
internal sealed class ReplaceMatrix(CleveSecDb db, SettingsChanges changes, AuditTrail audit)
{
    /// <param name="rows">None: removed.</param>
    public Task<SettingsOutcome> RunAsync(IReadOnlyList<TravelTime> rows, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        var before = await db.TravelTimes.Where(time => time.Source == TravelSource.Matrix).ExecuteDeleteAsync(ct);
        if (rows.Count > 0)
        {
            await TravelTimeRows.InsertAsync(db, TravelSource.Matrix, rows, ct);
        }

        audit.Add(by, rows.Count == 0 ? "travel table removed" : "travel table replaced", "settings", $"{before} → {rows.Count} pairs");
        return new SettingsOutcome.Saved(rows.Count == 0
            ? "The table is removed: driving times come from the road server or are estimated."
            : $"The table is in use: {SettingNumber.Count(rows.Count, "pair")} of ZIP codes. A pair that it lacks comes from the road server or is estimated.");
    }, ct);
}
