using System.Globalization;
using System.Text.RegularExpressions;
using CleveSec.Domain.Customers;
using CleveSec.Web.Ui;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace CleveSec.Web.Features.Shared;

/// <summary>A topic's Markdown as safe HTML, with its list of contents; the sources at its end stand apart.</summary>
internal sealed record GuideText(IHtmlContent Html, IReadOnlyList<GuideHeading> Contents, IHtmlContent? Sources);

/// <summary>A second-level heading, the anchor being its id.</summary>
internal sealed record GuideHeading(string Anchor, string Words);

/// <summary>
/// Markdown to HTML in two locks: raw HTML in the text is shown as text, and what Markdown makes of the rest passes a sanitizer that knows only a few elements and attributes,
/// links to pages, mail and telephone, and the guide's own pictures; any other picture becomes its description. Whoever may edit the guide can therefore not put a script before
/// its readers, nor something from elsewhere.
/// </summary>
internal sealed partial class GuideMarkdown
{
    private static readonly string[] SourcesHeadings = ["Sources", "Fuentes"];
    private const string StepsClass = "steps";
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().DisableHtml().Build();
    private readonly HtmlSanitizer sanitizer = Strict();

    /// <param name="language">Links to our own pages lead to this language; they are written without a prefix.</param>
    public GuideText Render(string markdown, Language language)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            // A reference's address stands elsewhere in the text and is asked for late; from here on this one counts.
            (link.Url, link.GetDynamicUrl) = (AddressOf(link), null);
            if (link.IsImage)
            {
                Frame(link);
            }
            else if (link.Url is not null)
            {
                link.Url = Languages.In(language, link.Url);
            }
        }

        var sources = TakeSources(document);
        foreach (var list in document.Descendants<ListBlock>().Where(list => list.IsOrdered && list.Parent is MarkdownDocument))
        {
            list.GetAttributes().AddClass(StepsClass);
        }

        var contents = document.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(heading => new GuideHeading(heading.GetAttributes().Id ?? "", Words(heading))).ToList();
        return new GuideText(Safe(document), contents, sources is null ? null : Safe(sources));
    }

    /// <summary>The words alone and without the sources, for showing a piece of a topic.</summary>
    public static string PlainText(string markdown) => Markdown.ToPlainText(SourcesHeading().Split(markdown)[0], Pipeline);

    [GeneratedRegex(@"^## (Sources|Fuentes)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SourcesHeading();

    /// <summary>Null where the text cannot be read: its quotes and lists are nested beyond all measure.</summary>
    public GuideText? TryRender(string markdown, Language language)
    {
        try
        {
            return Render(markdown, language);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a picture of the guide has no words for those who cannot see it.</summary>
    public static bool HasUndescribedPicture(string markdown) => Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>()
        .Any(link => link.IsImage && GuideImageAddress.Parse(AddressOf(link)) is not null && string.IsNullOrWhiteSpace(Words(link)));

    private static string? AddressOf(LinkInline link) => link.GetDynamicUrl?.Invoke() ?? link.Url;

    /// <summary>Room is left for a picture before it has come; one from elsewhere is replaced by its description.</summary>
    private static void Frame(LinkInline picture)
    {
        if (GuideImageAddress.Parse(picture.Url) is not { } address)
        {
            picture.ReplaceBy(new LiteralInline(Words(picture)));
            return;
        }

        var attributes = picture.GetAttributes();
        attributes.AddProperty("width", address.Width.ToString(CultureInfo.InvariantCulture));
        attributes.AddProperty("height", address.Height.ToString(CultureInfo.InvariantCulture));
        attributes.AddProperty("loading", "lazy");
    }

    private HtmlString Safe(MarkdownDocument document) => new(sanitizer.Sanitize(document.ToHtml(Pipeline)));

    /// <summary>What follows the heading "Sources" or "Fuentes", moved into a document of its own.</summary>
    private static MarkdownDocument? TakeSources(MarkdownDocument document)
    {
        var start = document.ToList().FindIndex(block => block is HeadingBlock { Level: 2 } heading && SourcesHeadings.Contains(Words(heading)));
        if (start < 0)
        {
            return null;
        }

        var sources = new MarkdownDocument();
        document.RemoveAt(start);
        while (document.Count > start)
        {
            var block = document[start];
            document.RemoveAt(start);
            sources.Add(block);
        }

        return sources;
    }

    private static string Words(HeadingBlock heading) => heading.Inline is { } inline ? Words(inline) : "";

    private static string Words(ContainerInline container) => string.Concat(container.Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));

    private static HtmlSanitizer Strict()
    {
        var sanitizer = new HtmlSanitizer();
        Only(sanitizer.AllowedTags, "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "a", "blockquote", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "img");
        Only(sanitizer.AllowedAttributes, "href", "id", "class", "start", "src", "alt", "width", "height", "loading");
        Only(sanitizer.AllowedClasses, StepsClass);
        Only(sanitizer.AllowedSchemes, "https", "mailto", "tel");
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.UriAttributes.Add("href");
        sanitizer.UriAttributes.Add("src");
        sanitizer.FilterUrl += (_, url) =>
        {
            if (url.Tag.LocalName == "img" && GuideImageAddress.Parse(url.OriginalUrl) is null)
            {
                url.SanitizedUrl = null;
            }
        };
        return sanitizer;
    }

    private static void Only(ISet<string> allowed, params ReadOnlySpan<string> names)
    {
        allowed.Clear();
        foreach (var name in names)
        {
            allowed.Add(name);
        }
    }
}
