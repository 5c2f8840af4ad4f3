using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Recorders;

/// <summary>A method that fits a recorder, with what it does to settings and footage: shown before it is tried.</summary>
internal sealed record MethodChoice(string Id, string Name, bool Destructive, string Settings, string Footage, IReadOnlyList<string> Limits)
{
    public string SpanishName { get; init; } = Name;

    /// <summary>The guide's words, "MayBeLost"; null: the guide says nothing.</summary>
    public string? SettingsEffect { get; init; }

    /// <inheritdoc cref="SettingsEffect"/>
    public string? FootageEffect { get; init; }

    /// <inheritdoc cref="ResetMethod.NeedsLabelPhoto"/>
    public bool NeedsLabelPhoto => ResetMethod.Find(Id) is { NeedsLabelPhoto: true };

    /// <summary>Whether the answer comes from the manufacturer, the seller or their support.</summary>
    public bool AsksVendor => Id is "dahua-xml" or "dahua-vendor-code" or "lorex-support" or "hik-sadp" or "hik-partner-pro";
}

/// <summary>The methods for one brand in the domain's order, with the guide's words about them.</summary>
internal sealed class MethodsQuery(CleveSecDb db)
{
    private const string Unknown = "not known; treat as if it were lost";

    public async Task<IReadOnlyList<MethodChoice>> RunAsync(RecorderBrand brand, CancellationToken ct)
    {
        var fitting = ResetMethod.All.Where(method => method.Fits(brand)).ToList();
        var ids = fitting.Select(method => method.Id).ToList();
        var texts = await db.GuideMethods.AsNoTracking().Where(method => ids.Contains(method.Id))
            .Select(method => new { method.Id, method.Settings, method.Footage, method.English, method.Spanish })
            .ToDictionaryAsync(method => method.Id, ct);
        return [.. fitting.Select(method => texts.TryGetValue(method.Id, out var text)
            ? new MethodChoice(method.Id, method.Name, method.Destructive, Effect(text.Settings), Effect(text.Footage), text.English.Limits)
            {
                SpanishName = text.Spanish.Name is { Length: > 0 } spanish ? spanish : method.Name,
                SettingsEffect = text.Settings,
                FootageEffect = text.Footage,
            }
            : new MethodChoice(method.Id, method.Name, method.Destructive, Unknown, Unknown, []))];
    }

    private static string Effect(string effect) => effect switch
    {
        "Kept" => "kept",
        "KeptExpected" => "expected to be kept, not proven",
        "Lost" => "lost",
        "MayBeLost" => "may be lost",
        "OnDiskUntilFormatted" => "stays on the disk until that is formatted",
        _ => Unknown,
    };
}
