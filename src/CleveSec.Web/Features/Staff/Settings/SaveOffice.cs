using System.Security.Claims;
using CleveSec.Web.Security;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>Sets when somebody answers, and how often the guide asks to be checked.</summary>
internal sealed class SaveOffice(SettingsChanges changes, AuditTrail audit)
{
    public Task<SettingsOutcome> RunAsync(OfficeInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(office =>
    {
        if (OfficeView.Of(office).Version != input.Version)
        {
            return Task.FromResult<SettingsOutcome>(new SettingsOutcome.LostRace());
        }

        var hours = input.Hours().Select(span => span.ToString()).ToList();
        if (!hours.SequenceEqual(office.Hours))
        {
            audit.Add(by, "office hours changed", "settings", hours.Count == 0 ? "not published" : string.Join(", ", hours));
            office.Hours = hours;
        }

        var days = input.CleanCheckDays!.Value;
        if (days != office.GuideCheckDays)
        {
            audit.Add(by, "guide check days changed", "settings", $"{office.GuideCheckDays} → {days}");
            office.GuideCheckDays = days;
        }

        return Task.FromResult<SettingsOutcome>(new SettingsOutcome.Saved("The settings are saved."));
    }, ct);
}
