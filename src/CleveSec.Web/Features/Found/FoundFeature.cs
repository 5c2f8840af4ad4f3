using CleveSec.Web.Features.Shared;
using CleveSec.Web.Mail;
using CleveSec.Web.Setup;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Features.Found;

/// <summary>What makes the site found: sitemap, robots.txt, the pictures beside links, the list of pages to keep for use without a signal, and the addresses of the blog that stood here before.</summary>
internal static class FoundFeature
{
    public static IServiceCollection AddFound(this IServiceCollection services) => services.AddScoped<SitemapQuery>().AddScoped<OfflineListQuery>().AddScoped<ShareTitleQuery>().AddSingleton<SharePicture>().AddScoped<BusinessData>();

    public static void MapFound(this WebApplication app)
    {
        app.MapPublicFile(Links.Sitemap, async (SitemapQuery sitemap, CancellationToken ct) => Sitemap.Write(await sitemap.RunAsync(ct)));
        app.MapPublicFile(Links.Robots, (IHostEnvironment environment, IOptions<SiteOptions> options, SiteAddress site) => Results.Text(Robots.Write(environment.IsProduction() && !options.Value.Demo, site)));
        app.MapPublicFile(Links.OfflineList, async (OfflineListQuery list, CancellationToken ct) => Results.Json(await list.RunAsync(ct)));
        app.MapPublicFile(Links.SharePicture("{name}"), async (string name, ShareTitleQuery titles, SharePicture picture, CancellationToken ct) =>
            await titles.RunAsync(name, ct) is { } title && picture.Of(title) is var drawn ? Results.Bytes(drawn.Png, "image/png", entityTag: new(drawn.ETag)) : Results.NotFound());
        foreach (var old in Links.OldBlog)
        {
            app.MapPublicFile(old, () => Results.Redirect(Languages.In(Languages.Current, Links.Guide), permanent: true));
        }
    }
}
