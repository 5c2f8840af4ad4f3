namespace CleveSec.Web.Features.Guide;

internal static class GuideFeature
{
    public static IServiceCollection AddGuide(this IServiceCollection services) => services
        .AddSingleton<GuideMarkdown>()
        .AddScoped<GuideQuery>();
}
