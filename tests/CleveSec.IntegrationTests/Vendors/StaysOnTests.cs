using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>From the request until its answer is used or over, everybody reads that the recorder stays on: the technician, the office and the customer.</summary>
public sealed class StaysOnTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Notice = "[data-stays-on]";
    private const string InMail = "leave the recorder switched on, and do not restart or unplug it";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public enum Case
    {
        None,
        Drafted,
        Sent,
        Answered,
        Used,
        Ended,
    }

    [Theory]
    [InlineData(Case.None, false)]
    [InlineData(Case.Drafted, true)]
    [InlineData(Case.Sent, true)]
    [InlineData(Case.Answered, true)]
    [InlineData(Case.Used, false)]
    [InlineData(Case.Ended, false)]
    public async Task Notice_StandsOnEveryPageWhileTheAnswerIsPendingOrUnused(Case state, bool stands)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await BringAsync(technician, state);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var customer = await app.Data.CustomerClientAsync(technician.JobId);

        Assert.Equal(stands, (await office.GetAsync(Links.Job((await technician.LoadAsync()).Number))).All(Notice).Any());
        Assert.Equal(stands, (await technician.Client.GetAsync(technician.Sheet)).Text.Contains("Do not reboot or unplug the recorder", StringComparison.Ordinal));
        Assert.Equal(stands, (await customer.GetAsync("/visit")).All($"[data-live=state] {Notice}").Any());
        Assert.Equal(stands, (await customer.GetAsync("/visit/live")).Body.Contains("Do not restart or unplug it", StringComparison.Ordinal));
        Assert.Equal(stands, (await customer.GetAsync("/es/visit")).Body.Contains("No lo reinicie ni lo desenchufe", StringComparison.Ordinal));
    }

    /// <summary>A job that ends with a request or an answer nobody used asks for nothing any more.</summary>
    [Theory]
    [InlineData(Case.Sent)]
    [InlineData(Case.Answered)]
    public async Task Notice_OnAJobThatIsOver_Ends(Case state)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await BringAsync(technician, state);
        await app.Data.ActAsync(technician.JobId, technician.Staff, (it, step) => it.GiveUp("Nothing is left to try.", step));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var customer = await app.Data.CustomerClientAsync(technician.JobId);

        Assert.Empty((await office.GetAsync(Links.Job((await technician.LoadAsync()).Number))).All(Notice));
        Assert.Empty((await customer.GetAsync("/visit")).All(Notice));
    }

    [Fact]
    public async Task JobPage_WithTwoRecorders_NamesTheOneThatStaysOn()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified, recorders: 2);
        await BringAsync(technician, Case.Sent);
        var job = await technician.LoadAsync();
        foreach (var part in job.Recorders)
        {
            var (id, model) = (part.RecorderId, part.Id == technician.Recorder() ? "The-One-Asked" : "The-Other-One");
            await app.DbAsync(db => db.Recorders.Where(device => device.Id == id).ExecuteUpdateAsync(set => set.SetProperty(device => device.Model, model), Ct));
        }

        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var said = (await office.GetAsync(Links.Job(job.Number))).One(Notice).TextContent;

        Assert.Contains("The-One-Asked", said, StringComparison.Ordinal);
        Assert.DoesNotContain("The-Other-One", said, StringComparison.Ordinal);
    }

    /// <summary>The visit goes, the request stands. Without a case the same mail says nothing of it.</summary>
    [Theory]
    [InlineData(Language.English, true, InMail)]
    [InlineData(Language.Spanish, true, "deje el grabador encendido y no lo reinicie ni lo desenchufe")]
    [InlineData(Language.English, false, InMail)]
    public async Task VisitOff_WhileAnAnswerWaits_SaysSoInTheMailAndOnTheCustomersPage(Language language, bool waits, string words)
    {
        var job = waits ? await ReturnVisits.AnsweredAsync(app, hours: 48) : await app.Data.JobAsync(JobStatus.Scheduled);
        if (waits)
        {
            var placement = await app.Data.PlacementAsync(await app.Data.StaffAsync(StaffRole.Technician));
            await app.Data.ActAsync(job.Id, ReturnVisits.Office, (it, step) => it.Schedule(placement, app.Data.Rules, step));
        }

        await app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Language, language), Ct));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        Assert.Equal(waits, (await customer.GetAsync("/visit")).All(Notice).Any());
        (await office.GetAsync($"/staff/jobs/{job.Number}/unschedule")).Expect(HttpStatusCode.OK);

        (await office.SubmitAsync("main form", ("Input.Choice", "The technician cannot come"))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var mail = await app.DbAsync(db => db.OutboxMails.SingleAsync(one => one.JobId == job.Id && one.Kind == "VisitOffMail", Ct));
        Assert.Equal(waits, mail.TextBody.ReplaceLineEndings(" ").Contains(words, StringComparison.Ordinal));
        Assert.Equal(waits, (await customer.GetAsync("/visit")).All(Notice).Any());
        Assert.Equal(waits, (await office.GetAsync(Links.Job(job.Number))).All(Notice).Any());
    }

    private async Task BringAsync(Technician technician, Case state)
    {
        if (state == Case.None)
        {
            return;
        }

        await ActAsync((it, step) => it.DraftVendorLetter(technician.Recorder(), ResetMethod.Find("dahua-xml")!, VendorLetters.Facts(), step));
        if (state == Case.Drafted)
        {
            return;
        }

        await ActAsync((it, step) => it.SendVendorLetter(it.VendorCases[0].Id, VendorLetters.Recipient, Guid.CreateVersion7(), step.At + Duration.FromHours(24), step));
        if (state == Case.Ended)
        {
            await ActAsync((it, step) => it.EndVendorCase(answered: false, step));
        }
        else if (state != Case.Sent)
        {
            await app.Data.ActAsync(technician.JobId, ReturnVisits.Office, (it, step) => it.AcceptVendorAnswer(it.VendorCases[0].Id, step.At, step));
        }

        if (state == Case.Used)
        {
            (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-xml"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
            Assert.Equal(VendorCaseState.Imported, (await technician.LoadAsync()).VendorCases[0].State);
        }

        Task<Job> ActAsync(Action<Job, Step> act) => app.Data.ActAsync(technician.JobId, technician.Staff, act);
    }
}
