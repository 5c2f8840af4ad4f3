using CleveSec.Web.Features.Shared;
using CleveSec.Web.Features.Shared.Methods;

namespace CleveSec.Web.Features.Guide;

internal static class GuideFeature
{
    public static IServiceCollection AddGuide(this IServiceCollection services) => services
        .AddSingleton<GuideMarkdown>()
        .AddScoped<MethodFactsQuery>()
        .AddScoped<GuideImageQuery>()
        .AddScoped<GuideQuery>();
}
