namespace CleveSec.Domain.HandOver;

/// <summary>
/// The code on a certificate by which anybody can ask whether it is ours: 16 characters in groups of four, out of 30 that nobody takes for one another on paper, so about 78 bits of chance.
/// </summary>
public static class CheckCode
{
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    public const int Length = 16;

    /// <summary>What somebody may type: the characters, and something between each two of them.</summary>
    public const int TypedMaxLength = 60;
    private const int Group = 4;

    /// <summary>Reads what people type: lower case, with spaces, dashes or dots anywhere. Null when it is no code.</summary>
    public static string? TryNormalize(string? typed)
    {
        if (typed is null || typed.Length > TypedMaxLength)
        {
            return null;
        }

        var code = new string([.. typed.Where(character => !IsBetween(character)).Select(char.ToUpperInvariant)]);
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>As it stands on paper, "7K3M-9QRT-2WXY-ABCD".</summary>
    public static string Format(string code) => string.Join('-', code.Chunk(Group).Select(group => new string(group)));

    private static bool IsBetween(char character) => char.IsWhiteSpace(character) || character is '.' or ',' or '_' or '/' || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.DashPunctuation;
}
