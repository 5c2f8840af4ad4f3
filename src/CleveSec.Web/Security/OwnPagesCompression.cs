using Microsoft.AspNetCore.ResponseCompression;

namespace CleveSec.Web.Security;

/// <summary>
/// Pages of the office are compressed where one of our own pages asked for them, and only there. The size of a compressed page tells somebody who watches the line whether a guess put
/// into its address also stands in it (BREACH); a foreign page, which could ask with one guess after another, is marked by the browser and gets the page as it is. Public pages that
/// are the same for everybody are kept compressed (ADR 9); the few that belong to one customer are small (ADR 20).
/// </summary>
internal static class OwnPagesCompression
{
    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
    }

    public static void Use(WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Ui.Links.Inbox) && context.Request.Headers["Sec-Fetch-Site"] == "same-origin",
        own => own.UseResponseCompression());
}
