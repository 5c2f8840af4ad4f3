using CleveSec.Web.Features.Shared.Certificates;
using CleveSec.Web.Features.Staff.Jobs.Authorizations;
using CleveSec.Web.Features.Staff.Jobs.Hold;
using CleveSec.Web.Features.Staff.Jobs.New;
using CleveSec.Web.Features.Staff.Jobs.Precheck;
using CleveSec.Web.Features.Staff.Jobs.SecondPerson;
using CleveSec.Web.Features.Staff.Jobs.Timeline;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs;

internal static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddScoped<JobListQuery>()
        .AddScoped<JobQuery>()
        .AddScoped<ActOnJob>()
        .AddScoped<TimelineQuery>()
        .AddScoped<CertificatePdf>()
        .AddScoped<DecideOwnership>()
        .AddScoped<ViewAuthorization>()
        .AddSingleton<IValidator<DecideInput>, DecideInputValidator>()
        .AddSingleton<IValidator<HoldInput>, HoldInputValidator>()
        .AddScoped<PrecheckOwnership>()
        .AddSingleton<IValidator<PrecheckInput>, PrecheckInputValidator>()
        .AddScoped<VisitCandidatesQuery>()
        .AddSingleton<IValidator<NewJobInput>, NewJobInputValidator>()
        .AddScoped<JobNumberQuery>()
        .AddScoped<NewJobChoicesQuery>();
}
