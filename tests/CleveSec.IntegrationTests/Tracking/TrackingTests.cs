using System.Net;
using System.Text.RegularExpressions;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Tracking;

public sealed partial class TrackingTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_Opened_ShowsStateWindowAndFirstNameOnly()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician, "Dana Secret-Surname");
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        var token = await LinkAsync(job.Id);
        using var anybody = app.Client();

        for (var i = 0; i < 3; i++)
        {
            var page = (await anybody.GetAsync($"/visit/{token}")).Expect(HttpStatusCode.OK);
            Assert.Contains("Dana", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Secret-Surname", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Casey", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Main Street", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(job.Number, page.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(CustomerSessions.CookieName, anybody.Cookies.Keys);
    }

    [Fact]
    public async Task Link_ButtonPressed_OpensThisJobOnly()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = app.Client();
        await customer.GetAsync($"/visit/{await LinkAsync(job.Id)}");

        (await customer.SubmitAsync("main form")).ExpectRedirect("/visit");

        var page = await customer.GetAsync("/visit");
        Assert.Contains(job.Number, page.Text, StringComparison.Ordinal);
        Assert.Contains("Main Street", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("unknown")]
    [InlineData("other purpose")]
    public async Task Link_NotGood_Is404AndSaysHowToGoOn(string what)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var token = await LinkAsync(job.Id, what == "other purpose" ? LinkPurpose.Invitation : LinkPurpose.Visit, what == "expired" ? -Duration.FromSeconds(1) : Duration.FromDays(1));
        if (what == "revoked")
        {
            await app.WithAsync<SecretLinks, bool>(async links =>
            {
                await links.RevokeAsync([LinkPurpose.Visit], job.Id, app.Clock.Now, Ct);
                return true;
            });
        }

        using var anybody = app.Client();
        var page = await anybody.GetAsync($"/visit/{(what == "unknown" ? Keys.New() : token)}");

        page.Expect(HttpStatusCode.NotFound);
        Assert.Contains("216-333-8245", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_FromMailedLink_NeedsTheMailedCode()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "code@example.com");
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);

        (await customer.GetAsync("/visit/cancel")).ExpectRedirect("/visit/code?next=%2Fvisit%2Fcancel");
        await customer.GetAsync("/visit/code?next=/visit/cancel");
        await customer.SubmitAsync("form[action='/visit/code?handler=send']");
        var code = await CodeAsync(job.Id);
        (await customer.SubmitAsync("main form[action^='/visit/code']:not([action*='handler'])", ("Code", code == "000000" ? "000001" : "000000"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await customer.SubmitAsync("main form[action^='/visit/code']:not([action*='handler'])", ("Code", code))).ExpectRedirect("/visit/cancel");
        await customer.GetAsync("/visit/cancel");
        (await customer.SubmitAsync("main form")).ExpectRedirect("/visit");

        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal(JobStatus.Cancelled, after.Status);
        Assert.Equal(ActorRole.Homeowner, after.Events[^1].ActorRole);
        Assert.Contains("VisitCancelledMail", await KindsAsync(job.Id));
        Assert.Contains("VisitTakenAwayMail", await KindsAsync(job.Id));
    }

    [Fact]
    public async Task Code_FiveWrongTries_IsDeadAndElsewhereWorthless()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "tries@example.com");
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit/code");
        await customer.SubmitAsync("form[action='/visit/code?handler=send']");
        var code = await CodeAsync(job.Id);
        using var thief = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await thief.GetAsync("/visit/code");
        await thief.SubmitAsync("form[action='/visit/code?handler=send']");
        var theirs = await CodeAsync(job.Id);
        (await thief.SubmitAsync("main form[action^='/visit/code']:not([action*='handler'])", ("Code", code == theirs ? "999999" : code))).Expect(HttpStatusCode.UnprocessableEntity);

        for (var i = 0; i < 5; i++)
        {
            await customer.SubmitAsync("main form[action^='/visit/code']:not([action*='handler'])", ("Code", "12"));
        }

        (await customer.SubmitAsync("main form[action^='/visit/code']:not([action*='handler'])", ("Code", code))).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Change_AnotherWindow_MovesTheVisitAndTellsBoth()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var page = await customer.GetAsync("/visit/change");
        var wish = page.All("input[name=Window]")[^1].GetAttribute("value")!;

        (await customer.SubmitAsync("main form", ("Window", wish))).ExpectRedirect("/visit");

        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal(long.Parse(wish, System.Globalization.CultureInfo.InvariantCulture), after.LiveVisit!.WindowStart.ToUnixTimeSeconds());
        Assert.Equal(1, after.LiveVisit.Sequence);
        Assert.Contains("VisitChangedMail", await KindsAsync(job.Id));
        Assert.Contains("VisitAssignedMail", await KindsAsync(job.Id));
    }

    [Fact]
    public async Task Change_SameClickTwice_MovesAndTellsOnce()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var wish = (await customer.GetAsync("/visit/change")).All("input[name=Window]")[^1].GetAttribute("value")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => customer.SubmitAsync("main form", ("Window", wish))));

        Assert.Contains(answers, answer => answer.Location == "/visit");
        Assert.DoesNotContain(answers, answer => (int)answer.Status >= 500);
        Assert.Equal(1, (await app.Data.LoadAsync(job.Id)).LiveVisit!.Sequence);
        Assert.Single(await KindsAsync(job.Id), kind => kind == "VisitChangedMail");
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    public async Task Change_WindowBeyondTime_IsJustNotFree(string window)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var page = await customer.GetAsync("/visit/change");

        (await customer.PostAsync("/visit/change", ("__RequestVerificationToken", page.One("main form input[name=__RequestVerificationToken]").GetAttribute("value")), ("Window", window))).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Change_OfAnAcceptedVisit_WaitsForAcceptanceAgain()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        await app.Data.ActAsync(job.Id, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var wish = (await customer.GetAsync("/visit/change")).All("input[name=Window]")[^1].GetAttribute("value")!;

        await customer.SubmitAsync("main form", ("Window", wish));

        Assert.Equal(VisitStatus.Planned, (await app.Data.LoadAsync(job.Id)).LiveVisit!.Status);
    }

    [Fact]
    public async Task Change_NothingChosen_SaysSoAndKeepsTheVisit()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/visit/change");

        (await customer.SubmitAsync("main form")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(0, (await app.Data.LoadAsync(job.Id)).LiveVisit!.Sequence);
    }

    [Fact]
    public async Task Cancel_AfterTheCutOff_IsRefusedWithThePhoneNumber()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var soon = app.Clock.Now + Duration.FromMinutes(90);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician, soon);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/visit/cancel");

        var page = await customer.SubmitAsync("main form");

        page.Expect(HttpStatusCode.Conflict);
        Assert.Equal(JobStatus.Scheduled, (await app.Data.LoadAsync(job.Id)).Status);
        Assert.Contains("216-333-8245", (await customer.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/visit")]
    [InlineData("/visit/change")]
    [InlineData("/visit/cancel")]
    [InlineData("/visit/code")]
    [InlineData("/visit/calendar.ics")]
    public async Task AnyPage_WithoutASession_LeadsToTheLookUp(string path)
    {
        using var anybody = app.Client();
        anybody.SetCookie(CustomerSessions.CookieName, Keys.New());

        (await anybody.GetAsync(path)).ExpectRedirect("/visit/find");
    }

    [Fact]
    public async Task LookUp_RightOrWrong_AnswersAlikeAndOnlyTheRightCodeOpens()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "find@example.com");
        using var right = app.Client();
        using var wrong = app.Client();
        await right.GetAsync("/visit/find");
        await wrong.GetAsync("/visit/find");

        var found = await right.SubmitAsync("main form", ("Number", job.Number.ToLowerInvariant()), ("Zip", TestData.Zip));
        var missed = await wrong.SubmitAsync("main form", ("Number", job.Number), ("Zip", "44999"));

        Assert.Equal(found.Text, missed.Text);
        Assert.Equal(found.Status, missed.Status);
        (await wrong.SubmitAsync("main form", ("Code", await CodeAsync(job.Id)))).Expect(HttpStatusCode.UnprocessableEntity);
        (await right.SubmitAsync("main form", ("Code", await CodeAsync(job.Id)))).ExpectRedirect("/visit");
        Assert.Contains(job.Number, (await right.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    /// <summary>Trying codes counts like asking for them.</summary>
    [Theory]
    [InlineData("/visit/find")]
    [InlineData("/visit/find?handler=code")]
    public async Task LookUp_TooOftenFromOneAddress_429WithRetryAfter(string path)
    {
        using var client = app.Client();
        client.ForwardedFor = path.Contains("code", StringComparison.Ordinal) ? "203.0.113.10" : "203.0.113.11";
        await this.UseUpAsync(RateLimit.LookUpsByAddress, client.ForwardedFor);
        var token = (await client.GetAsync("/visit/find")).One("main input[name=__RequestVerificationToken]").GetAttribute("value");

        var page = (await client.PostAsync(path, ("__RequestVerificationToken", token), ("Number", "CS-2026-00001"), ("Zip", TestData.Zip), ("Code", "123456"))).Expect(HttpStatusCode.TooManyRequests);

        Assert.InRange(page.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3600);
        Assert.Contains("216-333-8245", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Neither a wrong number nor a wrong code is told by a quicker answer.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LookUp_EitherHandler_AnswersNotBeforeTheFloor(bool known)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: $"floor{known}@example.com");
        using var client = app.Client();
        client.ForwardedFor = "203.0.113.12";
        await client.GetAsync("/visit/find");

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await client.SubmitAsync("main form", ("Number", job.Number), ("Zip", known ? TestData.Zip : "44999"));
        var asked = watch.Elapsed;
        (await client.SubmitAsync("main form", ("Code", "12"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.True(asked >= AnswerFloor.Floor, asked.ToString());
        Assert.True(watch.Elapsed - asked >= AnswerFloor.Floor, watch.Elapsed.ToString());
    }

    [Fact]
    public async Task LookUp_AskedAgainAfterTheLastMailOfTheDay_KeepsTheCodeUsable()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "often@example.com");
        using var client = app.Client();
        client.ForwardedFor = "203.0.113.13";
        await client.GetAsync("/visit/find");
        await client.SubmitAsync("main form", ("Number", job.Number), ("Zip", TestData.Zip));
        var code = await CodeAsync(job.Id);
        await this.UseUpAsync(RateLimit.CustomerCodes, "often@example.com");

        await client.GetAsync("/visit/find");
        await client.SubmitAsync("main form", ("Number", job.Number), ("Zip", TestData.Zip));

        Assert.Equal(code, await CodeAsync(job.Id));
        (await client.SubmitAsync("main form", ("Code", code))).ExpectRedirect("/visit");
    }

    [Fact]
    public async Task Visit_Closed_ShowsTheSummary()
    {
        var job = await app.Data.JobAsync(JobStatus.Closed);
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);

        var page = (await customer.GetAsync("/visit")).Expect(HttpStatusCode.OK);

        Assert.Contains(job.Summary!, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendar_OfAVisit_IsAFileWithZoneAndSequence()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        var file = (await customer.GetAsync("/visit/calendar.ics")).Expect(HttpStatusCode.OK);

        Assert.Equal("text/calendar", file.ContentHeaders.ContentType?.MediaType);
        Assert.Contains("BEGIN:VTIMEZONE", file.Body, StringComparison.Ordinal);
        Assert.Contains("TZID:America/New_York", file.Body, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", file.Body, StringComparison.Ordinal);
        Assert.Contains($"UID:{job.Id:N}@", file.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_Pressed_EndsTheSessionForEveryCopyOfTheCookie()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        using var copy = app.Client();
        copy.SetCookie(CustomerSessions.CookieName, customer.Cookies[CustomerSessions.CookieName]);
        await customer.GetAsync("/visit");

        await customer.SubmitAsync("form[action='/visit/forget']");

        (await copy.GetAsync("/visit")).ExpectRedirect("/visit/find");
    }

    private async Task UseUpAsync(RateLimit limit, string subject)
    {
        for (var i = 0; i < limit.Most; i++)
        {
            await app.WithAsync<RateLimits, bool>(async limits => (await limits.CountAsync(limit, subject, Ct)).Allowed);
        }
    }

    private Task<string> LinkAsync(Guid jobId, LinkPurpose purpose = LinkPurpose.Visit, Duration? life = null) => app.WithAsync<IServiceProvider, string>(async services =>
    {
        var token = services.GetRequiredService<SecretLinks>().Issue(purpose, jobId, app.Clock.Now, app.Clock.Now + (life ?? Duration.FromDays(1)));
        await services.GetRequiredService<CleveSecDb>().SaveChangesAsync(Ct);
        return token;
    });

    private Task<List<string>> KindsAsync(Guid jobId) => app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == jobId).Select(mail => mail.Kind).ToListAsync(Ct));

    /// <summary>The newest code, as the mail would carry it.</summary>
    private async Task<string> CodeAsync(Guid jobId)
    {
        var mail = await app.DbAsync(db => db.OutboxMails.Where(row => row.JobId == jobId && row.Kind == "CustomerCodeMail").OrderByDescending(row => row.Id).FirstAsync(Ct));
        Assert.DoesNotMatch(SixDigits(), mail.TextBody.Replace("216-333-8245", "", StringComparison.Ordinal));
        return app.Services.GetRequiredService<SecretBox>().OpenMail(mail.SealedSecrets)["code"];
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex SixDigits();
}
