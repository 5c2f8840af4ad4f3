using CleveSec.Web.Features.Shared.WhichReset;

namespace CleveSec.Web.Features.Diagnosis;

/// <summary>"Which reset works for me?"</summary>
internal static class DiagnosisFeature
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services) => services
        .AddSingleton<QuestionWords>()
        .AddSingleton<OptionWords>()
        .AddSingleton<VerdictWords>()
        .AddSingleton<ReasonWords>()
        .AddSingleton<AdviceWords>()
        .AddScoped<ResultQuery>();
}
