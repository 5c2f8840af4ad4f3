using CleveSec.Web.Security;
using FluentValidation;

namespace CleveSec.Web.Features.Booking;

internal static class BookingFeature
{
    public static IServiceCollection AddBooking(this IServiceCollection services) => services
        .AddSingleton<IValidator<BookingInput>, BookingInputValidator>()
        .AddScoped<BookingChoicesQuery>()
        .AddScoped<BookingHolds>()
        .AddScoped<BookingDoor>()
        .AddScoped<BookingSteps>()
        .AddScoped<ProofOfWork>()
        .AddScoped<CallAnswerQuery>()
        .AddScoped<BookedQuery>();
}
