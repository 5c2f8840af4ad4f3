namespace CleveSec.Domain.Recovery;

/// <summary>
/// The codes of the question flow's enums as they stand in addresses and keys of texts: "which-reset?whose=bought-used". Renaming a member breaks kept links; a test holds every code.
/// </summary>
public static class DiagnosisCodes
{
    /// <summary>The member's name in small letters with hyphens: <c>BoughtUsed</c> is "bought-used".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Codes<T>.ByValue[value];

    /// <summary>False for anything that is not exactly a code, whatever it is: it may come from an address somebody typed.</summary>
    public static bool TryParse<T>(string? code, out T value)
        where T : struct, Enum
    {
        value = default;
        return code is not null && Codes<T>.ByCode.TryGetValue(code, out value);
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static class Codes<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(value => value, value => Kebab(value.ToString()));
        public static readonly Dictionary<string, T> ByCode = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
