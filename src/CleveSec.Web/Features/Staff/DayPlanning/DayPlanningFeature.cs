using FluentValidation;

namespace CleveSec.Web.Features.Staff.DayPlanning;

internal static class DayPlanningFeature
{
    public static IServiceCollection AddDayPlanning(this IServiceCollection services) => services
        .AddSingleton<IValidator<PlanInput>, PlanInputValidator>()
        .AddSingleton<DayPlanRunner>()
        .AddHostedService(provider => provider.GetRequiredService<DayPlanRunner>())
        .AddScoped<DayRequestQuery>()
        .AddScoped<PlanPageQuery>()
        .AddScoped<StartPlanning>()
        .AddScoped<EndPlanning>()
        .AddScoped<ApplyPlan>();
}
