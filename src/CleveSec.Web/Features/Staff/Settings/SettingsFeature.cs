using CleveSec.Web.Features.Staff.Settings.Booking;
using CleveSec.Web.Features.Staff.Settings.Holidays;
using CleveSec.Web.Features.Staff.Settings.Services;
using CleveSec.Web.Features.Staff.Settings.Travel;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Settings;

internal static class SettingsFeature
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<IValidator<OfficeInput>, OfficeInputValidator>()
        .AddSingleton<IValidator<BookingInput>, BookingInputValidator>()
        .AddSingleton<IValidator<ServiceInput>, ServiceInputValidator>()
        .AddScoped<IValidator<HolidayInput>, HolidayInputValidator>()
        .AddSingleton<IValidator<TravelInput>, TravelInputValidator>()
        .AddScoped<OfficeQuery>()
        .AddScoped<AreaQuery>()
        .AddScoped<BookingRulesQuery>()
        .AddScoped<ServicesQuery>()
        .AddScoped<IValidator<OnCall.OnCallInput>, OnCall.OnCallInputValidator>()
        .AddScoped<OnCall.OnCallQuery>()
        .AddScoped<OnCall.SaveOnCall>()
        .AddSingleton<IValidator<Vendors.VendorInput>, Vendors.VendorInputValidator>()
        .AddScoped<Vendors.SaveVendor>()
        .AddScoped<HolidaysQuery>()
        .AddScoped<TravelQuery>()
        .AddScoped<MatrixQuery>()
        .AddScoped<NextWindowWords>()
        .AddScoped<SettingsChanges>()
        .AddScoped<SaveOffice>()
        .AddScoped<SaveArea>()
        .AddScoped<SaveBookingRules>()
        .AddScoped<SaveService>()
        .AddScoped<ChangeHolidays>()
        .AddScoped<SaveTravel>()
        .AddScoped<ReplaceMatrix>();
}
