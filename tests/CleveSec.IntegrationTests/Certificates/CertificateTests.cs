using System.Net;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Certificates;

/// <summary>The paper of a closing: issued with it, frozen, printed by the office and the technician, gone after three years.</summary>
public sealed class CertificateTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Close_AfterARecovery_PrintsWhatWasTriedDoneAndDeclined()
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.Reinitialized);
        var job = await technician.LoadAsync();

        var page = (await technician.Client.GetAsync($"{technician.Sheet}/certificate")).Expect(HttpStatusCode.OK);

        Assert.Equal("Hand-over certificate", page.One("h1").TextContent);
        Assert.All(
            [$"{job.Number}-1", "Casey Morgan", "Recovered", "Terry Fields", "Security questions: worked", "played back together", "Declined by the owner", "The web page of the recorder uses HTTPS.", "Should be as before", "nobody was asked to sign"],
            words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("1234", page.Text, StringComparison.Ordinal);
        Assert.NotNull(CheckCode.TryNormalize(page.One(".certificate__code").TextContent.Trim()));
        Assert.Contains($"{technician.Sheet}/certificate", (await technician.Client.GetAsync(technician.Sheet)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobStatus.Refused, CertificateOutcome.Refused, "Ownership was not verified")]
    [InlineData(JobStatus.NotRecovered, CertificateOutcome.NotRecovered, "Nothing was tried and nothing was changed.")]
    public async Task Close_WithoutARecovery_SaysSo(JobStatus from, CertificateOutcome outcome, string words)
    {
        var technician = await Closings.ByTechnicianAsync(app, from);

        var page = await technician.Client.GetAsync($"{technician.Sheet}/certificate");

        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Equal(outcome, Assert.Single(await app.CertificatesAsync(technician.JobId)).Outcome);
    }

    /// <summary>A method that puts the recorder back to its factory settings and lets nobody in may have done the one and not the other.</summary>
    [Theory]
    [InlineData(true, true, "Some may be lost")]
    [InlineData(true, false, "Some may be lost")]
    [InlineData(false, true, "Should be as before")]
    public async Task Close_AMethodThatMayLoseSettingsFailedFirst_IsOnThePaperAndInTheSummary(bool tried, bool opened, string settings)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var recorder = technician.Recorder();
        Task<Job> ActAsync(Action<Job, Step> act) => app.Data.ActAsync(technician.JobId, technician.Staff, act);
        if (tried)
        {
            await ActAsync((job, step) => job.RecordConsent(recorder, TestData.Consent, step));
            await ActAsync((job, step) => job.RecordAttempt(recorder, ResetMethod.Find("dahua-button")!, AttemptOutcome.Failed, null, step));
        }

        if (opened)
        {
            await ActAsync((job, step) => job.RecordAttempt(recorder, ResetMethod.Find("dahua-questions")!, AttemptOutcome.Succeeded, null, step));
            await ActAsync((job, step) => job.RecordClip(Guid.NewGuid(), recorder, new ClipSpan(3, new LocalDateTime(2026, 11, 20, 21, 0), new LocalDateTime(2026, 11, 20, 21, 10), 90, true, "Casey O'Brien-Muñoz"), step));
            await ActAsync((job, step) => job.ReinitializeRecorder(recorder, Reinitialization.Short("4.003", true) with { FirmwareBefore = "3.215" }, step));
            await ActAsync((job, step) => app.Services.GetRequiredService<IChecklistTexts>().Texts.ToList().ForEach(item => job.Harden(recorder, item.Id, HardeningState.Done, step)));
        }
        else
        {
            await ActAsync((job, step) => job.GiveUp("Nothing fits.", step));
        }

        var draft = (await technician.Client.GetAsync($"{technician.Sheet}/close")).Expect(HttpStatusCode.OK).One("textarea[name='Input.Summary']").TextContent;
        (await technician.StepAsync("close")).ExpectRedirect(technician.Sheet);
        var paper = (await technician.Client.GetAsync($"{technician.Sheet}/certificate")).One(".certificate__recorder");

        Assert.Contains(settings, paper.TextContent, StringComparison.Ordinal);
        Assert.Equal(!tried, draft.Contains("should be as they were before", StringComparison.Ordinal));
        Assert.Equal(opened, paper.TextContent.Contains("Channel 3, 2026-11-20 21:00:00 to 2026-11-20 21:10:00 by the recorder’s clock (90 seconds ahead), saved by Casey O'Brien-Muñoz, played back", StringComparison.Ordinal));
        Assert.Equal(opened, paper.TextContent.Contains("3.215 → 4.003", StringComparison.Ordinal));
        Assert.Equal(tried && !opened, draft.Contains("Its settings may have changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Close_AnAttemptBrokenOff_IsOnThePaper()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var (recorder, method) = (technician.Recorder(), ResetMethod.Find("dahua-button")!);
        Task<Job> ActAsync(Action<Job, Step> act) => app.Data.ActAsync(technician.JobId, technician.Staff, act);
        await ActAsync((job, step) => job.RecordConsent(recorder, TestData.Consent, step));
        await ActAsync((job, step) => job.StartAttempt(Guid.NewGuid(), recorder, method, new AttemptTerms([.. AttemptPreconditions.Of(method).Select(needed => needed.Id)], EffectAcknowledged: true), step));
        await ActAsync((job, step) => job.GiveUp("They were called away.", step));
        (await technician.StepAsync("close")).ExpectRedirect(technician.Sheet);

        var paper = (await technician.Client.GetAsync($"{technician.Sheet}/certificate")).One(".certificate__recorder").TextContent;

        Assert.Contains("begun and broken off", paper, StringComparison.Ordinal);
        Assert.Contains("Some may be lost", paper, StringComparison.Ordinal);
        Assert.Contains("Casey Morgan signed for that", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_AfterAVisitWithoutAccess_PrintsThatNobodyLetUsIn()
    {
        var technician = await Technician.WithJobAsync(app);
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.Data.ActAsync(technician.JobId, office, (job, step) => job.NoAccess("Nobody opened.", step));
        await app.Data.ActAsync(technician.JobId, office, (job, step) => job.Refuse("They will not say who they are.", step));
        using var client = await app.Data.SignInAsync(office);
        var number = (await technician.LoadAsync()).Number;

        await Closings.ByOfficeAsync(client, number, "We did not open your recorder.");

        var page = await client.GetAsync($"/staff/jobs/{number}/certificate");
        Assert.Contains("Terry Fields, nobody let us in; nothing was done", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("They will not say who they are", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_WhenTheJobChangesLater_StaysAsItWasHandedOver()
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.Reinitialized);
        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await app.Database.AsOwnerAsync("update customers set name = 'Somebody Else' where id = (select customer_id from jobs where id = $1)", technician.JobId);
        await Closings.ReopenAsync(app, technician.JobId);

        var page = await office.GetAsync($"/staff/jobs/{number}/certificate");

        Assert.Contains("Casey Morgan", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody Else", page.Text, StringComparison.Ordinal);
        Assert.Contains("Opened; its owner typed a new password", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_Again_IssuesAnotherOneAndTheOldOneSaysThatItWasReplaced()
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.Refused);
        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await Closings.ReopenAsync(app, technician.JobId);
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.Data.ActAsync(technician.JobId, person, (job, step) => job.Refuse("Still no papers.", step));
        await Closings.ByOfficeAsync(office, number, "We did not open it this time either.");

        var (newest, old) = (await office.GetAsync($"/staff/jobs/{number}/certificate"), await office.GetAsync($"/staff/jobs/{number}/certificate?closing=1"));

        Assert.Contains($"{number}-2", newest.One(".certificate").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Replaced", newest.One(".certificate").TextContent, StringComparison.Ordinal);
        Assert.Contains($"{number}-1", old.One(".certificate").TextContent, StringComparison.Ordinal);
        Assert.Contains("Replaced", old.One(".certificate").TextContent, StringComparison.Ordinal);
        (await office.GetAsync($"/staff/jobs/{number}/certificate?closing=3")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Close_TappedTwice_IssuesOne()
    {
        var technician = await Closings.ByTechnicianAsync(app);

        (await technician.ForceAsync($"{technician.Sheet}/close", ("Input.Summary", "All is well."))).ExpectRedirect(technician.Sheet);

        Assert.Single(await app.CertificatesAsync(technician.JobId));
    }

    [Fact]
    public async Task Issue_ForAJobClosedBeforeThereWereAny_IsDoneOnceByTheOffice()
    {
        var job = await app.Data.JobAsync(JobStatus.Closed);
        using var one = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var two = await app.Data.SignInAsync(StaffRole.Admin);
        (await one.GetAsync($"/staff/jobs/{job.Number}/certificate")).Expect(HttpStatusCode.OK);
        (await two.GetAsync($"/staff/jobs/{job.Number}/certificate")).Expect(HttpStatusCode.OK);

        var answers = await Task.WhenAll(one.SubmitAsync("main form"), two.SubmitAsync("main form"));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Redirect or HttpStatusCode.Conflict, answer.ToString()));
        var certificate = Assert.Single(await app.CertificatesAsync(job.Id));
        Assert.Equal((1, HandOverSign.NotAsked, CertificateOutcome.Recovered), (certificate.Closing, certificate.Sign, certificate.Outcome));
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "certificate issued" && entry.Subject == job.Number, Ct)));
    }

    [Fact]
    public async Task Issue_ForAnOpenJob_IsRefusedWithTheReason()
    {
        var closed = await app.Data.JobAsync(JobStatus.Closed);
        var open = await app.Data.JobAsync(JobStatus.OnSite);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var token = (await office.GetAsync($"/staff/jobs/{closed.Number}/certificate")).All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");

        var page = (await office.PostAsync($"/staff/jobs/{open.Number}/certificate?handler=Issue", ("__RequestVerificationToken", token))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("when the job is closed", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Empty(await app.CertificatesAsync(open.Id));
    }

    [Fact]
    public async Task View_ByStaff_IsWrittenToTheAudit_AndAForeignTechnicianFindsNothing()
    {
        var technician = await Closings.ByTechnicianAsync(app);
        var number = (await technician.LoadAsync()).Number;
        using var other = await app.Data.SignInAsync(StaffRole.Technician);

        (await other.GetAsync($"{technician.Sheet}/certificate")).Expect(HttpStatusCode.NotFound);
        Assert.False(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "certificate viewed" && entry.Subject == number, Ct)));
        (await technician.Client.GetAsync($"{technician.Sheet}/certificate")).Expect(HttpStatusCode.OK);

        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "certificate viewed" && entry.Subject == number, Ct)));
    }

    [Fact]
    public async Task Sql_WithoutAClosingOrChanged_IsRefused()
    {
        const string insert = """
            insert into certificates (id, job_id, closing, number, closed_at, outcome, language, code_hash, sealed_code, content, sign, issued_at, issued_by_name, purge_at)
            values (gen_random_uuid(), $1, 1, 'X', now(), 'Recovered', 'English', sha256(gen_random_uuid()::text::bytea), '', '{}', 'NotAsked', now(), 'Terry', now())
            """;
        var open = await app.Data.JobAsync(JobStatus.Reinitialized);
        var closed = await app.Data.JobAsync(JobStatus.Closed);
        foreach (var job in new[] { open, closed })
        {
            Assert.Equal(PostgresErrorCodes.CheckViolation, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(insert, job.Id))).SqlState);
        }

        var technician = await Closings.ByTechnicianAsync(app);
        Assert.Equal("CS002", (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync("update certificates set outcome = 'Recovered' where job_id = $1", technician.JobId))).SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync("update certificates set outcome = 'Recovered' where job_id = $1", technician.JobId))).SqlState);
    }

    [Fact]
    public async Task Purge_AfterThreeYears_LeavesNoCertificateAndNoSignature()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        var technician = await Closings.ByTechnicianAsync(own, JobStatus.NotRecovered, ("Input.SignedName", "Casey Morgan"), ("Input.Strokes", "[[[1,2],[3,4]]]"));
        own.Clock.Advance(Duration.FromDays(3 * 365));
        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);
        Assert.Single(await own.CertificatesAsync(technician.JobId));

        own.Clock.Advance(Duration.FromDays(2));
        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Empty(await own.CertificatesAsync(technician.JobId));
    }

    [Fact]
    public void Checklist_EachItem_HasASpanishText() =>
        Assert.Equal(app.Services.GetRequiredService<IChecklistTexts>().Texts.Select(item => item.Id).Order(), ChecklistSpanish.Texts.Keys.Order());
}
