using System.Globalization;
using System.Text;

namespace CleveSec.Domain.Ownership;

/// <summary>
/// Whether two spellings are one person's name: accents, capitals and punctuation do not count, nor does the order of its words ("O’BRIEN-MUÑOZ, Ana" is "Ana O'Brien Munoz"). A word more or
/// less does count: "Ana Muñoz" and "Ana Luisa Muñoz" may be two people, and whoever reads the ID can ask anew with the name that stands there.
/// </summary>
public static class PersonName
{
    /// <summary>Letters that are no letter with a mark, as people write them without.</summary>
    private static readonly Dictionary<char, string> Plain = new() { ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ł'] = "l", ['ı'] = "i", ['þ'] = "th" };

    /// <summary>False also where one of them has no letter at all.</summary>
    public static bool AreSame(string? one, string? other) => Key(one) is { Length: > 0 } key && key == Key(other);

    /// <summary>Whether all words of one of them are among the other's: "Casey J Morgan" and "Casey Morgan" may well be one person.</summary>
    public static bool Contains(string? one, string? other)
    {
        var (words, others) = (Key(one).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), Key(other).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
        return words.Count > 0 && others.Count > 0 && (words.IsSubsetOf(others) || others.IsSubsetOf(words));
    }

    private static string Key(string? name)
    {
        // Before anything is taken apart: an accent that stands alone would fall into a gap and a mark.
        var joined = new string([.. (name ?? "").Where(letter => !IsApostrophe(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned))]);
        var letters = new StringBuilder();
        foreach (var letter in joined.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Where(letter => !IsAccent(letter)))
        {
            letters.Append(Plain.GetValueOrDefault(letter) ?? (Counts(letter) ? letter.ToString() : " "));
        }

        return string.Join(' ', letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    /// <summary>Only the accents of Latin, Greek and Cyrillic: where the marks are the vowels they count.</summary>
    private static bool IsAccent(char letter) => letter is >= '\u0300' and <= '\u036f';

    private static bool Counts(char letter) => char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char letter) => letter is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' or '′';
}
