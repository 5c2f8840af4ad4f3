namespace CleveSec.Web.Features.Home;

internal static class HomeFeature
{
    public static IServiceCollection AddHome(this IServiceCollection services) => services.AddScoped<NextWindowQuery>();
}
