namespace CleveSec.Web.Ui;

/// <summary>Qualifications as typed: words with commas between them, compared without regard to case.</summary>
internal static class QualificationWords
{
    public const int MaxLength = 300;
    public const string Problem = "Write up to 12 words with commas between them, each of 40 characters at most.";
    private const int Most = 12;
    private const int WordMaxLength = 40;

    public static IReadOnlyList<string> Parse(string? typed) =>
        [.. (typed ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];

    public static bool AreFine(string? typed) => Parse(typed) is var words && words.Count <= Most && words.All(word => word.Length <= WordMaxLength && !word.Any(char.IsControl));
}
