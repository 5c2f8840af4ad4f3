using System.Globalization;
using System.Text.Json;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using NodaTime.Text;

namespace CleveSec.Migrations.Seeds;

/// <summary>The guide as it stands in Content/guide: topics with front matter, methods as JSON.</summary>
internal static class GuideFiles
{
    private const string Fence = "---";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>The folder below guide/topics, and the property of a method, that holds each language.</summary>
    private static readonly IReadOnlyDictionary<Language, string> Codes = new Dictionary<Language, string> { [Language.English] = "en", [Language.Spanish] = "es" };

    public static IReadOnlyList<GuideTopic> Topics() =>
        [.. Codes.SelectMany(code => ContentFile.Names($"guide/topics/{code.Value}/").Select(name => Topic(name, code.Key, ContentFile.Read(name))))];

    public static IReadOnlyList<GuideMethod> Methods() =>
        [.. JsonSerializer.Deserialize<List<MethodFile>>(ContentFile.Read("guide/methods.json"), Json)!.Select((file, i) => file.ToRow(i + 1))];

    /// <exception cref="FormatException">The front matter lacks a line or one cannot be read.</exception>
    internal static GuideTopic Topic(string name, Language language, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || end < 0)
        {
            throw new FormatException($"{name} does not start with front matter between two lines of {Fence}.");
        }

        var front = lines[1..end].Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[^1].Trim());
        string Line(string key) => front.GetValueOrDefault(key) is { Length: > 0 } value ? value : throw new FormatException($"{name}: the front matter has no '{key}'.");
        return new GuideTopic
        {
            Slug = Line("slug"),
            Language = language,
            Title = Line("title"),
            Summary = Line("summary"),
            Position = int.Parse(Line("order"), CultureInfo.InvariantCulture),
            CheckedOn = LocalDatePattern.Iso.Parse(Line("checked")).GetValueOrThrow(),
            Body = string.Join('\n', lines[(end + 1)..]).Trim() + "\n",
        };
    }

    private sealed record MethodFile(
        string Id, string Brand, string Topic, string Network, string Settings, string Footage, bool WorksOffline, bool Destructive, string? Next, int? EstimatePercent,
        List<string> Sources, List<string> Unproven, string Checked, MethodWords En, MethodWords Es)
    {
        private const string EveryBrand = "Any";

        public GuideMethod ToRow(int position) => new()
        {
            Id = Id,
            Brand = Brand == EveryBrand ? null : Enum.Parse<RecorderBrand>(Brand),
            Topic = Topic,
            Network = Network,
            Settings = Settings,
            Footage = Footage,
            WorksOffline = WorksOffline,
            Destructive = Destructive,
            NextId = Next,
            EstimatePercent = EstimatePercent,
            Sources = Sources,
            Unproven = Unproven,
            Position = position,
            CheckedOn = LocalDatePattern.Iso.Parse(Checked).GetValueOrThrow(),
            English = En,
            Spanish = Es,
        };
    }
}
