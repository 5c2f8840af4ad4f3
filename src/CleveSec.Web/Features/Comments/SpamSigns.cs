using System.Text.RegularExpressions;

namespace CleveSec.Web.Features.Comments;

/// <summary>Signs of text that programs leave everywhere. What carries one is held back for staff to look at, never thrown away.</summary>
internal static partial class SpamSigns
{
    public const int MostLinks = 2;

    public static bool Any(string name, string text) => Link().Count(text) > MostLinks || Markup().IsMatch(text) || Wares().IsMatch(text) || Wares().IsMatch(name);

    [GeneratedRegex(@"(?:https?://|www\.)\S+|\b[a-z0-9-]+\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|online|site|club)\b\S*", Options)]
    private static partial Regex Link();

    /// <summary>Links as forums write them; nobody types those here.</summary>
    [GeneratedRegex(@"\[(?:url|link)[\]=]|<a\s+href", Options)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b(?:viagra|cialis|casinos?|porno?|escorts?|forex|bitcoins?|payday loans?|backlinks?|seo (?:services?|experts?|agency)|guest posts?|sugar daddy)\b|\b(?:t\.me|wa\.me|bit\.ly|tinyurl\.com)/", Options)]
    private static partial Regex Wares();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
