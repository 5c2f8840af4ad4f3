using System.Text.RegularExpressions;

namespace CleveSec.Domain.Recovery;

/// <summary>Recognises text in which somebody is about to write down a recorder's password, pattern or code, none of which we ever store.</summary>
public static partial class SecretText
{
    /// <summary>True when the text names a secret and goes on with something that looks like its value ("pw: Blue42fish", "pattern 1-2-5-8", "code 482913").</summary>
    public static bool LooksLikeOne(string? text) =>
        !string.IsNullOrWhiteSpace(text) && (NamedValue().IsMatch(text) || Pattern().IsMatch(text) || Code().IsMatch(text));

    [GeneratedRegex(@"\b(?:pass(?:word|code|phrase|wd)?|pwd?|pw|pin)\b\s*(?:is|was|=|:|->|set to|changed to)\s*(?!(?:not|now|unknown|forgotten|lost|changed|reset|set|wrong|still|the|a|no|known|their|his|her|kept)\b)\S{3,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedValue();

    [GeneratedRegex(@"\bpattern\b\D{0,12}\d(?:\s*[-–>,]\s*\d){3,}|\bpattern\b\D{0,6}\d{4,9}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\b(?:code|otp)\b\s*(?:is|was|=|:)?\s*\d{4,10}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
