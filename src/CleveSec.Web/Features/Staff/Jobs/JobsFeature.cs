namespace CleveSec.Web.Features.Staff.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddScoped<JobListQuery>()
        .AddScoped<JobQuery>()
        .AddScoped<ActOnJob>()
        .AddScoped<VisitCandidatesQuery>();
}
