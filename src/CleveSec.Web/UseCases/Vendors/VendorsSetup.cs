using FluentValidation;

namespace CleveSec.Web.UseCases.Vendors;

internal static class VendorsSetup
{
    public static IServiceCollection AddVendors(this IServiceCollection services) => services
        .AddSingleton<IValidator<LetterInput>, LetterInputValidator>()
        .AddScoped<LetterForm>()
        .AddScoped<VendorFiles>()
        .AddScoped<LabelPhoto>()
        .AddScoped<VendorClock>()
        .AddScoped<WriteVendorLetter>()
        .AddScoped<CorrectVendorLetter>()
        .AddScoped<SendVendorLetter>()
        .AddScoped<KeepAnswer>()
        .AddScoped<DecideAnswer>()
        .AddScoped<ReadAnswerFile>()
        .AddScoped<ExpireAnswers>()
        .AddSingleton<ClamdScanner>()
        .AddHostedService<ExpiryRounds>()
        .AddSingleton(provider => Microsoft.Extensions.Options.Options.Create(provider.GetRequiredService<IConfiguration>().GetSection(VendorMailSettings.Section).Get<VendorMailSettings>() ?? new VendorMailSettings()))
        .AddSingleton<VendorMailReader>()
        .AddHostedService(provider => provider.GetRequiredService<VendorMailReader>());
}
