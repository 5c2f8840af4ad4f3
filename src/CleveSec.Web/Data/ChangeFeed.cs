using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Data;

/// <summary>
/// One change of what staff screens show, written by triggers (migrations/Sql/live.sql) in the transaction of the change. Read by <see cref="Live.FeedReader"/>; deleted by
/// the housekeeping when nobody can ask for it any more.
/// </summary>
internal sealed class ChangeFeedRow
{
    public const int TopicMaxLength = 20;

    /// <summary>The channel of PostgreSQL's LISTEN and NOTIFY.</summary>
    public const string Channel = "live";

    /// <summary>For a transaction that tells afterwards: the setting holds until its end.</summary>
    public const string TellsLater = "set_config('clevesec.tells_later', 'yes', true)";

    /// <summary>Longer than any staff session of the office lives.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(3);

    /// <summary>Also the subject's version: of two changes of one subject the later one has the greater id. Across subjects ids are not in the order of commits.</summary>
    public long Id { get; set; }
    public string Topic { get; set; } = "";
    public Guid Subject { get; set; }
    public Guid? TechnicianId { get; set; }

    /// <summary>In New York; null: any day.</summary>
    public LocalDate? Day { get; set; }

    /// <summary>By the database's clock.</summary>
    public Instant At { get; set; }

    /// <summary>The transaction that wrote it: tells what a reader cannot have seen yet.</summary>
    public ulong Xid { get; set; }
}

internal static class ChangeFeed
{
    /// <summary>Tells every node that the feed grew; without rows of its own it costs no write.</summary>
    public static Task TellAsync(CleveSecDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select tell_live()", ct);
}
