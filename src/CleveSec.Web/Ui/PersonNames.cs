using System.Globalization;

namespace CleveSec.Web.Ui;

/// <summary>Names stand in letters to others, who greet with the first word: no address somebody could open, nothing that ends a line.</summary>
internal static class PersonNames
{
    public const string NotPlain = "Enter the name only, without web addresses or special control characters.";

    public static bool IsPlain(string? typed)
    {
        var name = typed?.Trim() ?? "";
        return !name.Contains("://", StringComparison.Ordinal)
            && !name.Contains("www.", StringComparison.OrdinalIgnoreCase)
            && !name.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}
