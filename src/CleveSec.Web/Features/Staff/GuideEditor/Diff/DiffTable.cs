namespace CleveSec.Web.Features.Staff.GuideEditor.Diff;

/// <summary>A row of the table: a line, or so many lines that are alike and not shown.</summary>
internal sealed record DiffRow(DiffLine? Line, int Hidden);

/// <summary>Two texts side by side for a reader: what changed, with a few lines around it.</summary>
/// <param name="Before">What the older text is called, for the table's caption.</param>
/// <param name="Lang">"en" or "es": the language of the lines.</param>
internal sealed record DiffTable(string Before, string After, string Lang, IReadOnlyList<DiffRow> Rows)
{
    /// <summary>Lines alike shown before and after a change.</summary>
    private const int Around = 2;

    public bool AllSame => Rows.All(row => row.Line is not { Kind: not DiffKind.Same });

    public static DiffTable Of((string Name, GuideContent Content) before, (string Name, GuideContent Content) after, string lang)
    {
        var lines = LineDiff.Of(before.Content.Lines(), after.Content.Lines());
        return new DiffTable(before.Name, after.Name, lang, Fold(lines));
    }

    internal static IReadOnlyList<DiffRow> Fold(IReadOnlyList<DiffLine> lines)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind != DiffKind.Same)
            {
                Array.Fill(near, true, Math.Max(0, i - Around), Math.Min(lines.Count, i + Around + 1) - Math.Max(0, i - Around));
            }
        }

        var rows = new List<DiffRow>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (near[i])
            {
                rows.Add(new DiffRow(lines[i], 0));
            }
            else if (rows.Count > 0 && rows[^1].Hidden > 0)
            {
                rows[^1] = rows[^1] with { Hidden = rows[^1].Hidden + 1 };
            }
            else
            {
                rows.Add(new DiffRow(null, 1));
            }
        }

        return rows;
    }
}
