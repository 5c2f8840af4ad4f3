using System.Text.RegularExpressions;

namespace CleveSec.Web.Features.Staff.GuideEditor.Diff;

/// <param name="Changed">These words are what makes the difference to the line's other form. Where the whole line is another one, none are.</param>
internal sealed record DiffPart(string Text, bool Changed);

/// <param name="Before">Its number in the older text, from 1; null where it is not in it.</param>
/// <param name="After">Its number in the newer text.</param>
internal sealed record DiffLine(DiffKind Kind, int? Before, int? After, IReadOnlyList<DiffPart> Parts)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));
}

/// <summary>Two texts line by line. A line that was only reworded also shows which of its words changed: in the guide a line is often a whole paragraph.</summary>
internal static partial class LineDiff
{
    /// <summary>With fewer words in common two lines are no two forms of one.</summary>
    private const double LeastAlike = 0.3;

    public static IReadOnlyList<DiffLine> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lines = new List<DiffLine>();
        var (old, now) = (0, 0);
        foreach (var edit in EditScript.Of(before, after))
        {
            lines.Add(new DiffLine(edit.Kind, edit.Kind == DiffKind.Added ? null : ++old, edit.Kind == DiffKind.Removed ? null : ++now, [new DiffPart(edit.Item, false)]));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var removed = lines.Skip(i).TakeWhile(line => line.Kind == DiffKind.Removed).Count();
            var added = lines.Skip(i + removed).TakeWhile(line => line.Kind == DiffKind.Added).Count();
            for (var pair = 0; pair < Math.Min(removed, added); pair++)
            {
                Reword(lines, i + pair, i + removed + pair);
            }

            i += removed + added;
        }

        return lines;
    }

    private static void Reword(List<DiffLine> lines, int removed, int added)
    {
        var edits = EditScript.Of(Words(lines[removed].Text), Words(lines[added].Text));
        var same = edits.Where(edit => edit.Kind == DiffKind.Same).Sum(edit => edit.Item.Length);
        if (same < LeastAlike * Math.Max(lines[removed].Text.Length, lines[added].Text.Length))
        {
            return;
        }

        lines[removed] = lines[removed] with { Parts = Parts(edits.Where(edit => edit.Kind != DiffKind.Added)) };
        lines[added] = lines[added] with { Parts = Parts(edits.Where(edit => edit.Kind != DiffKind.Removed)) };
    }

    /// <summary>Neighbours of one kind together.</summary>
    private static List<DiffPart> Parts(IEnumerable<Edit<string>> edits)
    {
        var parts = new List<DiffPart>();
        foreach (var edit in edits)
        {
            var changed = edit.Kind != DiffKind.Same;
            if (parts.Count > 0 && parts[^1].Changed == changed)
            {
                parts[^1] = parts[^1] with { Text = parts[^1].Text + edit.Item };
            }
            else
            {
                parts.Add(new DiffPart(edit.Item, changed));
            }
        }

        return parts;
    }

    private static string[] Words(string line) => [.. Word().Matches(line).Select(match => match.Value)];

    [GeneratedRegex(@"\s+|[^\s]+")]
    private static partial Regex Word();
}
