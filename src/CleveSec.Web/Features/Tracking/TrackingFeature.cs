using CleveSec.Web.Features.Tracking.Messages;
using CleveSec.Web.Features.Tracking.OwnerByLink;
using CleveSec.Web.Features.Tracking.Reach;
using CleveSec.Web.UseCases.Jobs;
using FluentValidation;

namespace CleveSec.Web.Features.Tracking;

internal static class TrackingFeature
{
    public static IServiceCollection AddTracking(this IServiceCollection services) => services
        .AddSingleton<TrackedWords>()
        .AddScoped<TrackedVisitQuery>()
        .AddScoped<CancelByCustomer>()
        .AddScoped<CustomerCodes>()
        .AddScoped<WriteNote>()
        .AddScoped<ReachQuery>()
        .AddScoped<ChangeReach>()
        .AddScoped<AnswerByOwner>()
        .AddSingleton<IValidator<OwnerSignInput>, OwnerSignInputValidator>()
        .AddSingleton<IValidator<OwnerDeclineInput>, OwnerDeclineInputValidator>()
        .AddSingleton<IValidator<NoteInput>, NoteInputValidator>()
        .AddSingleton<IValidator<ReachInput>, ReachInputValidator>()
        .AddScoped<LookUpVisit>()
        .AddScoped<VisitCalendarQuery>();
}
