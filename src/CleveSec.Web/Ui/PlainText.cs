using System.Text;

namespace CleveSec.Web.Ui;

/// <summary>What strangers type, made harmless for being shown as text beside our own: line ends alike, no control characters, nothing that turns the direction of writing around.</summary>
internal static class PlainText
{
    /// <summary>Line breaks are kept, of several empty lines one.</summary>
    public static string Clean(string? typed)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Split('\n').Select(Visible).Select(line => line.TrimEnd());
        var text = string.Join('\n', lines).Trim();
        while (text.Contains("\n\n\n", StringComparison.Ordinal))
        {
            text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return text;
    }

    public static string OneLine(string? typed) => string.Join(' ', Clean(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Its beginning, for lists.</summary>
    public static string Short(string text, int length) => text.Length <= length ? text : $"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]} …";

    private static string Visible(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var character in line)
        {
            if (character == '\t')
            {
                text.Append(' ');
            }
            else if (!char.IsControl(character) && !TurnsAround(character))
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    /// <summary>Embeddings, overrides and isolates of Unicode's bidirectional algorithm, and the mark that once told byte orders apart.</summary>
    private static bool TurnsAround(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
