using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>Sets how driving times are estimated. Plans already made stay.</summary>
internal sealed class SaveTravel(CleveSecDb db, SettingsChanges changes, AuditTrail audit)
{
    public Task<SettingsOutcome> RunAsync(TravelInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        // Locked, because the state of the road server is written to the same row.
        var row = await db.TravelSettings.FromSql($"select *, xmin from travel_settings for update").SingleAsync(ct);
        var before = TravelQuery.FactsOf(row);
        if (Facts.VersionOf(before) != input.Version)
        {
            return new SettingsOutcome.LostRace();
        }

        row.RoadPercent = SettingNumber.Parse(input.Road)!.Value;
        row.SpeedBands = TravelLines.Speeds(input.Speeds);
        row.HourBands = TravelLines.Hours(input.Hours);
        var changed = Facts.Changes(before, TravelQuery.FactsOf(row));
        foreach (var change in changed)
        {
            audit.Add(by, "travel settings changed", change.Name, change.Value);
        }

        return new SettingsOutcome.Saved(Facts.Said(changed));
    }, ct);
}
