namespace CleveSec.Web.Features.Staff.GuideEditor.Diff;

internal enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>One step from one list to another: keep, leave out or put in this item.</summary>
internal readonly record struct Edit<T>(DiffKind Kind, T Item);

/// <summary>
/// How one list becomes another with the fewest removals and additions: the greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). What both
/// begin and end with is set aside first. Where removals and additions meet, the removals stand first.
/// </summary>
internal static class EditScript
{
    /// <summary>With more edits than this the search would take long: all between the common beginning and end is then removed and added. Still right, only not the shortest.</summary>
    public const int MostEdits = 1000;

    public static List<Edit<T>> Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, int mostEdits = MostEdits)
    {
        var (start, end) = (0, 0);
        var shorter = Math.Min(before.Count, after.Count);
        while (start < shorter && Equal(before[start], after[start]))
        {
            start++;
        }

        while (end < shorter - start && Equal(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
        }

        var (old, now) = (before.Skip(start).SkipLast(end).ToArray(), after.Skip(start).SkipLast(end).ToArray());
        return
        [
            .. before.Take(start).Select(item => new Edit<T>(DiffKind.Same, item)),
            .. RemovalsFirst(Trace(old, now, mostEdits) is { } trace ? Path(old, now, trace) : Replace(old, now)),
            .. before.TakeLast(end).Select(item => new Edit<T>(DiffKind.Same, item)),
        ];
    }

    /// <summary>For each number of edits how far it leads in <paramref name="old"/>, by diagonal; the last row reaches both ends. Null: more edits than allowed.</summary>
    private static List<int[]>? Trace<T>(T[] old, T[] now, int mostEdits)
    {
        var most = Math.Min(mostEdits, old.Length + now.Length);
        var reach = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = ComesFromAbove(reach, most + 1, diagonal, edits) ? reach[most + 1 + diagonal + 1] : reach[most + 1 + diagonal - 1] + 1;
                while (x < old.Length && x - diagonal < now.Length && x - diagonal >= 0 && Equal(old[x], now[x - diagonal]))
                {
                    x++;
                }

                reach[most + 1 + diagonal] = x;
                if (x >= old.Length && x - diagonal >= now.Length)
                {
                    trace.Add(Row(reach, most + 1, edits));
                    return trace;
                }
            }

            trace.Add(Row(reach, most + 1, edits));
        }

        return null;
    }

    /// <summary>Diagonals -edits-1 to edits+1 only: the whole array for each step would need much memory.</summary>
    private static int[] Row(int[] reach, int middle, int edits) => reach[(middle - edits - 1)..(middle + edits + 2)];

    /// <summary>Whether the best way onto this diagonal is an addition (down) and not a removal (right).</summary>
    private static bool ComesFromAbove(int[] reach, int middle, int diagonal, int edits) =>
        diagonal == -edits || (diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]);

    /// <summary>Back from both ends to both beginnings.</summary>
    private static List<Edit<T>> Path<T>(T[] old, T[] now, List<int[]> trace)
    {
        var path = new List<Edit<T>>();
        var (x, y) = (old.Length, now.Length);
        for (var edits = trace.Count - 1; edits > 0; edits--)
        {
            // The row before this one is two diagonals narrower: its middle lies one place further left.
            var (row, middle) = (trace[edits - 1], edits);
            var added = ComesFromAbove(row, middle, x - y, edits);
            var diagonal = x - y + (added ? 1 : -1);
            var fromX = row[middle + diagonal];
            while (x > fromX + (added ? 0 : 1))
            {
                (x, y) = (x - 1, y - 1);
                path.Add(new Edit<T>(DiffKind.Same, old[x]));
            }

            path.Add(added ? new Edit<T>(DiffKind.Added, now[y - 1]) : new Edit<T>(DiffKind.Removed, old[x - 1]));
            (x, y) = (fromX, fromX - diagonal);
        }

        path.AddRange(old.Take(x).Reverse().Select(item => new Edit<T>(DiffKind.Same, item)));
        path.Reverse();
        return path;
    }

    private static List<Edit<T>> Replace<T>(T[] old, T[] now) => [.. old.Select(item => new Edit<T>(DiffKind.Removed, item)), .. now.Select(item => new Edit<T>(DiffKind.Added, item))];

    private static IEnumerable<Edit<T>> RemovalsFirst<T>(List<Edit<T>> edits)
    {
        for (var i = 0; i < edits.Count;)
        {
            var length = edits.Skip(i).TakeWhile(edit => edit.Kind != DiffKind.Same).Count();
            foreach (var edit in edits.GetRange(i, Math.Max(length, 1)).OrderBy(edit => edit.Kind))
            {
                yield return edit;
            }

            i += Math.Max(length, 1);
        }
    }

    private static bool Equal<T>(T a, T b) => EqualityComparer<T>.Default.Equals(a, b);
}
