using CleveSec.Web.Features.Shared.OwnerByLink;
using CleveSec.Web.Features.Tech.Day;
using CleveSec.Web.Features.Tech.JobSheet;
using CleveSec.Web.Features.Tech.JobSheet.Attempts;
using CleveSec.Web.Features.Tech.JobSheet.Checklist;
using CleveSec.Web.Features.Tech.JobSheet.Clips;
using CleveSec.Web.Features.Tech.JobSheet.CloseOut;
using CleveSec.Web.Features.Tech.JobSheet.Ownership;
using CleveSec.Web.Features.Tech.JobSheet.Problem;
using CleveSec.Web.Features.Tech.JobSheet.Reinitialize;
using CleveSec.Web.UseCases.Certificates;
using FluentValidation;

namespace CleveSec.Web.Features.Tech;

/// <summary>The technician's phone: the day and the job sheet.</summary>
internal static class TechFeature
{
    public static IServiceCollection AddTech(this IServiceCollection services) => services
        .AddScoped<DayQuery>()
        .AddScoped<SheetQuery>()
        .AddScoped<SummaryDraft>()
        .AddSingleton(HardeningChecklist.Load())
        .AddSingleton<IChecklistTexts>(provider => provider.GetRequiredService<HardeningChecklist>())
        .AddSheetUseCases()
        .AddValidators();

    private static IServiceCollection AddSheetUseCases(this IServiceCollection services) => services
        .AddScoped<DepartForVisit>()
        .AddScoped<ArriveAtVisit>()
        .AddScoped<VerifyOwnership>()
        .AddScoped<TakeBackSecondPerson>()
        .AddScoped<SecondPersonsQuery>()
        .AddScoped<SerialStop>()
        .AddScoped<WithdrawVerification>()
        .AddScoped<RefuseJob>()
        .AddScoped<LinkRecorder>()
        .AddScoped<RecordResetAttempt>()
        .AddScoped<StartResetAttempt>()
        .AddScoped<EndResetAttempt>()
        .AddScoped<SeeLockout>()
        .AddScoped<RecordConsent>()
        .AddScoped<AskVendor>()
        .AddScoped<EndVendorCase>()
        .AddScoped<ReinitializeRecorder>()
        .AddScoped<RecordClip>()
        .AddScoped<LeaveRecorder>()
        .AddScoped<HardenRecorder>()
        .AddScoped<CloseJob>()
        .AddScoped<EndVisitEarly>();

    private static IServiceCollection AddValidators(this IServiceCollection services) => services
        .AddSingleton<IValidator<OwnershipInput>, OwnershipInputValidator>()
        .AddSingleton<IValidator<AskOwnerInput>, AskOwnerInputValidator>()
        .AddSingleton<IValidator<TakeBackInput>, TakeBackInputValidator>()
        .AddSingleton<IValidator<WithdrawInput>, WithdrawInputValidator>()
        .AddSingleton<IValidator<RefuseInput>, RefuseInputValidator>()
        .AddSingleton<IValidator<RecorderEvidenceInput>, RecorderEvidenceInputValidator>()
        .AddSingleton<IValidator<AttemptInput>, AttemptInputValidator>()
        .AddSingleton<IValidator<StartInput>, StartInputValidator>()
        .AddSingleton<IValidator<EndInput>, EndInputValidator>()
        .AddSingleton<IValidator<ConsentForm>, ConsentFormValidator>()
        .AddSingleton<IValidator<VendorInput>, VendorInputValidator>()
        .AddSingleton<IValidator<ReinitializeInput>, ReinitializeInputValidator>()
        .AddSingleton<IValidator<ClipInput>, ClipInputValidator>()
        .AddSingleton<IValidator<LeaveInput>, LeaveInputValidator>()
        .AddSingleton<IValidator<CloseInput>, CloseInputValidator>()
        .AddSingleton<IValidator<ProblemInput>, ProblemInputValidator>();
}
