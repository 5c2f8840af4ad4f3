using FluentValidation;

namespace CleveSec.Web.Features.Staff.SignIn;

internal static class SignInFeature
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddScoped<IValidator<SignInInput>, SignInInputValidator>()
        .AddScoped<IValidator<ForgotPasswordInput>, ForgotPasswordInputValidator>()
        .AddScoped<SignInStaff>()
        .AddScoped<AskForPassword>()
        .AddScoped<SetPasswordByLink>();
}
