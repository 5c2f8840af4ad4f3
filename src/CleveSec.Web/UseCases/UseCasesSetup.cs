using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Area;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Certificates;
using CleveSec.Web.UseCases.Comments;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Office;
using CleveSec.Web.UseCases.OwnerByLink;
using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Reminders;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Scheduling.Beside;
using CleveSec.Web.UseCases.Scheduling.Calendars;
using CleveSec.Web.UseCases.Scheduling.Roads;
using CleveSec.Web.UseCases.Staff;
using CleveSec.Web.UseCases.Vendors;
using CleveSec.Web.UseCases.Visits;
using CleveSec.Web.UseCases.Waitlist;

namespace CleveSec.Web.UseCases;

internal static class UseCasesSetup
{
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<Reasons>()
        .AddVendors()
        .AddScoped<ServiceAreaQuery>()
        .AddScoped<OfficeHoursQuery>()
        .AddScoped<CommentConfirmation>()
        .AddScoped<CommentConfirmationMail>()
        .AddSingleton<SchedulingPlans>()
        .AddScoped<Schedules>()
        .AddScoped<FreeWindowsQuery>()
        .AddSingleton(provider => RoadServerAddress.Of(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton(provider => new RoadServerClient(provider.GetRequiredService<RoadServerAddress>(), TimeSpan.FromSeconds(20)))
        .AddSingleton<RoadServerReader>()
        .AddHostedService(provider => provider.GetRequiredService<RoadServerReader>())
        .AddSingleton(provider => new BusyFeedClient(provider.GetRequiredService<IConfiguration>().GetSection("BusyFeeds:AllowedHosts").Get<string[]>() ?? [], TimeSpan.FromSeconds(15)))
        .AddSingleton<BusyFeedReader>()
        .AddHostedService(provider => provider.GetRequiredService<BusyFeedReader>())
        .AddScoped<TakeOverBusyTimes>()
        .AddScoped<ChangeBusyFeeds>()
        .AddScoped<TechnicianDays>()
        .AddScoped<OtherWorkPlaces>()
        .AddScoped<EnterOtherWork>()
        .AddScoped<ChangeOtherWork>()
        .AddScoped<CancelOtherWork>()
        .AddScoped<JobChanges>()
        .AddScoped<CustomerLetters>()
        .AddScoped<TechnicianLetters>()
        .AddScoped<PlanVisit>()
        .AddSingleton(BookingTurns.ForThisNode())
        .AddScoped<BookingTransaction>()
        .AddScoped<BookVisit>()
        .AddScoped<BookingWriter>()
        .AddScoped<HoldQuery>()
        .AddScoped<HoldWindow>()
        .AddScoped<AddPhotos>()
        .AddScoped<PhotosQuery>()
        .AddScoped<ViewPhoto>()
        .AddScoped<RemovePhoto>()
        .AddScoped<ErasePhoto>()
        .AddScoped<SeePhotos>()
        .AddScoped<LegalHolds>()
        .AddScoped<EvidenceLooksQuery>()
        .AddScoped<ExportEvidence>()
        .AddScoped<IssueCertificate>()
        .AddScoped<CertificateQuery>()
        .AddScoped<ViewCertificate>()
        .AddSingleton(provider => new ChromiumPrinter(provider.GetRequiredService<IConfiguration>()[ChromiumPrinter.Setting], provider.GetRequiredService<ILogger<ChromiumPrinter>>()))
        .AddScoped<OfficeJobs>()
        .AddScoped<PrecheckQuery>()
        .AddScoped<OwnerAskingQuery>()
        .AddScoped<AskOwner>()
        .AddScoped<RevokeOwnerSignature>()
        .AddScoped<AcceptVisit>()
        .AddScoped<ResendConfirmation>()
        .AddScoped<OwnVisit>()
        .AddScoped<VisitChanges>()
        .AddScoped<AcknowledgeVisit>()
        .AddScoped<ArrivalQuery>()
        .AddScoped<Waitlist.Waitlist>()
        .AddScoped<OfferSooner>()
        .AddScoped<TakeSooner>()
        .AddHostedService<WaitlistRounds>()
        .AddScoped<SendReminders>()
        .AddHostedService<ReminderRounds>()
        .AddScoped<StaffNamesQuery>()
        .AddScoped<CallerQuery>()
        .AddScoped<SerialAlertsQuery>()
        .AddScoped<PassportQuery>()
        .AddScoped<MethodsQuery>()
        .AddScoped<StaffPasswordChange>()
        .AddScoped<CreateAdmin>();
}
