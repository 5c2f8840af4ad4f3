using CleveSec.Web.Features.Shared;
using CleveSec.Web.Features.Shared.Methods;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Guide;

internal static class GuideFeature
{
    public static IServiceCollection AddGuide(this IServiceCollection services) => services
        .AddSingleton<GuideMarkdown>()
        .AddScoped<MethodFactsQuery>()
        .AddScoped<GuideImageQuery>()
        .AddScoped<GuideQuery>()
        .AddScoped<SearchDictionary>()
        .AddScoped<GuideSearchQuery>()
        .AddScoped<TopicData>()
        .AddScoped<FeedQuery>()
        .AddScoped<Feed>();

    public static void MapGuide(this WebApplication app) => app.MapPublicFile(Links.GuideFeed, (Feed feed, CancellationToken ct) => feed.WriteAsync(ct));
}
