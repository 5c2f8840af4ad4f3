using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

public sealed class JobActionTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobStatus.Scheduled, "unschedule", "The technician cannot come", JobStatus.Reported, "VisitOffMail")]
    [InlineData(JobStatus.Scheduled, "no-access", "Nobody was there", JobStatus.Reported, "VisitOffMail")]
    [InlineData(JobStatus.OnSite, "end-partly", "Time ran out", JobStatus.Reported, "VisitOffMail")]
    [InlineData(JobStatus.OwnershipVerified, "give-up", "The recorder is defective", JobStatus.NotRecovered, "JobNotRecoveredMail")]
    [InlineData(JobStatus.Scheduled, "refuse", "Ownership was not shown", JobStatus.Refused, "JobRefusedMail")]
    [InlineData(JobStatus.Reported, "refuse", "Ownership was not shown", JobStatus.Refused, "JobRefusedMail")]
    [InlineData(JobStatus.Scheduled, "cancel", "The customer got back in", JobStatus.Cancelled, "VisitCancelledMail")]
    [InlineData(JobStatus.Reported, "cancel", "It was reported twice", JobStatus.Cancelled, "VisitCancelledMail")]
    [InlineData(JobStatus.OnSite, "override", null, JobStatus.OwnershipVerified, null)]
    [InlineData(JobStatus.OwnershipVerified, "withdraw", null, JobStatus.OnSite, null)]
    [InlineData(JobStatus.Refused, "reconsider", null, JobStatus.Reported, null)]
    [InlineData(JobStatus.NotRecovered, "resume", null, JobStatus.Reported, null)]
    [InlineData(JobStatus.Closed, "reopen", null, JobStatus.Reported, null)]
    public async Task Post_ActionWithReason_MovesTheJobAndTellsTheCustomer(JobStatus from, string slug, string? choice, JobStatus to, string? letter)
    {
        var job = await app.Data.JobAsync(from);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        (await client.GetAsync($"/staff/jobs/{job.Number}/{slug}")).Expect(HttpStatusCode.OK);

        var answer = choice is null
            ? await client.SubmitAsync("main form", ("Input.Words", "Because the office knows why."))
            : await client.SubmitAsync("main form", ("Input.Choice", choice), ("Input.Words", "Said on the phone."));

        answer.ExpectRedirect($"/staff/jobs/{job.Number}");
        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal(to, after.Status);
        Assert.Equal(choice is null ? "Because the office knows why." : $"{choice}: Said on the phone.", after.Events[^1].Detail["reason"]);
        var mails = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id && mail.ToAddress == "casey@example.com").Select(mail => mail.Kind).ToListAsync(Ct));
        Assert.Equal(letter is null ? [] : [letter], mails);
        Assert.Contains("office knows why", (await client.GetAsync($"/staff/jobs/{job.Number}")).Text.Replace("Said on the phone", "office knows why", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_GiveUpWithoutAnOpenVisit_TellsTheCustomer()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.AwaitingVendor, technician);
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.EndVisitPartlyDone("The answer takes a day.", step));
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/give-up");

        (await client.SubmitAsync("main form", ("Input.Choice", "The manufacturer did not help"))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var mail = await app.DbAsync(db => db.OutboxMails.SingleAsync(mail => mail.JobId == job.Id && mail.ToAddress == "casey@example.com", Ct));
        Assert.Equal("JobNotRecoveredMail", mail.Kind);
        Assert.DoesNotContain("manufacturer did not help", mail.TextBody, StringComparison.Ordinal);
        Assert.Null(mail.Calendar);
    }

    [Theory]
    [InlineData(JobStatus.Reported, "unschedule")]
    [InlineData(JobStatus.Reported, "give-up")]
    [InlineData(JobStatus.Reported, "close")]
    [InlineData(JobStatus.Scheduled, "override")]
    [InlineData(JobStatus.Cancelled, "reopen")]
    [InlineData(JobStatus.Cancelled, "refuse")]
    [InlineData(JobStatus.Closed, "cancel")]
    [InlineData(JobStatus.AwaitingVendor, "cancel")]
    [InlineData(JobStatus.OnSite, "ask-vendor")]
    [InlineData(JobStatus.OnSite, "end-vendor-case")]
    public async Task GetAndPost_IllegalMove_IsRefusedWithTheReason(JobStatus from, string slug)
    {
        var job = await app.Data.JobAsync(from);
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        var page = (await client.GetAsync($"/staff/jobs/{job.Number}/{slug}")).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Not possible now", page.Text, StringComparison.Ordinal);

        var token = page.All("input[name='__RequestVerificationToken']")[0].GetAttribute("value");
        var post = await client.PostAsync($"/staff/jobs/{job.Number}/{slug}", ("__RequestVerificationToken", token), ("Input.Choice", ReasonFor(slug)), ("Input.Words", "Words"), ("Input.Summary", "Words"),
            ("Input.Answered", "true"), ("Input.Recorder", job.Recorders[0].Id.ToString()), ("Input.Vendor", "Dahua"), ("Input.Method", "dahua-vendor-code"), ("Input.Version", (await app.Data.LoadAsync(job.Id)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        post.Expect(HttpStatusCode.Conflict);
        Assert.Equal(from, (await app.Data.LoadAsync(job.Id)).Status);
    }

    [Fact]
    public async Task Post_JobChangedMeanwhile_IsToldAndKeepsTheWords()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, start: app.Clock.Now + NodaTime.Duration.FromHours(1));
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/cancel");
        var technician = await app.DbAsync(db => db.Staff.AsSplitQuery().FirstAsync(staff => staff.Id == job.LiveVisit!.TechnicianId, Ct));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Arrive(samePersonSeen: false, step));

        var page = await client.SubmitAsync("main form", ("Input.Choice", "other"), ("Input.Words", "They sold the house."));

        page.Expect(HttpStatusCode.Conflict);
        Assert.Contains("Somebody else changed this job", page.Text, StringComparison.Ordinal);
        Assert.Contains("They sold the house.", page.Body, StringComparison.Ordinal);
        Assert.Equal(JobStatus.OnSite, (await app.Data.LoadAsync(job.Id)).Status);

        // Looked at again and decided again: the same form goes through.
        (await client.SubmitAsync("main form")).ExpectRedirect($"/staff/jobs/{job.Number}");
    }

    [Theory]
    [InlineData(null, null, "Choose a reason.")]
    [InlineData("other", null, "Write the reason.")]
    [InlineData("other", "password is Blue42fish", "This looks like a password")]
    public async Task Post_CancelWithoutAProperReason_IsRefusedAndKeepsWhatWasTyped(string? choice, string? words, string error)
    {
        var job = await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/cancel");

        var page = await client.SubmitAsync("main form", ("Input.Choice", choice), ("Input.Words", words ?? ""));

        page.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains(error, page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(words ?? "", page.One("#Input_Words").TextContent.Trim());
        Assert.Equal(JobStatus.Reported, (await app.Data.LoadAsync(job.Id)).Status);
    }

    [Fact]
    public async Task Post_Close_SendsTheSummaryButNoSecret()
    {
        var job = await app.Data.JobAsync(JobStatus.Reinitialized);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/close");

        var refused = await client.SubmitAsync("main form", ("Input.Summary", "All works. The password is Blue42fish."));
        refused.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Those are never kept", refused.Text, StringComparison.Ordinal);

        (await client.SubmitAsync("main form", ("Input.Summary", "Your recorder works again."))).ExpectRedirect($"/staff/jobs/{job.Number}");
        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal((JobStatus.Closed, "Your recorder works again."), (after.Status, after.Summary));
        Assert.Contains("Your recorder works again.", await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id && mail.Kind == "JobClosedMail").Select(mail => mail.TextBody).FirstAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AskVendorAndEnd_GoesThereAndBack()
    {
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/ask-vendor");

        (await client.SubmitAsync("main form", ("Input.Vendor", "The seller"), ("Input.Method", "dahua-vendor-code"))).ExpectRedirect($"/staff/jobs/{job.Number}");
        Assert.Equal(JobStatus.AwaitingVendor, (await app.Data.LoadAsync(job.Id)).Status);
        var question = await client.GetAsync($"/staff/jobs/{job.Number}/end-vendor-case");
        Assert.Contains("Did the manufacturer answer?", question.One("fieldset legend").TextContent, StringComparison.Ordinal);
        (await client.SubmitAsync("main form")).Expect(HttpStatusCode.UnprocessableEntity);
        (await client.SubmitAsync("main form", ("Input.Answered", "true"))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal((JobStatus.OwnershipVerified, VendorCaseState.Answered), (after.Status, after.VendorCases[0].State));
    }

    [Fact]
    public async Task Post_AskVendorWithASecret_IsRefusedBesideTheField()
    {
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/ask-vendor");

        var page = (await client.SubmitAsync("main form", ("Input.Vendor", "Dahua, password: Blue42fish"), ("Input.Method", "dahua-vendor-code"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("looks like a password", page.One("#Input_Vendor_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(JobStatus.OwnershipVerified, (await app.Data.LoadAsync(job.Id)).Status);
    }

    [Fact]
    public async Task Post_Unschedule_TellsTheTechnicianToo()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/unschedule");

        await client.SubmitAsync("main form", ("Input.Choice", "The technician cannot come"));

        Assert.Equal(["VisitTakenAwayMail"], await app.DbAsync(db => db.OutboxMails.Where(mail => mail.ToAddress == technician.Email).Select(mail => mail.Kind).ToListAsync(Ct)));
        Assert.Equal(VisitStatus.Cancelled, (await app.Data.LoadAsync(job.Id)).Visits[0].Status);
    }

    [Theory]
    [InlineData("/staff/jobs/CS-2026-99999")]
    [InlineData("/staff/jobs/nonsense")]
    [InlineData("/staff/jobs/CS-2026-99999/cancel")]
    [InlineData("/staff/jobs/CS-2026-99999/visit")]
    public async Task Get_UnknownNumber_IsNotFound(string path)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("arrive")]
    [InlineData("verify")]
    [InlineData("nonsense")]
    public async Task Get_ActionTheOfficeHasNot_IsNotFound(string slug)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync($"/staff/jobs/{job.Number}/{slug}")).Expect(HttpStatusCode.NotFound);
    }

    private static string ReasonFor(string slug) => Web.Features.Staff.Jobs.JobAct.Find(slug)!.Reasons is [var first, ..] ? first : "";
}
