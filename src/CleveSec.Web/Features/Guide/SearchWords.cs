using System.Text;
using System.Text.RegularExpressions;

namespace CleveSec.Web.Features.Guide;

/// <summary>What somebody typed into the guide's search, made fit to search for.</summary>
internal static partial class SearchWords
{
    /// <summary>What is typed beyond is not searched for.</summary>
    public const int MaxLength = 100;

    /// <summary>Shorter words and words with digits are taken as meant.</summary>
    private const int ShortestMistake = 3;

    /// <summary>In words up to this length only one slip is put right, in longer ones two.</summary>
    private const int ShortWord = 5;

    /// <summary>White space and control characters are single spaces; never cut within a character.</summary>
    public static string Clean(string? typed)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune))
            {
                text.Append(rune.ToString());
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>At most <see cref="MaxLength"/> characters.</summary>
    public static string Cut(string clean) =>
        clean.Length <= MaxLength ? clean : clean[..(char.IsHighSurrogate(clean[MaxLength - 1]) ? MaxLength - 1 : MaxLength)].TrimEnd();

    /// <summary>The words in which a slip may be put right, in small letters.</summary>
    public static string[] MayBeMistyped(string words) =>
        [.. Word().Matches(words).Select(word => word.Value.ToLowerInvariant()).Where(word => word.Length >= ShortestMistake && word.All(char.IsLetter)).Distinct()];

    /// <summary>The text with one word put in another's place, wherever it stands.</summary>
    public static string Replace(string words, string word, string by) =>
        Word().Replace(words, match => match.Value.Equals(word, StringComparison.OrdinalIgnoreCase) ? by : match.Value);

    /// <summary>Of the most similar words the one that is a slip or two away, or null.</summary>
    public static string? Meant(string typed, IEnumerable<KnownWord> similar) => similar
        .Select(known => (known.Word, Slips: Slips(typed, known.Plain)))
        .Where(known => known.Slips <= (typed.Length <= ShortWord ? 1 : 2))
        .OrderBy(known => known.Slips)
        .Select(known => known.Word)
        .FirstOrDefault();

    /// <summary>How many letters were left out, put in, mistaken, or swapped with their neighbour.</summary>
    private static int Slips(string a, string b)
    {
        var slips = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                slips[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
                }
            }
        }

        return slips[a.Length, b.Length];
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}

/// <summary>A word of the published texts. Plain: without its accents.</summary>
internal sealed record KnownWord(string Word, string Plain);
