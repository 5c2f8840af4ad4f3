namespace CleveSec.Web.Features.Check;

internal static class CheckFeature
{
    public static IServiceCollection AddCheck(this IServiceCollection services) => services.AddScoped<CheckQuery>();
}
