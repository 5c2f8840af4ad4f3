using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.Web.UseCases;

internal static class UseCasesSetup
{
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddScoped<Schedules>()
        .AddScoped<FreeWindowsQuery>()
        .AddScoped<JobChanges>();
}
