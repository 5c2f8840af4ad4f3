using FluentValidation;

namespace CleveSec.Web.Features.Staff.Dispatch;

internal static class DispatchFeature
{
    public static IServiceCollection AddDispatch(this IServiceCollection services) => services
        .AddScoped<BoardQuery>()
        .AddScoped<CardQuery>()
        .AddScoped<TakeOffVisit>()
        .AddSingleton<IValidator<MoveInput>, MoveInputValidator>();
}
