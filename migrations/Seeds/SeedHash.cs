using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Web.Data;
using NodaTime.Text;

namespace CleveSec.Migrations.Seeds;

/// <summary>
/// What a row says, as one SHA-256. The hash kept in the row is that of what was seeded: as long as the row still gives the same one, nobody has edited it,
/// whichever way an edit would have come.
/// </summary>
internal static class SeedHash
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public static string Of(GuideTopic topic) => Of(new { topic.Slug, topic.Language, topic.Title, topic.Summary, topic.Body, topic.Position, CheckedOn = LocalDatePattern.Iso.Format(topic.CheckedOn) });

    public static string Of(GuideMethod method) => Of(new
    {
        method.Id,
        method.Brand,
        method.Topic,
        method.Network,
        method.Settings,
        method.Footage,
        method.WorksOffline,
        method.Destructive,
        method.NextId,
        method.EstimatePercent,
        method.Sources,
        method.Unproven,
        method.Position,
        CheckedOn = LocalDatePattern.Iso.Format(method.CheckedOn),
        method.English,
        method.Spanish,
    });

    private static string Of<T>(T content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Json)));
}
