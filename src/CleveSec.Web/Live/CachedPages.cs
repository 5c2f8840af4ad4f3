using System.Buffers;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.Primitives;

namespace CleveSec.Web.Live;

/// <summary>Marks an endpoint whose page is the same for every visitor who is not signed in and has no notice waiting.</summary>
/// <param name="WithQuery">Also addresses with a query are kept. Only where the queries are few, or anybody could fill the memory.</param>
internal sealed record CachedPage(bool WithQuery);

/// <summary>
/// Answers public pages from memory, before anything else runs. Which pages: the folders of <see cref="Folders"/>. Never for a browser with a staff session or a notice to
/// show; never a page with a form token (it would set a cookie, and such a page is not kept); never an error.
/// </summary>
internal static class CachedPages
{
    /// <summary>Folders under Features whose pages hold no form with a token, and whether their queries are few: those of the diagnosis are, it redirects others to them.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Folders = new Dictionary<string, bool>
    {
        ["/Home"] = false,
        ["/Guide"] = false,
        ["/Legal"] = false,
        ["/Area"] = false,
        ["/Diagnosis"] = true,
    };

    /// <summary>Cookies that make a page one visitor's own.</summary>
    private static readonly string[] PersonalCookies = ["__Host-staff", PageModelExtensions.SaidCookie];
    private static readonly StringValues Revalidate = "no-cache";
    private static readonly StringValues VaryByEncoding = "Accept-Encoding";
    private static readonly StringValues BrotliName = "br";
    private static readonly StringValues GzipName = "gzip";

    public static void Apply(PageConventionCollection pages)
    {
        foreach (var (folder, withQuery) in Folders)
        {
            pages.AddFolderApplicationModelConvention(folder, model => model.EndpointMetadata.Add(new CachedPage(withQuery)));
        }
    }

    /// <summary>Answers what is kept. Stands first, so that a kept page costs little more than its bytes.</summary>
    public static void Serve(WebApplication app)
    {
        var cache = app.Services.GetRequiredService<PageCache>();
        app.Use((context, next) =>
            HttpMethods.IsGet(context.Request.Method) && IsAnybody(context.Request) && cache.Find(Address(context.Request.Path, context.Request.QueryString)) is { } page
                ? SendAsync(context, page)
                : next(context));
    }

    /// <summary>Keeps what an endpoint marked <see cref="CachedPage"/> answers. Stands after routing and authorization.</summary>
    public static void Keep(WebApplication app)
    {
        var cache = app.Services.GetRequiredService<PageCache>();
        app.Use((context, next) =>
            HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<CachedPage>() is { } cached
                && (cached.WithQuery || !context.Request.QueryString.HasValue) && IsAnybody(context.Request)
                ? KeepAsync(context, next, cache)
                : next(context));
    }

    private static async Task KeepAsync(HttpContext context, RequestDelegate next, PageCache cache)
    {
        var begun = cache.Generation;
        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        // A picture says itself how long browsers keep it; packing it anew would gain nothing.
        var type = context.Response.StatusCode == StatusCodes.Status200OK && context.Response.Headers is { SetCookie.Count: 0, CacheControl.Count: 0 } ? context.Response.ContentType : null;
        if (type is not null)
        {
            context.Response.Headers.CacheControl = Revalidate;
            context.Response.Headers.Vary = VaryByEncoding;
        }

        // Sent before it is packed, so that this visitor does not wait for that.
        context.Response.ContentLength = copy.Length;
        await body.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), context.RequestAborted);
        if (type is not null)
        {
            // The language prefix was taken off the path before routing.
            cache.Keep(Address(Languages.In(Languages.Current, context.Request.Path), context.Request.QueryString), copy.ToArray(), type, begun);
        }
    }

    private static Task SendAsync(HttpContext context, KeptPage page)
    {
        var response = context.Response;
        var headers = response.Headers;
        SecurityHeaders.Set(headers);
        headers.CacheControl = Revalidate;
        headers.Vary = VaryByEncoding;
        headers.ETag = page.ETag;
        if (context.Request.Headers.IfNoneMatch.Count > 0 && context.Request.Headers.IfNoneMatch.ToString().Contains(page.ETag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var bytes = Encoded(context.Request.Headers.AcceptEncoding, page, out var encoding);
        if (encoding.Count > 0)
        {
            headers.ContentEncoding = encoding;
        }

        response.ContentType = page.ContentType;
        response.ContentLength = bytes.Length;
        response.BodyWriter.Write(bytes);
        return Task.CompletedTask;
    }

    private static byte[] Encoded(StringValues accepted, KeptPage page, out StringValues encoding)
    {
        var names = accepted.ToString();
        encoding = Accepts(names, "br") ? BrotliName : Accepts(names, "gzip") ? GzipName : StringValues.Empty;
        return encoding == BrotliName ? page.Brotli : encoding == GzipName ? page.Gzip : page.Plain;
    }

    /// <summary>Whether the coding is named and not with the quality 0, which means "not this one".</summary>
    private static bool Accepts(string names, string coding)
    {
        foreach (var range in names.AsSpan().Split(','))
        {
            var part = names.AsSpan(range).Trim();
            if (part.StartsWith(coding, StringComparison.OrdinalIgnoreCase))
            {
                var rest = part[coding.Length..].Trim();
                return rest.IsEmpty || (rest[0] == ';' && !IsZero(rest[1..].Trim()));
            }
        }

        return false;
    }

    private static bool IsZero(ReadOnlySpan<char> quality) => quality is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";

    private static bool IsAnybody(HttpRequest request)
    {
        var cookies = request.Headers.Cookie;
        return cookies.Count == 0 || !Array.Exists(PersonalCookies, name => cookies.ToString().Contains(name, StringComparison.Ordinal));
    }

    private static string Address(string? path, QueryString query) => query.HasValue ? path + query.Value : path ?? "/";
}
