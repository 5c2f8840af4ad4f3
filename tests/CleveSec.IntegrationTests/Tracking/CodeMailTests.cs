using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Tracking;

/// <summary>Asking for a code: what is typed is understood, and what is answered is true.</summary>
public sealed class CodeMailTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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

        await client.SubmitAsync("main form", ("Number", string.Format(System.Globalization.CultureInfo.InvariantCulture, number, job.Number, parts[1], parts[2])), ("Zip", zip));

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
