using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Area;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Comments;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Office;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Staff;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.UseCases;

internal static class UseCasesSetup
{
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<Reasons>()
        .AddScoped<ServiceAreaQuery>()
        .AddScoped<OfficeHoursQuery>()
        .AddScoped<CommentConfirmation>()
        .AddScoped<CommentConfirmationMail>()
        .AddScoped<Schedules>()
        .AddScoped<FreeWindowsQuery>()
        .AddScoped<JobChanges>()
        .AddScoped<CustomerLetters>()
        .AddScoped<TechnicianLetters>()
        .AddScoped<PlanVisit>()
        .AddScoped<BookVisit>()
        .AddScoped<OfficeJobs>()
        .AddScoped<AcceptVisit>()
        .AddScoped<OwnVisit>()
        .AddScoped<VisitChanges>()
        .AddScoped<AcknowledgeVisit>()
        .AddScoped<StaffPasswordChange>()
        .AddScoped<CreateAdmin>();
}
