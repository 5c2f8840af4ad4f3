using FluentValidation;

namespace CleveSec.Web.Features.Contact;

internal static class ContactFeature
{
    public static IServiceCollection AddContact(this IServiceCollection services) => services
        .AddSingleton<IValidator<CallInput>, CallInputValidator>()
        .AddScoped<RequestCall>();
}
