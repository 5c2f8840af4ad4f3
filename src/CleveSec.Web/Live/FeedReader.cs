using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Web.Data;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using NpgsqlTypes;

namespace CleveSec.Web.Live;

/// <summary>One change, as the browser gets it.</summary>
/// <param name="Day">"2026-11-24" in New York; null: any day.</param>
/// <param name="Now">Where the visit stands; null for everything else, and for a visit that is over or gone.</param>
internal sealed record LiveChange(string Topic, Guid Id, long Version, Guid? Technician, string? Day, VisitPlace? Now)
{
    [JsonIgnore]
    public ulong Xid { get; init; }
}

/// <summary>Where a visit stands when its change is read: what a screen needs to put it there before it has read what that means for the day around it.</summary>
/// <param name="Sequence">The visit's change number: a screen that shows a later one does not put it back.</param>
/// <param name="Start">Of the work, in seconds since 1970, as all that follow.</param>
/// <param name="From">Of the promised window.</param>
internal sealed record VisitPlace(int Sequence, Guid Technician, long Start, long End, long From, long Until);

/// <summary>What was new, and how far that goes.</summary>
/// <param name="TooMany">More than can be told one by one, or no longer all kept: everything has to be read anew.</param>
internal sealed record FeedBatch(IReadOnlyList<LiveChange> Changes, FeedPoint Point, bool TooMany)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private string? json;

    /// <summary>The same text for every stream.</summary>
    public string Json => json ??= JsonOf(Changes);

    public static string JsonOf(IReadOnlyList<LiveChange> changes) => JsonSerializer.Serialize(changes, Web);
}

/// <summary>Reads the feed after a point: each committed change once, in whatever order the transactions ended.</summary>
internal static class FeedReader
{
    /// <summary>A screen that missed more reads itself anew.</summary>
    public const int Most = 2_000;

    /// <summary>Less than rows are kept, so that none is missing in silence.</summary>
    private static readonly Duration Oldest = ChangeFeedRow.KeptFor - Duration.FromHours(2);

    // One statement, so one snapshot: what it returns is what that snapshot sees. Rows of a restored database may name transactions that are yet to come: not before they have.
    private const string Sql = """
        select extract(epoch from clock_timestamp())::bigint, pg_current_snapshot()::text, feed.id, feed.topic, feed.subject, feed.technician_id, feed.day, feed.xid,
          now.sequence, now.technician_id, now.work_start, now.work_end, now.window_start, now.window_end
        from (select 1) as one left join lateral (
          select * from change_feed
          where xid >= pg_snapshot_xmin($1::pg_snapshot) and xid < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
          order by id limit $2) as feed on true
        left join lateral (
          select sequence, technician_id, extract(epoch from work_start)::bigint as work_start, extract(epoch from work_end)::bigint as work_end,
            extract(epoch from window_start)::bigint as window_start, extract(epoch from window_end)::bigint as window_end
          from visits where feed.topic = 'visit' and id = feed.subject and status in ('Planned', 'Confirmed', 'EnRoute', 'OnSite') limit 1) as now on true
        order by feed.id
        """;

    /// <summary>Where the feed stands now.</summary>
    public static async Task<FeedPoint> NowAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select extract(epoch from clock_timestamp())::bigint, pg_current_snapshot()::text", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return FeedPoint.Of(reader.GetInt64(0), reader.GetString(1))!;
    }

    public static async Task<FeedBatch> ReadAsync(NpgsqlConnection connection, FeedPoint after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after.Snapshot, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Most + 1 });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var changes = new List<LiveChange>();
        FeedPoint? point = null;
        while (await reader.ReadAsync(ct))
        {
            point ??= FeedPoint.Of(reader.GetInt64(0), reader.GetString(1))!;
            if (!await reader.IsDBNullAsync(2, ct))
            {
                changes.Add(Change(reader));
            }
        }

        var tooMany = changes.Count > Most || point!.At - after.At > (long)Oldest.TotalSeconds || after.End > point.End;
        return new FeedBatch(tooMany ? [] : changes, point!, tooMany);
    }

    private static LiveChange Change(NpgsqlDataReader reader) => new(
        reader.GetString(3), reader.GetGuid(4), reader.GetInt64(2), reader.IsDBNull(5) ? null : reader.GetGuid(5),
        reader.IsDBNull(6) ? null : LocalDatePattern.Iso.Format(LocalDate.FromDateTime(reader.GetFieldValue<DateTime>(6))),
        reader.IsDBNull(8) ? null : new VisitPlace(reader.GetInt32(8), reader.GetGuid(9), reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13)))
    {
        Xid = reader.GetFieldValue<ulong>(7),
    };
}
