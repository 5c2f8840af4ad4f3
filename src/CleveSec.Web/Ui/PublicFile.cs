using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleveSec.Web.Ui;

/// <summary>What programs read (search engines, feed readers): the same for everybody, by GET and HEAD, and may be kept for a while.</summary>
internal static class PublicFile
{
    private const string MayBeKept = "public, max-age=600";
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapPublicFile(this IEndpointRouteBuilder app, string pattern, Delegate handler) =>
        app.MapMethods(pattern, Reads, handler).AllowAnonymous().AddEndpointFilter(async (context, next) =>
        {
            var answer = await next(context);
            if (answer is not NotFound)
            {
                context.HttpContext.Response.Headers.CacheControl = MayBeKept;
            }

            return answer;
        });

    public static IResult Xml(string contentType, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            write(xml);
        }

        return Results.Bytes(bytes.ToArray(), $"{contentType}; charset=utf-8");
    }

    /// <summary>The text without what XML cannot hold: control characters and halves of characters.</summary>
    public static string XmlText(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))));
}
