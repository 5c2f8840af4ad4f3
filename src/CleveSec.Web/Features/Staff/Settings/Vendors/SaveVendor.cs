using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Vendors;

/// <summary>Changes one vendor. Letters that were sent stay as they were.</summary>
internal sealed class SaveVendor(CleveSecDb db, SettingsChanges changes, AuditTrail audit)
{
    public Task<List<VendorRow>> AllAsync(CancellationToken ct) => db.Vendors.AsNoTracking().OrderBy(vendor => vendor.Id).ToListAsync(ct);

    public Task<VendorRow?> OneAsync(string id, CancellationToken ct) => db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Id == id, ct);

    /// <param name="input">Validated.</param>
    public Task<SettingsOutcome> RunAsync(string id, VendorInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        if (await db.Vendors.FirstOrDefaultAsync(vendor => vendor.Id == id, ct) is not { } row)
        {
            return new SettingsOutcome.LostRace();
        }

        var before = VendorInput.FactsOf(row);
        if (Facts.VersionOf(before) != input.Version)
        {
            return new SettingsOutcome.LostRace();
        }

        input.Apply(row);
        var changed = Facts.Changes(before, VendorInput.FactsOf(row));
        foreach (var change in changed)
        {
            audit.Add(by, "vendor changed", id, $"{change.Name}: {change.Value}");
        }

        return new SettingsOutcome.Saved(changed.Count == 0 ? "Nothing was changed." : $"{row.Name} is saved.");
    }, ct);
}
