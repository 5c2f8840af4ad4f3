using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Web.Data;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>All that an editor can change of a topic or method, as a version keeps it.</summary>
internal abstract record GuideContent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DayConverter() } };

    public LocalDate CheckedOn { get; init; }

    /// <summary>What the page is called.</summary>
    [JsonIgnore]
    public abstract string Heading { get; }

    /// <summary>The slug of the topic it stands on or is.</summary>
    [JsonIgnore]
    public abstract string Place { get; }

    /// <summary>All of it as text, for comparing.</summary>
    public abstract IReadOnlyList<string> Lines();

    public string ToJson() => JsonSerializer.Serialize(this, GetType(), Json);

    public bool SaysTheSameAs(GuideContent other) => ToJson() == other.ToJson();

    /// <exception cref="JsonException">It is not the content of a version.</exception>
    public static GuideContent Parse(Subject subject, string json) => (subject is Subject.Topic
        ? JsonSerializer.Deserialize<TopicContent>(json, Json)
        : (GuideContent?)JsonSerializer.Deserialize<MethodContent>(json, Json)) ?? throw new JsonException($"A version of {subject.Key} is empty.");

    protected static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private sealed class DayConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => LocalDatePattern.Iso.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(Day(value));
    }
}

internal sealed record TopicContent : GuideContent
{
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string Body { get; init; }

    [JsonIgnore]
    public override string Heading => Title;

    [JsonIgnore]
    public override string Place => Slug;

    public static TopicContent Of(GuideTopic row) => new() { Slug = row.Slug, Title = row.Title, Summary = row.Summary, Body = row.Body, CheckedOn = row.CheckedOn };

    public override IReadOnlyList<string> Lines() => [$"Title: {Title}", $"Summary: {Summary}", $"Last checked on: {Day(CheckedOn)}", "", .. Body.TrimEnd('\n').Split('\n')];

    public void PutInto(GuideTopic row) => (row.Title, row.Summary, row.Body, row.CheckedOn) = (Title, Summary, Body, CheckedOn);
}

internal sealed record MethodContent : GuideContent
{
    public required string Topic { get; init; }
    public required string Network { get; init; }
    public required string Settings { get; init; }
    public required string Footage { get; init; }
    public bool WorksOffline { get; init; }
    public string? NextId { get; init; }
    public int? EstimatePercent { get; init; }
    public required IReadOnlyList<string> Sources { get; init; }
    public required IReadOnlyList<string> Unproven { get; init; }
    public required MethodWords English { get; init; }
    public required MethodWords Spanish { get; init; }

    [JsonIgnore]
    public override string Heading => English.Name;

    [JsonIgnore]
    public override string Place => Topic;

    public static MethodContent Of(GuideMethod row) => new()
    {
        Topic = row.Topic,
        Network = row.Network,
        Settings = row.Settings,
        Footage = row.Footage,
        WorksOffline = row.WorksOffline,
        NextId = row.NextId,
        EstimatePercent = row.EstimatePercent,
        Sources = row.Sources,
        Unproven = [.. row.Unproven.Order(StringComparer.Ordinal)],
        CheckedOn = row.CheckedOn,
        English = row.English,
        Spanish = row.Spanish,
    };

    public override IReadOnlyList<string> Lines() =>
    [
        $"Topic: {Topic}",
        $"Network: {MethodChoices.Words(MethodChoices.Networks, Network)}",
        $"Settings: {MethodChoices.Words(MethodChoices.Settings, Settings)}",
        $"Footage: {MethodChoices.Words(MethodChoices.Footage, Footage)}",
        $"Works offline: {(WorksOffline ? "yes" : "no")}",
        $"Next method: {NextId ?? "none"}",
        $"Estimate: {(EstimatePercent is { } percent ? $"{percent} %" : "none")}",
        $"Not confirmed by the maker: {(Unproven.Count == 0 ? "nothing" : string.Join(", ", Unproven.Select(code => MethodChoices.Words(MethodChoices.Unproven, code))))}",
        $"Last checked on: {Day(CheckedOn)}",
        .. Items("Sources", Sources),
        .. Words("English", English),
        .. Words("Spanish", Spanish),
    ];

    public void PutInto(GuideMethod row)
    {
        (row.Topic, row.Network, row.Settings, row.Footage, row.WorksOffline, row.NextId, row.EstimatePercent) = (Topic, Network, Settings, Footage, WorksOffline, NextId, EstimatePercent);
        (row.Sources, row.Unproven, row.CheckedOn, row.English, row.Spanish) = ([.. Sources], [.. Unproven], CheckedOn, English, Spanish);
    }

    private static IEnumerable<string> Words(string language, MethodWords words) =>
    [
        $"{language}, name: {words.Name}",
        .. Items($"{language}, you need", words.Needs),
        $"{language}, time: {words.Minutes}",
        $"{language}, about settings: {words.SettingsNote}",
        $"{language}, about footage: {words.FootageNote}",
        $"{language}, cost: {words.Cost}",
        $"{language}, risk: {words.Risk}",
        .. Items($"{language}, limits", words.Limits),
        .. Items($"{language}, steps", words.Steps),
        $"{language}, when to stop: {words.WhenToStop}",
        $"{language}, about the estimate: {words.EstimateNote ?? "nothing"}",
    ];

    private static IEnumerable<string> Items(string name, IReadOnlyList<string> items) => items.Count == 0 ? [$"{name}: nothing"] : items.Select((item, i) => $"{name} {i + 1}: {item}");
}
