using FluentValidation;

namespace CleveSec.Web.Features.Staff.Vendor;

internal static class VendorFeature
{
    public static IServiceCollection AddVendorCases(this IServiceCollection services) => services
        .AddScoped<VendorCasesQuery>()
        .AddScoped<AnswerQuery>()
        .AddScoped<WriteQuery>()
        .AddScoped<RefuseCase>()
        .AddScoped<AnswerByTelephone>()
        .AddSingleton<IValidator<RefuseCaseInput>, RefuseCaseInputValidator>()
        .AddSingleton<IValidator<RefuseAnswerInput>, RefuseAnswerInputValidator>();
}
