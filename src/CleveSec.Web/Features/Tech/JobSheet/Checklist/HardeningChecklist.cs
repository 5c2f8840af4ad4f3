using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Certificates;

namespace CleveSec.Web.Features.Tech.JobSheet.Checklist;

/// <summary>One item of the checklist.</summary>
/// <param name="Id">Stable; kept with the answer.</param>
/// <param name="Must">Has to be answered before the job is closed; the owner may still decline it.</param>
/// <param name="Brand">"Any" or a brand's name.</param>
internal sealed record ChecklistItem(string Id, string Text, bool Must, string Brand)
{
    public bool Fits(RecorderBrand brand) => Brand == "Any" || Brand == brand.ToString();
}

/// <summary>What is gone through with the owner after re-initialization. The texts come with the site, from the same file as the guide's content.</summary>
internal sealed class HardeningChecklist : IChecklistTexts
{
    private const string Resource = "hardening.json";
    private readonly IReadOnlyList<ChecklistItem> items;

    private HardeningChecklist(int version, IReadOnlyList<ChecklistItem> items)
    {
        Version = version;
        this.items = items;
    }

    /// <summary>Goes up with every change of an item; kept with each answer, so that it stays known what was read aloud.</summary>
    public int Version { get; }

    public static HardeningChecklist Load()
    {
        using var stream = typeof(HardeningChecklist).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The site was built without {Resource}.");
        var content = JsonSerializer.Deserialize<Content>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
        return new HardeningChecklist(content.Version, content.Items);
    }

    public IReadOnlyList<(string Id, string Text)> Texts => [.. items.Select(item => (item.Id, item.Text))];

    public IReadOnlyList<ChecklistItem> For(RecorderBrand brand) => [.. items.Where(item => item.Fits(brand))];

    public IReadOnlyList<ChecklistItem> OpenMusts(RecorderBrand brand, IEnumerable<string> answered) =>
        [.. items.Where(item => item.Must && item.Fits(brand)).ExceptBy(answered, item => item.Id)];

    private sealed record Content([property: JsonRequired] int Version, [property: JsonRequired] IReadOnlyList<ChecklistItem> Items);
}
