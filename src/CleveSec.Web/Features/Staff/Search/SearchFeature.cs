namespace CleveSec.Web.Features.Staff.Search;

internal static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddScoped<SearchQuery>();
}
