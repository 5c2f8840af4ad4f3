using CleveSec.Web.Features.Staff.GuideEditor.Diff;
using CsCheck;

namespace CleveSec.UnitTests.GuideEditor;

/// <summary>A failure prints CsCheck's seed; set CsCheck_Seed to it to see the same lists again.</summary>
public sealed class EditScriptTests(ITestOutputHelper output)
{
    /// <summary>Few different letters, so that much is alike.</summary>
    private static readonly Gen<(string Before, string After)> Texts = Gen.Select(Gen.Char["abcd"].Array[0, 24], Gen.Char["abcd"].Array[0, 24], (a, b) => (new string(a), new string(b)));

    [Fact]
    public void Of_AnyTwoLists_LeadsFromTheOneToTheOther() => Texts.Sample(it => Leads(it.Before, it.After, EditScript.MostEdits), iter: 5000, writeLine: output.WriteLine);

    [Fact]
    public void Of_AnyTwoLists_IsAsShortAsTheLongestCommonPartAllows() => Texts.Sample(
        it => EditScript.Of(it.Before.ToCharArray(), it.After.ToCharArray()).Count(edit => edit.Kind == DiffKind.Same) == LongestCommon(it.Before, it.After), iter: 5000, writeLine: output.WriteLine);

    [Fact]
    public void Of_MoreEditsThanAllowed_StillLeadsFromTheOneToTheOther() => Texts.Sample(it => Leads(it.Before, it.After, 2), iter: 5000, writeLine: output.WriteLine);

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "ab", "+a+b")]
    [InlineData("ab", "", "-a-b")]
    [InlineData("abc", "abc", " a b c")]
    [InlineData("abc", "axc", " a-b+x c")]
    [InlineData("abcabba", "cbabac", "-a-b c+b a b-b a+c")]
    [InlineData("aab", "ab", " a-a b")]
    public void Of_KnownLists_IsThis(string before, string after, string script)
    {
        var edits = EditScript.Of(before.ToCharArray(), after.ToCharArray());

        Assert.Equal(script, string.Concat(edits.Select(edit => $"{(edit.Kind switch { DiffKind.Added => '+', DiffKind.Removed => '-', _ => ' ' })}{edit.Item}")));
    }

    [Fact]
    public void Of_TwoLongListsWithoutAnythingInCommon_EndsSoon()
    {
        var (before, after) = (Enumerable.Range(0, 60_000).ToList(), Enumerable.Range(100_000, 60_000).ToList());

        var edits = EditScript.Of(before, after);

        Assert.Equal(120_000, edits.Count);
    }

    private static bool Leads(string before, string after, int mostEdits)
    {
        var edits = EditScript.Of(before.ToCharArray(), after.ToCharArray(), mostEdits);
        return string.Concat(edits.Where(edit => edit.Kind != DiffKind.Added).Select(edit => edit.Item)) == before
            && string.Concat(edits.Where(edit => edit.Kind != DiffKind.Removed).Select(edit => edit.Item)) == after
            && !edits.Zip(edits.Skip(1)).Any(pair => pair.First.Kind == DiffKind.Added && pair.Second.Kind == DiffKind.Removed);
    }

    /// <summary>The peer: the length of the longest common subsequence by the textbook's table.</summary>
    private static int LongestCommon(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[a.Length, b.Length];
    }
}
