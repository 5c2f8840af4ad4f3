using FluentValidation;

namespace CleveSec.Web.Features.Booking;

internal static class BookingFeature
{
    public static IServiceCollection AddBooking(this IServiceCollection services) => services
        .AddSingleton<IValidator<BookingInput>, BookingInputValidator>()
        .AddScoped<BookingChoicesQuery>()
        .AddScoped<BookedQuery>();
}
