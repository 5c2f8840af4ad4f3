using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Vendors;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Most vendors are asked by telephone or app: the clock of such a case runs on job, board, inbox, sheet and return visit as that of a letter does.</summary>
public sealed class TelephoneTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Asked_ByEitherDoor_TakesTheVendorsHours(bool byOffice)
    {
        await app.Database.AsOwnerAsync("update vendors set validity_hours = 30, reply_hours = 10 where id = 'dahua-vendor-code'");
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var asked = app.Clock.Now;

        await AskAsync(technician, byOffice);

        var its = Assert.Single((await technician.LoadAsync()).VendorCases);
        Assert.Equal((30, asked + Duration.FromHours(10), null), (its.ValidityHours, its.AnswerExpectedBy, its.AnswerValidUntil));
    }

    [Fact]
    public async Task Silence_LongerThanTheVendorTakes_StandsInTheInbox()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await AskAsync(technician);
        app.Clock.Advance(Duration.FromHours(48) - Duration.FromMinutes(1));
        Assert.DoesNotContain("The seller has not answered", await InboxAsync(), StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromMinutes(1));

        Assert.Contains("The seller has not answered", await InboxAsync(), StringComparison.Ordinal);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("ask again", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);
    }

    /// <summary>The table of moves ends a vendor's case only while the job waits for it; who plans the return visit ahead hears the answer all the same.</summary>
    [Fact]
    public async Task Answer_WhileTheReturnVisitIsPlanned_IsNotedInTheListOnce()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await AskAsync(technician);
        var id = (await technician.LoadAsync()).VendorCases[0].Id;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Empty((await office.GetAsync("/staff/vendor")).All("main form[action*='handler=Came']"));
        await app.Data.ActAsync(technician.JobId, technician.Staff, (it, step) => it.EndVisitPartlyDone("The answer takes a day.", step));
        Assert.IsType<VisitPlan.Planned>(await ReturnVisits.PlanAsync(app, technician.JobId, technician.Staff, app.Clock.Now + Duration.FromHours(24), null));
        app.Clock.Advance(Duration.FromHours(2));
        using var later = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await later.GetAsync("/staff/vendor");

        var answers = await Task.WhenAll(later.SubmitAsync("main form[action*='handler=Came']"), later.SubmitAsync("main form[action*='handler=Came']"));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.Conflict, answer.ToString()));
        var job = await technician.LoadAsync();
        Assert.Equal((JobStatus.Scheduled, VendorCaseState.Answered, app.Clock.Now + Duration.FromHours(24)), (job.Status, job.VendorCases[0].State, job.VendorCases[0].AnswerValidUntil));
        Assert.Single(job.Events, happened => happened.Kind == "VendorAnswerAccepted");
        (await later.PostAsync($"/staff/vendor?handler=Came&vendorCase={Guid.NewGuid()}", ("__RequestVerificationToken", (await later.GetAsync("/staff")).All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")))).Expect(HttpStatusCode.NotFound);
        Assert.Equal(id, job.VendorCases[0].Id);
    }

    [Fact]
    public async Task Answer_FromTheSheet_RunsOutEverywhereAndEnds()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await AskAsync(technician);
        app.Clock.Advance(Duration.FromHours(1));
        await technician.Client.GetAsync(technician.Sheet);
        (await technician.Client.SubmitAsync("main form[action*='answered=true']")).ExpectRedirect(technician.Sheet);
        var until = LocalTime.DayAndTime(app.Clock.Now + Duration.FromHours(24));
        Assert.Contains($"is good until {until}", (await technician.Client.GetAsync(technician.Sheet)).Text, StringComparison.Ordinal);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var number = (await technician.LoadAsync()).Number;

        await app.Data.ActAsync(technician.JobId, technician.Staff, (it, step) => it.EndVisitPartlyDone("Time ran out.", step));

        Assert.Contains("The answer is good until", (await office.GetAsync($"/staff/jobs/{number}")).Text, StringComparison.Ordinal);
        Assert.Contains($"is good until {until}", (await office.GetAsync($"/staff/board/{number}")).Text, StringComparison.Ordinal);
        Assert.Contains($"good until {until}", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);
        Assert.Contains("The answer is good until", (await office.GetAsync($"/staff/jobs/{number}/visit")).Text, StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromHours(24) - Duration.FromSeconds(1));
        Assert.Contains("The answer of The seller expires", await InboxAsync(), StringComparison.Ordinal);
        Assert.Equal((0, VendorCaseState.Answered), (await ExpireAsync(), (await technician.LoadAsync()).VendorCases[0].State));
        app.Clock.Advance(Duration.FromSeconds(1));
        Assert.Equal((1, VendorCaseState.Expired), (await ExpireAsync(), (await technician.LoadAsync()).VendorCases[0].State));
        Assert.Contains("The answer of The seller has expired", await InboxAsync(), StringComparison.Ordinal);
    }

    private async Task AskAsync(Technician technician, bool byOffice = false)
    {
        if (!byOffice)
        {
            (await technician.StepAsync($"vendor?recorder={technician.Recorder()}", ("Input.Method", "dahua-vendor-code"), ("Input.Vendor", "The seller"))).ExpectRedirect(technician.Sheet);
            return;
        }

        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{number}/ask-vendor");
        (await office.SubmitAsync("main form", ("Input.Vendor", "The seller"), ("Input.Method", "dahua-vendor-code"))).ExpectRedirect($"/staff/jobs/{number}");
    }

    private async Task<string> InboxAsync()
    {
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        return (await office.GetAsync("/staff")).Expect(System.Net.HttpStatusCode.OK).Text;
    }

    private Task<int> ExpireAsync() => app.WithAsync<ExpireAnswers, int>(expire => expire.RunAsync(Ct));
}
