using FluentValidation;

namespace CleveSec.Web.Features.Staff.Vendor;

internal static class VendorFeature
{
    public static IServiceCollection AddVendorCases(this IServiceCollection services) => services
        .AddScoped<VendorCasesQuery>()
        .AddScoped<AnswerQuery>()
        .AddSingleton<IValidator<RefuseAnswerInput>, RefuseAnswerInputValidator>();
}
