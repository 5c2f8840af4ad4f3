namespace CleveSec.Web.Features.Area;

internal static class AreaFeature
{
    public static IServiceCollection AddArea(this IServiceCollection services) => services.AddScoped<AreaQuery>();
}
