using CleveSec.Web.Features.Staff.Jobs.New;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddScoped<JobListQuery>()
        .AddScoped<JobQuery>()
        .AddScoped<ActOnJob>()
        .AddScoped<VisitCandidatesQuery>()
        .AddSingleton<IValidator<NewJobInput>, NewJobInputValidator>()
        .AddScoped<JobNumberQuery>()
        .AddScoped<NewJobChoicesQuery>();
}
