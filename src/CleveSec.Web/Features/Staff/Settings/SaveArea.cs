using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>Switches whole counties on and off. Visits already planned stay where they are.</summary>
internal sealed class SaveArea(CleveSecDb db, SettingsChanges changes, AreaQuery query, AuditTrail audit)
{
    public Task<SettingsOutcome> RunAsync(IReadOnlyList<string> wanted, string? version, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        var area = await query.RunAsync(ct);
        if (area.Version != version)
        {
            return new SettingsOutcome.LostRace();
        }

        if (!area.Counties.Any(county => wanted.Contains(county.Name)))
        {
            return new SettingsOutcome.Refused("Leave at least one county switched on: without one nobody can book.");
        }

        var changed = area.Counties.Where(county => county.Served != wanted.Contains(county.Name)).ToList();
        foreach (var county in changed)
        {
            await db.ServiceZips.Where(zip => zip.County == county.Name).ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, !county.Served), ct);
            audit.Add(by, county.Served ? "county switched off" : "county switched on", county.Name, county is { Served: true, Visits: > 0 } ? $"{county.Visits} planned visits stay" : null);
        }

        return new SettingsOutcome.Saved(changed.Count == 0 ? "Nothing was changed." : string.Join(' ', changed.Select(Words)));
    }, ct);

    private static string Words(CountyRow county) => !county.Served ? $"{county.Name} is switched on."
        : county.Visits == 0 ? $"{county.Name} is switched off."
        : $"{county.Name} is switched off; {(county.Visits == 1 ? "the visit that is planned there stays" : $"the {county.Visits} visits that are planned there stay")}.";
}
