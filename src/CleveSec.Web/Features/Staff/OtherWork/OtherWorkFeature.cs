using FluentValidation;

namespace CleveSec.Web.Features.Staff.OtherWork;

internal static class OtherWorkFeature
{
    public static IServiceCollection AddOtherWork(this IServiceCollection services) => services
        .AddScoped<IValidator<OtherWorkInput>, OtherWorkInputValidator>()
        .AddSingleton<IValidator<CalendarInput>, CalendarInputValidator>()
        .AddScoped<OtherWorkQuery>()
        .AddScoped<CalendarsQuery>();
}
