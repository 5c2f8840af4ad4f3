using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>What people did about something that waits.</summary>
internal sealed record Mark(string Kind, long Since, Guid? By, string? ByName, bool Done, bool Seen, bool Alerted)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Mark> ListOf(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<Mark>>(json, Web)!;
}

/// <summary>Names something that waits: what it is, as what it waits, and since when.</summary>
internal readonly record struct WaitingKey(string Kind, Guid Subject, Instant Since)
{
    /// <summary>The database's precision.</summary>
    public long Microseconds => Since.ToUnixTimeTicks() / 10;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}.{Subject:N}.{Microseconds}");

    /// <summary>Null for what is no key of ours.</summary>
    public static WaitingKey? TryParse(string? text) => text?.Split('.') is [var kind, var subject, var since]
        && InboxItem.Kinds.Contains(kind) && Guid.TryParseExact(subject, "N", out var id)
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < 10_000_000_000_000_000
            ? new WaitingKey(kind, id, Instant.FromUnixTimeTicks(microseconds * 10))
            : null;
}

/// <summary>Something that waits, and what people did about it.</summary>
internal sealed record Waiting(InboxItem Item, WaitingKey Key, Mark? Mark)
{
    public Guid? HolderId => Mark?.By;

    public string? HolderName => Mark?.ByName;

    public static Waiting Of(InboxItem item, Guid subject, IReadOnlyList<Mark> marks)
    {
        var key = new WaitingKey(item.Kind, subject, item.Since);
        return new Waiting(item, key, marks.FirstOrDefault(mark => mark.Kind == key.Kind && mark.Since == key.Microseconds));
    }
}
