using System.Globalization;
using System.Text.RegularExpressions;

namespace CleveSec.Web.Ui;

/// <summary>Names stand in letters to others, who greet with the first word: nothing that a mail program makes a link of, nothing that ends a line.</summary>
internal static partial class PersonNames
{
    public const string NotPlain = "Enter the name only, without web addresses, e-mail addresses, slashes or control characters. After a full stop comes a space, as in “St. John”.";

    public static bool IsPlain(string? typed)
    {
        var name = typed?.Trim() ?? "";
        return !LooksLikeAddress().IsMatch(name)
            && !name.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    /// <summary>A domain needs no "http": a dot, whatever the script's dot is, followed at once by two letters, or by a digit.</summary>
    [GeneratedRegex(@"[/\\@＠]|http|www|[.。．｡․](\p{L}\p{M}*\p{L}|\p{Nd})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeAddress();
}
