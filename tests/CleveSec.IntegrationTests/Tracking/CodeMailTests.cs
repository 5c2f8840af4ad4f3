using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Tracking;

/// <summary>Asking for a code: what is typed is understood, and what is answered is true.</summary>
public sealed class CodeMailTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Send = "form[action='/visit/code?handler=send']";
    private const string Enter = "main form[action^='/visit/code']:not([action*='handler'])";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Code_AfterTheDaysLastMail_SaysSoAndTheLastCodeStillWorks()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "five@example.com");
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit/code?next=/visit/cancel");
        for (var i = 0; i < RateLimit.CustomerCodes.Most; i++)
        {
            app.Clock.Advance(NodaTime.Duration.FromSeconds(10));
            Assert.Contains("just sent", (await customer.SubmitAsync(Send)).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }

        var page = (await customer.SubmitAsync(Send)).Expect(HttpStatusCode.TooManyRequests);

        Assert.Contains("No more codes are sent today", page.Text, StringComparison.Ordinal);
        Assert.Contains("216-333-8245", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("just sent", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Equal(RateLimit.CustomerCodes.Most, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == job.Id, Ct)));
        (await customer.SubmitAsync(Enter, ("Code", await CodeAsync(job.Id)))).ExpectRedirect("/visit/cancel");
    }

    [Fact]
    public async Task Code_BookingWithoutAddress_SaysThatTheOfficeMakesTheChange()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: null);
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit/code");

        var page = (await customer.SubmitAsync(Send)).Expect(HttpStatusCode.Conflict);

        Assert.Contains("no e-mail address on this booking", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.All("#Code"));
    }

    [Theory]
    [InlineData("{0}", "44113-1234")]
    [InlineData("{0}", " 44113 ")]
    [InlineData("{0}", "441131234")]
    [InlineData("#{0}.", "44113")]
    [InlineData("{1}-{2}", "44113")]
    [InlineData("cs {1} {2}", "44113")]
    [InlineData("CS—{1}‑{2}", "44113")]
    public async Task LookUp_NumberAndZipAsPeopleTypeThem_FindTheJob(string number, string zip)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: $"{Guid.NewGuid():N}@example.com");
        var parts = job.Number.Split('-');
        using var client = app.Client();
        await client.GetAsync("/visit/find");

        var page = await client.SubmitAsync("main form", ("Number", string.Format(System.Globalization.CultureInfo.InvariantCulture, number, job.Number, parts[1], parts[2])), ("Zip", zip));

        Assert.Contains("at most five codes a day", page.Text, StringComparison.Ordinal);
        (await client.SubmitAsync("main form", ("Code", await CodeAsync(job.Id)))).ExpectRedirect("/visit");
    }

    [Theory]
    [InlineData("4411")]
    [InlineData("94411-3000")]
    public async Task LookUp_AnotherZip_SendsNothing(string zip)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = app.Client();
        await client.GetAsync("/visit/find");

        (await client.SubmitAsync("main form", ("Number", job.Number), ("Zip", zip))).Expect(HttpStatusCode.OK);

        Assert.Equal(0, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == job.Id, Ct)));
    }

    private async Task<string> CodeAsync(Guid jobId)
    {
        var mail = await app.DbAsync(db => db.OutboxMails.Where(row => row.JobId == jobId && row.Kind == "CustomerCodeMail").OrderByDescending(row => row.Id).FirstAsync(Ct));
        return app.Services.GetRequiredService<SecretBox>().OpenMail(mail.SealedSecrets)["code"];
    }
}
