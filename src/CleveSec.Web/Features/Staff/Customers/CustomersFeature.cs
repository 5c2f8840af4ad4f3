using CleveSec.Web.Features.Staff.Customers.Merging;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Customers;

internal static class CustomersFeature
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddScoped<CustomerListQuery>()
        .AddScoped<CustomerQuery>()
        .AddScoped<SiteQuery>()
        .AddScoped<RecorderQuery>()
        .AddScoped<HistoryQuery>()
        .AddScoped<CallPadQuery>()
        .AddScoped<Corrections>()
        .AddScoped<CorrectCustomer>()
        .AddScoped<CorrectSite>()
        .AddScoped<CorrectRecorder>()
        .AddScoped<SettleSerial>()
        .AddScoped<DuplicatesQuery>()
        .AddScoped<RecentMergesQuery>()
        .AddScoped<MergeCustomers>()
        .AddScoped<MergeRecorders>()
        .AddScoped<UndoMerge>()
        .AddSingleton<IValidator<CustomerInput>, CustomerInputValidator>()
        .AddSingleton<IValidator<SiteInput>, SiteInputValidator>()
        .AddSingleton<IValidator<RecorderInput>, RecorderInputValidator>();
}
