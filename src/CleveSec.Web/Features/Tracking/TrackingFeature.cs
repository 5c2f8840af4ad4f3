using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.Web.Features.Tracking;

internal static class TrackingFeature
{
    public static IServiceCollection AddTracking(this IServiceCollection services) => services
        .AddSingleton<TrackedWords>()
        .AddScoped<TrackedVisitQuery>()
        .AddScoped<CancelByCustomer>()
        .AddScoped<CustomerCodes>()
        .AddScoped<LookUpVisit>()
        .AddScoped<VisitCalendarQuery>();
}
