using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CleveSec.TestSupport;

/// <summary>An answer of the site, parsed when it is HTML.</summary>
public sealed class SitePage
{
    private readonly AppLogs? logs;
    private readonly Lazy<IHtmlDocument> document;

    internal SitePage(Uri url, HttpResponseMessage response, byte[] content, AppLogs? logs)
    {
        this.Url = url;
        this.Status = response.StatusCode;
        this.Headers = response.Headers;
        this.ContentHeaders = response.Content.Headers;
        this.Content = content;
        this.logs = logs;
        this.document = new Lazy<IHtmlDocument>(() => new HtmlParser().ParseDocument(this.Body));
    }

    /// <summary>What was asked for.</summary>
    public Uri Url { get; }
    public HttpStatusCode Status { get; }
    public HttpResponseHeaders Headers { get; }
    public HttpContentHeaders ContentHeaders { get; }
    public byte[] Content { get; }
    public string Body => System.Text.Encoding.UTF8.GetString(this.Content);
    public IHtmlDocument Document => this.document.Value;

    /// <summary>Where a redirect leads, as path and query; null when it is none.</summary>
    public string? Location => this.Headers.Location is { } location ? new Uri(this.Url, location).PathAndQuery : null;

    /// <summary>What a reader sees of the main part, white space made single.</summary>
    public string Text => Words(this.Document.QuerySelector("main") ?? this.Document.Body);

    public IElement One(string selector) => this.Document.QuerySelectorAll(selector) is [{ } only] ? only
        : throw new InvalidOperationException($"{this.Document.QuerySelectorAll(selector).Length} elements match “{selector}” on {this}");

    public IReadOnlyList<IElement> All(string selector) => [.. this.Document.QuerySelectorAll(selector)];

    /// <summary>This page, if it has that status; otherwise throws with what the server said about it.</summary>
    public SitePage Expect(HttpStatusCode status) => this.Status == status ? this : throw new InvalidOperationException($"Expected {(int)status}: {this}");

    /// <summary>This page, if it redirects there.</summary>
    public SitePage ExpectRedirect(string pathAndQuery) => (int)this.Status is >= 300 and < 400 && this.Location == pathAndQuery ? this
        : throw new InvalidOperationException($"Expected a redirect to {pathAndQuery}: {this}");

    public override string ToString() => $"{(int)this.Status} {this.Url.PathAndQuery} {this.Location} “{this.Document.Title}” {Shortened(this.Text)}\n{((int)this.Status >= 500 ? this.logs?.Trouble : "")}";

    private static string Words(IElement? element) => string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shortened(string text) => text.Length <= 600 ? text : text[..600] + " …";
}
