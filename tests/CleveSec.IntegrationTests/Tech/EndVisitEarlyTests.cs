using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>A visit that ends before its job is done: who is told, and where the technician lands.</summary>
public sealed class EndVisitEarlyTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobStatus.Scheduled, "NoAccess", "VisitOffMail")]
    [InlineData(JobStatus.OwnershipVerified, "EndVisitPartlyDone", "VisitOffMail")]
    [InlineData(JobStatus.OwnershipVerified, "GiveUp", "JobNotRecoveredMail")]
    public async Task Problem_EachWay_TellsTheCustomerOnceAndKeepsTheReason(JobStatus status, string way, string letter)
    {
        var technician = await Technician.WithJobAsync(app, status);

        await technician.StepAsync("problem", ("Input.Way", way), ("Input.Reason", "The dog did not let me in."));

        var mail = Assert.Single(await MailsAsync(technician.JobId));
        Assert.Equal((letter, "casey@example.com"), (mail.Kind, mail.ToAddress));
        Assert.DoesNotContain("dog", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(way == "GiveUp" ? "we do not go on trying" : "The office will get in touch", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GiveUp_OnSite_LeadsToTheSummary()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        (await technician.StepAsync("problem", ("Input.Way", "GiveUp"), ("Input.Reason", "No method fits."))).ExpectRedirect(technician.Sheet);

        (await technician.Client.GetAsync($"{technician.Sheet}/close")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("Nobody will come", Assert.Single(await MailsAsync(technician.JobId)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GiveUp_BeforeArrival_LandsOnTheDayAndTellsThatNobodyComes()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.StepAsync("problem", ("Input.Way", "EndVisitPartlyDone"), ("Input.Reason", "A part is missing."));
        var placement = await app.Data.PlacementAsync(technician.Staff, app.Clock.Now + Duration.FromHours(4));
        var again = await app.Data.ActAsync(technician.JobId, await app.Data.StaffAsync(StaffRole.Dispatcher), (job, step) => job.Schedule(placement, app.Data.Rules, step));
        await technician.Client.GetAsync($"/tech/visits/{again.Visits[^1].Id}/problem");

        var answer = await technician.Client.SubmitAsync("main form", ("Input.Way", "GiveUp"), ("Input.Reason", "The maker says it cannot be done."));

        var day = await technician.Client.FollowAsync(answer.ExpectRedirect("/tech"));
        Assert.Contains("the office writes the summary", day.Expect(HttpStatusCode.OK).One("[role=status]").TextContent, StringComparison.Ordinal);
        var job = await technician.LoadAsync();
        Assert.Equal((JobStatus.NotRecovered, VisitStatus.Cancelled), (job.Status, job.Visits[^1].Status));
        var mail = (await MailsAsync(technician.JobId))[^1];
        Assert.Equal("JobNotRecoveredMail", mail.Kind);
        Assert.Contains("is off. Nobody will come.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("METHOD:CANCEL", mail.Calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depart_VisitOfTomorrow_IsNotOfferedAndRefused()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var client = await app.Data.SignInAsync(technician);
        var sheet = $"/tech/visits/{job.Visits[0].Id}";

        var page = await client.GetAsync(sheet);
        Assert.Empty(page.All("form[action*='handler=Depart'], form[action*='handler=Arrive']"));
        Assert.Contains("Comes on Wednesday, November 25", page.Text, StringComparison.Ordinal);
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");
        foreach (var handler in new[] { "Depart", "Arrive" })
        {
            var refused = (await client.PostAsync($"{sheet}?handler={handler}", ("__RequestVerificationToken", token))).Expect(HttpStatusCode.Conflict);
            Assert.Contains("This visit is on Wednesday, November 25.", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(VisitStatus.Planned, (await app.Data.LoadAsync(job.Id)).Visits[0].Status);
        Assert.Empty(await MailsAsync(job.Id));
    }

    [Fact]
    public async Task Ownership_WholeNumberTyped_IsRefusedAndNotCut()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        const string Number = "RX1234567890";

        var form = await technician.Client.GetAsync($"{technician.Sheet}/ownership");
        Assert.True(int.Parse(form.One("#Input_LastFour").GetAttribute("maxlength")!, System.Globalization.CultureInfo.InvariantCulture) >= Number.Length, "A browser would cut the number to its beginning.");
        var page = (await technician.StepAsync("ownership", technician.Seen(lastFour: Number))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("more than four characters", page.One("#Input_LastFour_error").TextContent, StringComparison.Ordinal);
        Assert.Empty((await technician.LoadAsync()).Checks);
    }

    [Fact]
    public async Task Checklist_NothingAnswered_SaysSo()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);

        var page = (await technician.StepAsync($"checklist?recorder={technician.Recorder()}")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Nothing is answered yet.", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Empty((await technician.LoadAsync()).Recorders[0].Hardening);
    }

    private Task<List<OutboxMail>> MailsAsync(Guid jobId) => app.DbAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.JobId == jobId && mail.ToAddress == "casey@example.com").OrderBy(mail => mail.Id).ToListAsync(Ct));
}
