using CleveSec.Web.Features.Staff.GuideEditor.Diff;
using CsCheck;

namespace CleveSec.UnitTests.GuideEditor;

/// <summary>A failure prints CsCheck's seed; set CsCheck_Seed to it to see the same texts again.</summary>
public sealed class LineDiffTests(ITestOutputHelper output)
{
    private static readonly string[] Words = ["one two three", "one two four", "", "  five", "six seven", "six eight"];
    private static readonly Gen<string[]> Lines = Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[0, 12];

    [Fact]
    public void Of_AnyTwoTexts_GivesBothBackWithTheirNumbers() => Gen.Select(Lines, Lines).Sample((before, after) =>
    {
        var lines = LineDiff.Of(before, after);
        return before.SequenceEqual(lines.Where(line => line.Before is not null).OrderBy(line => line.Before).Select(line => line.Text))
            && after.SequenceEqual(lines.Where(line => line.After is not null).OrderBy(line => line.After).Select(line => line.Text))
            && lines.All(line => line.Kind == (line.Before is null ? DiffKind.Added : line.After is null ? DiffKind.Removed : DiffKind.Same));
    }, iter: 3000, writeLine: output.WriteLine);

    [Fact]
    public void Of_RewordedLine_MarksTheWordsOnly()
    {
        var lines = LineDiff.Of(["Stop.", "Hold the button for ten seconds.", "End."], ["Stop.", "Hold the button for twelve long seconds.", "End."]);

        Assert.Equal([DiffKind.Same, DiffKind.Removed, DiffKind.Added, DiffKind.Same], lines.Select(line => line.Kind));
        Assert.Equal(["ten"], lines[1].Parts.Where(part => part.Changed).Select(part => part.Text));
        Assert.Equal(["twelve long"], lines[2].Parts.Where(part => part.Changed).Select(part => part.Text));
    }

    [Fact]
    public void Of_LineReplacedByAnother_MarksNoWordsOfIt()
    {
        var lines = LineDiff.Of(["Hold the button."], ["Scan this code with your phone."]);

        Assert.All(lines, line => Assert.False(Assert.Single(line.Parts).Changed));
    }

    [Fact]
    public void Fold_LongTextWithOneChange_ShowsItsSurroundingsOnly()
    {
        var before = Enumerable.Range(1, 50).Select(i => $"Line {i}").ToList();
        var after = before.Select(line => line == "Line 25" ? "Something else" : line).ToList();

        var rows = DiffTable.Fold(LineDiff.Of(before, after));

        Assert.Equal([22, 0, 0, 0, 0, 0, 0, 23], rows.Select(row => row.Hidden));
        Assert.Equal(["Line 23", "Line 24", "Line 25", "Something else", "Line 26", "Line 27"], rows.Where(row => row.Line is not null).Select(row => row.Line!.Text));
    }
}
