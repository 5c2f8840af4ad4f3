using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CleveSec.Web.Features.Staff.Search;

/// <summary>A text with what matched marked in it: accents, punctuation and spaces count as little as they do in the search.</summary>
internal static partial class Marked
{
    private const int ShortestInside = 3;

    /// <summary>The whole text in pieces, one after the other.</summary>
    public static IReadOnlyList<(string Text, bool IsMatch)> Of(string text, string typed)
    {
        var hits = new bool[text.Length];
        var (folded, places) = Fold(text);
        foreach (var word in Words(typed))
        {
            for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                if (word.Length >= ShortestInside || BeginsWord(text, places[at]))
                {
                    Array.Fill(hits, true, places[at], places[at + word.Length - 1] - places[at] + 1);
                }
            }
        }

        return Pieces(text, hits);
    }

    private static List<(string Text, bool IsMatch)> Pieces(string text, bool[] hits)
    {
        var pieces = new List<(string Text, bool IsMatch)>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && hits[end] == hits[start])
            {
                end++;
            }

            pieces.Add((text[start..end], hits[start]));
            start = end;
        }

        return pieces;
    }

    /// <summary>Without a letter it is one number; else each word, whole and in its parts.</summary>
    private static IEnumerable<string> Words(string typed)
    {
        if (!typed.Any(char.IsLetter))
        {
            var digits = Fold(typed).Folded;
            return digits.Length == 11 && digits[0] == '1' ? [digits[1..]] : digits.Length > 0 ? [digits] : [];
        }

        return [.. Spaces().Split(typed).Concat(Punctuation().Split(typed)).Select(word => Fold(word).Folded).Where(word => word.Length > 1).Distinct()];
    }

    /// <summary>Letters and digits in small letters without accents, and where in the text each stood.</summary>
    private static (string Folded, List<int> Places) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // Half of a character that takes two is no letter to us.
            foreach (var part in char.IsSurrogate(text[i]) ? "" : text[i].ToString().Normalize(NormalizationForm.FormD))
            {
                if (char.IsLetterOrDigit(part) && CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                {
                    folded.Append(char.ToLowerInvariant(part));
                    places.Add(i);
                }
            }
        }

        return (folded.ToString(), places);
    }

    private static bool BeginsWord(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{Nd}'’.]+")]
    private static partial Regex Punctuation();
}
