using System.Globalization;

namespace CleveSec.Web.Live;

/// <summary>
/// How far somebody has read the feed: PostgreSQL's snapshot of the reading, that is, which transactions were over then. A number would not do: ids are given out before the
/// commit, so a smaller one may come to light after a greater one. Later points see everything that earlier ones see.
/// </summary>
/// <param name="At">When it was read, in seconds since 1970 by the database's clock.</param>
/// <param name="Snapshot">As PostgreSQL writes it: <c>xmin:xmax:running,running</c>.</param>
internal sealed record FeedPoint(long At, string Snapshot)
{
    public const int MaxLength = 8_000;

    private ulong xmin;
    private ulong xmax;
    private ulong[] running = [];

    /// <summary>The first transaction that had not begun.</summary>
    public ulong End => xmax;

    /// <summary>As it travels as the id of an event.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}.{Snapshot}");

    /// <summary>Null for what we did not write.</summary>
    public static FeedPoint? TryParse(string? text)
    {
        var dot = text is null or { Length: > MaxLength } ? -1 : text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Number(text![..dot], out var at) && at < long.MaxValue ? Of((long)at, text[(dot + 1)..]) : null;
    }

    public static FeedPoint? Of(long at, string snapshot)
    {
        var parts = snapshot.Split(':');
        if (parts.Length != 3 || !Number(parts[0], out var xmin) || !Number(parts[1], out var xmax) || xmin == 0 || xmin > xmax)
        {
            return null;
        }

        var running = new List<ulong>();
        foreach (var part in parts[2].Length == 0 ? [] : parts[2].Split(','))
        {
            if (!Number(part, out var xid) || xid < xmin || xid >= xmax || (running.Count > 0 && xid <= running[^1]))
            {
                return null;
            }

            running.Add(xid);
        }

        return new FeedPoint(at, snapshot) { xmin = xmin, xmax = xmax, running = [.. running] };
    }

    /// <summary>Whether what this transaction wrote was read.</summary>
    public bool Sees(ulong xid) => xid < xmin || (xid < xmax && Array.BinarySearch(running, xid) < 0);

    private static bool Number(string text, out ulong number) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= long.MaxValue;
}
