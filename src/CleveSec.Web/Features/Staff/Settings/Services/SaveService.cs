using System.Globalization;
using System.Security.Claims;
using System.Text;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Services;

/// <summary>Changes a service, or adds one whose id is made from its English name. Nothing is deleted: jobs point to it.</summary>
internal sealed class SaveService(CleveSecDb db, SettingsChanges changes, ServicesQuery query, AuditTrail audit)
{
    /// <param name="id">Null: a new one.</param>
    public Task<SettingsOutcome> RunAsync(string? id, ServiceInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(_ => id is null ? AddAsync(input, by, ct) : ChangeAsync(id, input, by, ct), ct);

    /// <summary>What the site's own services have to stay, as field and reason.</summary>
    public static (string Field, string Reason)? WhyNot(string id, ServiceInput input) => id switch
    {
        Service.RecoveryId or Service.ReturnId when !input.Active => (nameof(input.Active), "This service cannot be switched off: jobs are made of it."),
        Service.RecoveryId when !input.Online => (nameof(input.Online), "This is what customers book; it stays offered online."),
        Service.ReturnId when input.Online => (nameof(input.Online), "A return visit follows from a job; customers cannot book it by themselves."),
        _ => null,
    };

    private async Task<SettingsOutcome> AddAsync(ServiceInput input, ClaimsPrincipal by, CancellationToken ct)
    {
        var taken = await db.Services.AsNoTracking().Select(service => new { service.Id, service.NameEnglish }).ToListAsync(ct);
        if (taken.Exists(service => string.Equals(service.NameEnglish, input.NameEnglish!.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            // Also the same click twice.
            return new SettingsOutcome.Refused("There is a service of this name already.");
        }

        var row = new ServiceRow { Id = IdOf(input.NameEnglish!, taken.ConvertAll(service => service.Id)) };
        input.Apply(row);
        db.Services.Add(row);
        audit.Add(by, "service added", row.Id, string.Join("; ", ServicesQuery.FactsOf(row).Select(fact => $"{fact.Name}: {fact.Value}")));
        return new SettingsOutcome.Saved($"{row.NameEnglish} is added.{await WarningAsync(row, ct)}");
    }

    private async Task<SettingsOutcome> ChangeAsync(string id, ServiceInput input, ClaimsPrincipal by, CancellationToken ct)
    {
        if (await db.Services.FirstOrDefaultAsync(service => service.Id == id, ct) is not { } row)
        {
            return new SettingsOutcome.LostRace();
        }

        var before = ServicesQuery.FactsOf(row);
        if (Facts.VersionOf(before) != input.Version)
        {
            return new SettingsOutcome.LostRace();
        }

        var wasActive = row.Active;
        input.Apply(row);
        var changed = Facts.Changes(before, ServicesQuery.FactsOf(row));
        foreach (var change in changed)
        {
            audit.Add(by, "service changed", id, $"{change.Name}: {change.Value}");
        }

        var open = wasActive && !row.Active ? await query.OpenJobsAsync(id, ct) : 0;
        var kept = open == 0 ? "" : $" {SettingNumber.Count(open, "open job")} {(open == 1 ? "keeps" : "keep")} it until the end.";
        return new SettingsOutcome.Saved($"{Facts.Said(changed)}{kept}{await WarningAsync(row, ct)}");
    }

    private async Task<string> WarningAsync(ServiceRow row, CancellationToken ct) =>
        row is { Active: true, Needs.Count: > 0 } && !await query.AnybodyAsync(row.Needs, ct) ? $" No technician has {string.Join(" and ", row.Needs)} yet, so no window is offered." : "";

    /// <summary>"Camera tune-up" is "camera-tune-up"; a second one "camera-tune-up-2".</summary>
    internal static string IdOf(string name, IReadOnlyCollection<string> taken)
    {
        var letters = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            letters.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        }

        const int Room = 4;
        var slug = string.Join('-', letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        slug = slug.Length == 0 ? "service" : slug[..Math.Min(slug.Length, Service.IdMaxLength - Room)].TrimEnd('-');
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? slug : string.Create(CultureInfo.InvariantCulture, $"{slug}-{n}")).First(id => !taken.Contains(id));
    }
}
