using CleveSec.Web.Features.Area;
using CleveSec.Web.Features.Booking;
using CleveSec.Web.Features.Check;
using CleveSec.Web.Features.Comments;
using CleveSec.Web.Features.Contact;
using CleveSec.Web.Features.Diagnosis;
using CleveSec.Web.Features.Found;
using CleveSec.Web.Features.Guide;
using CleveSec.Web.Features.Home;
using CleveSec.Web.Features.Staff.Account;
using CleveSec.Web.Features.Staff.Comments;
using CleveSec.Web.Features.Staff.Customers;
using CleveSec.Web.Features.Staff.DayPlanning;
using CleveSec.Web.Features.Staff.Dispatch;
using CleveSec.Web.Features.Staff.GuideEditor;
using CleveSec.Web.Features.Staff.Inbox;
using CleveSec.Web.Features.Staff.Jobs;
using CleveSec.Web.Features.Staff.LiveUpdates;
using CleveSec.Web.Features.Staff.Mailbox;
using CleveSec.Web.Features.Staff.OtherWork;
using CleveSec.Web.Features.Staff.People;
using CleveSec.Web.Features.Staff.Search;
using CleveSec.Web.Features.Staff.Settings;
using CleveSec.Web.Features.Staff.SignIn;
using CleveSec.Web.Features.Staff.Vendor;
using CleveSec.Web.Features.Tech;
using CleveSec.Web.Features.Texts;
using CleveSec.Web.Features.Tracking;
using CleveSec.Web.Live;
using CleveSec.Web.Security;
using CleveSec.Web.Setup;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases;

if (args is ["--health", ..])
{
    return await HealthProbe.RunAsync();
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddPlatform();
    builder.Services.AddUseCases()
        .AddHome()
        .AddGuide()
        .AddFound()
        .AddDiagnosis()
        .AddComments()
        .AddBooking()
        .AddCheck()
        .AddContact()
        .AddArea()
        .AddTracking()
        .AddSignIn()
        .AddInbox()
        .AddDispatch()
        .AddJobs()
        .AddLiveUpdates()
        .AddSearch()
        .AddCustomers()
        .AddMailbox()
        .AddVendorCases()
        .AddStaffComments()
        .AddGuideEditor()
        .AddAccount()
        .AddPeople()
        .AddOtherWork()
        .AddDayPlanning()
        .AddSettings()
        .AddTech()
        .AddTexts();
    builder.Services.AddRazorPages(pages =>
    {
        pages.RootDirectory = "/Features";
        Policies.Apply(pages.Conventions);
        CachedPages.Apply(pages.Conventions);
    }).AddViewLocalization().AddMvcOptions(options => options.Filters.Add<LanguageRedirects>()).AddMvcOptions(options => options.ValueProviderFactories.Insert(0, new MaskedValues()));
    builder.Services.ConfigureOptions<BindingMessages>();

    var app = builder.Build();
    app.UsePlatform();
    app.MapPlatform();
    app.MapFound();
    app.MapGuide();
    app.MapTexts();
    app.MapLiveUpdates();
    app.MapRazorPages().WithStaticAssets();
    await SchemaCheck.RunAsync(app.Services, app.Environment.IsProduction(), CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (ConfigurationProblem problem)
{
    await Console.Error.WriteLineAsync($"CleveSec does not start: {problem.Message}");
    return 2;
}
catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"CleveSec does not start: {taken.Message} Stop what uses it, or choose another port.");
    return 3;
}
