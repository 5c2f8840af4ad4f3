using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;

namespace CleveSec.IntegrationTests.Bilingual;

/// <summary>Compares a page with itself in Spanish: nothing a reader sees may be the same English in both, and nothing may lead out of the language.</summary>
internal static partial class SpanishPages
{
    private const int ASentence = 3;
    private static readonly string[] WordsInAttributes = ["aria-label", "alt", "title", "placeholder", "data-label"];
    private static readonly string[] Addresses = ["href", "action", "formaction", "hx-get", "hx-post"];

    /// <summary>Names, and what somebody typed: the same in every language.</summary>
    private static readonly string[] Names = [Office.Name, "Main Street", "Public Square"];

    /// <summary>What is wrong with the Spanish page; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(SitePage english, SitePage spanish)
    {
        if (spanish.Status != english.Status)
        {
            return [$"answers {(int)spanish.Status}, in English {(int)english.Status}"];
        }

        if (english.Location is { } to)
        {
            return spanish.Location == Languages.In(Language.Spanish, to) ? [] : [$"leads to {spanish.Location}, in English to {to}"];
        }

        return spanish.ContentHeaders.ContentType?.MediaType == "text/html" ? [.. Says(english, spanish), .. Leads(english, spanish), .. Left(english, spanish)] : [];
    }

    private static IEnumerable<string> Says(SitePage english, SitePage spanish) =>
        (english.Document.DocumentElement.GetAttribute("lang"), spanish.Document.DocumentElement.GetAttribute("lang")) is ("en-US", "es-US") ? [] : ["does not say its language"];

    /// <summary>The same links and forms in the same order, each in Spanish. The guide's articles are written for each language and may link otherwise, and a search finds other words in each.</summary>
    private static IEnumerable<string> Leads(SitePage english, SitePage spanish)
    {
        var should = AddressesOf(english).Where(it => it.Article == false).Select(it => Languages.In(Language.Spanish, it.Address)).Where(address => !address.StartsWith('#')).ToList();
        var does = AddressesOf(spanish).Where(it => it.Article == false).Select(it => it.Address).Where(address => !address.StartsWith('#')).ToList();
        return
        [
            .. should.SequenceEqual(does) ? Array.Empty<string>() : [$"leads to {string.Join(' ', does.Except(should))} instead of {string.Join(' ', should.Except(does))}"],
            .. AddressesOf(spanish).Select(it => it.Address).Where(address => Languages.IsPublic(address)).Select(address => $"leads to English {address}"),
        ];
    }

    private static IEnumerable<(string Address, bool Article)> AddressesOf(SitePage page) =>
        from element in page.All("a:not([hreflang]), form, button, [hx-get], [hx-post]")
        from name in Addresses
        where element.HasAttribute(name)
        select (element.GetAttribute(name)!, element.Closest(".prose, .results") is not null);

    /// <summary>Sentences that are the same in both languages, but for the menu words of makers, which stand in straight quotes, and model numbers.</summary>
    private static IEnumerable<string> Left(SitePage english, SitePage spanish)
    {
        var words = WordsOf(english).ToHashSet();
        return WordsOf(spanish).Where(text => words.Contains(text) && Words(Quoted().Replace(text, "")) >= ASentence && !Names.Any(name => text.Contains(name, StringComparison.Ordinal))).Distinct().Select(text => $"English: {text}");
    }

    /// <summary>What is read or heard: text, and the attributes that are words. Titles of sources stay in their language; a part that names its own is right by itself.</summary>
    private static IEnumerable<string> WordsOf(SitePage page)
    {
        var texts = page.Document.Body!.Descendants<IText>()
            .Where(text => text.ParentElement is { } parent && parent.Closest("script, style, [lang]:not(html), [aria-labelledby=sources]") is null)
            .Select(text => text.Data);
        var attributes = page.All("body *").SelectMany(element => WordsInAttributes.Select(element.GetAttribute)).OfType<string>();
        var descriptions = page.All("meta[name=description], meta[property$=title], meta[property$=description]").Select(element => element.GetAttribute("content") ?? "");
        return texts.Concat(attributes).Concat(descriptions).Append(page.Document.Title ?? "").Select(text => Space().Replace(text, " ").Trim());
    }

    /// <summary>Model numbers are no words.</summary>
    private static int Words(string text) => text.Split(' ').Count(part => part.Any(char.IsLetter) && !part.Any(char.IsDigit));

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
