using FluentValidation;

namespace CleveSec.Web.Features.Staff.Account;

internal static class AccountFeature
{
    public static IServiceCollection AddAccount(this IServiceCollection services) => services
        .AddScoped<IValidator<ChangePasswordInput>, ChangePasswordInputValidator>()
        .AddScoped<OwnSessionsQuery>()
        .AddScoped<EndSessions>()
        .AddScoped<ChooseAlerts>()
        .AddScoped<ChangePassword>();
}
