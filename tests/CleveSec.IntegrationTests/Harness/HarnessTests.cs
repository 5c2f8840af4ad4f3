using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CleveSec.IntegrationTests.Harness;

/// <summary>That the tools of the other tests do what they say.</summary>
public sealed class HarnessTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<JobStatus> Statuses => [.. Enum.GetValues<JobStatus>()];

    [Fact]
    public async Task Start_OwnDatabase_IsReadyOverRealHttp()
    {
        using var client = app.Client();

        var page = await client.GetAsync("/health/ready");

        page.Expect(HttpStatusCode.OK);
        Assert.Equal("127.0.0.1", app.Address.Host);
        Assert.Equal("clevesec_app", await app.Database.AsSiteAsync("select current_user::text"));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task JobAsync_AnyStatus_IsInTheDatabaseWithItsHistory(JobStatus status)
    {
        var job = await app.Data.LoadAsync((await app.Data.JobAsync(status)).Id);

        Assert.Equal(status, job.Status);
        Assert.Equal(status, job.Events[^1].To);
    }

    [Fact]
    public async Task Query_SeveralCollectionsInOneStatement_Throws()
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.DbAsync(db => db.Staff.FirstAsync(Ct)));
    }

    [Fact]
    public async Task JobAsync_TwiceForOneTechnician_DoesNotCollide()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);

        await app.Data.JobAsync(JobStatus.Scheduled, technician);
        await app.Data.JobAsync(JobStatus.Scheduled, technician);

        Assert.Equal(2, await app.DbAsync(db => db.Visits.CountAsync(visit => visit.TechnicianId == technician.Id, Ct)));
    }

    [Fact]
    public async Task SignInAsync_Dispatcher_IsTheSiteSignedIn()
    {
        using var nobody = app.Client();
        using var dispatcher = await app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/staff/jobs")).Status);
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.GetAsync("/staff/jobs")).Status);
    }

    [Fact]
    public async Task MailServer_AcceptsAMail_HandsItOver()
    {
        await using var server = await MailServer.StartAsync();
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync("127.0.0.1", server.Port, MailKit.Security.SecureSocketOptions.None, Ct);
        using var mail = new MimeMessage(new[] { new MailboxAddress("A", "a@clevesec.test") }, new[] { new MailboxAddress("B", "b@clevesec.test") }, "Hello", new TextPart("plain") { Text = "Text" });
        await smtp.SendAsync(mail, Ct);

        var taken = await server.WaitForAsync("b@clevesec.test", "hello");

        Assert.Equal("Text", taken.TextBody?.Trim());
    }

    [Fact]
    public async Task SiteProcess_Killed_StartsAgainOnTheSameDatabase()
    {
        await using var first = await SiteProcess.StartAsync(app.Database);
        first.Kill9();

        await using var second = await SiteProcess.StartAsync(app.Database);

        Assert.True(first.HasExited);
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task DbAsync_ReferenceData_IsSeeded() => Assert.True(await app.DbAsync(db => db.ServiceZips.AnyAsync(zip => zip.Zip == TestData.Zip, Ct)));
}
