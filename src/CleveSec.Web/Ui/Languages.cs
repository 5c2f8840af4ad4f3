using System.Globalization;
using CleveSec.Domain.Customers;

namespace CleveSec.Web.Ui;

/// <summary>
/// The two languages of the public pages. Spanish stands under <see cref="SpanishPrefix"/>: <c>/es/guide</c> is <c>/guide</c> in Spanish. The prefix is taken off before
/// routing (<see cref="LanguagePaths"/>) and put before every public address on the way out (<see cref="LanguageLinkTagHelper"/>, <see cref="LanguageRedirects"/>), so that
/// pages and <see cref="Links"/> know nothing of it. English words are the keys of the resources; each view or class has its Spanish in a .es.resx of its own name beside it.
/// </summary>
internal static class Languages
{
    public const string SpanishPrefix = "/es";
    private static readonly string[] OneLanguage = ["/staff", "/tech", "/health", "/hooks", Links.Sitemap, Links.Robots];
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Spanish = CultureInfo.GetCultureInfo("es-US");

    /// <summary>Of this request, or of the letter that is being written.</summary>
    public static Language Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? Language.Spanish : Language.English;

    public static Language Other => Current == Language.Spanish ? Language.English : Language.Spanish;

    /// <summary>"en-US" or "es-US".</summary>
    public static string Tag(Language language) => Culture(language).Name;

    public static CultureInfo Culture(Language language) => language == Language.Spanish ? Spanish : English;

    /// <summary>Whether an address of ours exists in both languages: everything but the staff's pages, files and what programs read.</summary>
    public static bool IsPublic(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal)
        && !OneLanguage.Any(folder => Below(path, folder)) && !Below(path, SpanishPrefix);

    /// <summary>The address in a language; addresses that are not public stay as they are.</summary>
    public static string In(Language language, string path) => language == Language.Spanish && IsPublic(path) ? (path == "/" ? SpanishPrefix : SpanishPrefix + path) : path;

    /// <summary>Writes in a language until disposed: for letters, whose reader is not the one who makes the request.</summary>
    public static IDisposable Use(Language language)
    {
        var scope = new Scope(CultureInfo.CurrentUICulture);
        CultureInfo.CurrentUICulture = Culture(language);
        return scope;
    }

    private static bool Below(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] is '/' or '?' or '#');

    private sealed class Scope(CultureInfo before) : IDisposable
    {
        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }
}
