using FluentValidation;

namespace CleveSec.Web.Features.Staff.Settings;

internal static class SettingsFeature
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<IValidator<OfficeInput>, OfficeInputValidator>()
        .AddScoped<OfficeQuery>()
        .AddScoped<AreaQuery>()
        .AddScoped<SettingsChanges>()
        .AddScoped<SaveOffice>()
        .AddScoped<SaveArea>();
}
