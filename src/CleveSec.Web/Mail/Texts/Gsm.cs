using System.Globalization;
using System.Text;

namespace CleveSec.Web.Mail.Texts;

/// <summary>
/// The letters every telephone takes (GSM 03.38). One letter beside them makes the whole message cost more than twice its room, so those are written with the nearest that fits:
/// "á" as "a" (but "é" and "ñ" stay), a dash as "-", what has no likeness as "?".
/// </summary>
internal static class Gsm
{
    /// <summary>In two joined segments.</summary>
    public const int MostInTwo = 306;

    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Each takes two places.</summary>
    private const string Extended = "^{}\\[~]|€";

    private static readonly Dictionary<char, string> Alike = new()
    {
        ['–'] = "-",
        ['—'] = "-",
        ['‑'] = "-",
        ['’'] = "'",
        ['‘'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['…'] = "...",
        ['\u00A0'] = " ",
        ['\u202F'] = " ",
        ['·'] = "-",
        ['→'] = "->",
    };

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormC))
        {
            if (Fits(character))
            {
                folded.Append(character);
            }
            else if (Alike.TryGetValue(character, out var alike))
            {
                folded.Append(alike);
            }
            else if (!char.IsLowSurrogate(character))
            {
                folded.Append(BaseOf(character));
            }
        }

        return folded.ToString();
    }

    /// <summary>How many places the folded text takes.</summary>
    public static int Length(string folded) => folded.Sum(character => Extended.Contains(character, StringComparison.Ordinal) ? 2 : 1);

    private static bool Fits(char character) => Basic.Contains(character, StringComparison.Ordinal) || Extended.Contains(character, StringComparison.Ordinal);

    private static char BaseOf(char character)
    {
        if (char.IsSurrogate(character))
        {
            return '?';
        }

        var parts = character.ToString().Normalize(NormalizationForm.FormD);
        return CharUnicodeInfo.GetUnicodeCategory(parts[0]) != UnicodeCategory.NonSpacingMark && Fits(parts[0]) ? parts[0] : '?';
    }
}
