using System.Text.Json;
using CleveSec.Web.Data;
using Npgsql;

namespace CleveSec.Web.Live;

/// <summary>Who holds what, as one instance tells the others.</summary>
internal sealed record MovingNotice(Guid Id, string By, bool On, Guid Session)
{
    public const string Prefix = "moving ";
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public string ToPayload() => Prefix + JsonSerializer.Serialize(this, Web);

    public static MovingNotice Of(string payload) => JsonSerializer.Deserialize<MovingNotice>(payload.AsSpan(Prefix.Length), Web)!;

    /// <summary>What browsers are told: not whose session it was.</summary>
    public string ToBrowsers() => JsonSerializer.Serialize(new { Id, By, On }, Web);
}

/// <summary>Hears that the feed grew, reads what is new once for all streams of this instance, and tells them.</summary>
internal sealed class LiveListener(LiveHub hub) : IHear
{
    private const string EndedPrefix = "ended ";
    private const string Check = "check";
    private FeedPoint? read;

    public string Channel => ChangeFeedRow.Channel;

    /// <summary>After an interruption: goes on where it was. The first time nobody knows what streams that are older than this missed: they read everything anew.</summary>
    public async Task BegunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (read is null)
        {
            read = await FeedReader.NowAsync(connection, ct);
            hub.Tell(new LiveMessage.Changed(new FeedBatch([], read, TooMany: true)));
            return;
        }

        await ReadAsync(connection, ct);
        await hub.CheckAsync(ct);
    }

    public async Task HeardAsync(NpgsqlConnection connection, IReadOnlyList<string> payloads, CancellationToken ct)
    {
        if (payloads.Contains(""))
        {
            await ReadAsync(connection, ct);
        }

        foreach (var payload in payloads.Distinct())
        {
            if (payload == Check)
            {
                await hub.CheckAsync(ct);
            }
            else if (payload.StartsWith(EndedPrefix, StringComparison.Ordinal))
            {
                hub.End(Guid.Parse(payload.AsSpan(EndedPrefix.Length)));
            }
            else if (payload.StartsWith(MovingNotice.Prefix, StringComparison.Ordinal))
            {
                var moving = MovingNotice.Of(payload);
                hub.Tell(new LiveMessage.Moving(moving.ToBrowsers()), moving.Session);
            }
        }
    }

    private async Task ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var batch = await FeedReader.ReadAsync(connection, read!, ct);
        read = batch.Point;
        if (batch.TooMany || batch.Changes.Count > 0)
        {
            hub.Tell(new LiveMessage.Changed(batch));
        }
    }
}
