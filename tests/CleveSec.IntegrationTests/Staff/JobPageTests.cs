using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Jobs;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Staff;

public sealed class JobPageTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly JobAction[] OnVisitPage = [JobAction.Schedule, JobAction.Reschedule, JobAction.Reassign];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<JobStatus> Statuses => [.. Enum.GetValues<JobStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Get_AnyStatus_OffersExactlyTheAllowedActions(JobStatus status)
    {
        var job = await app.Data.LoadAsync((await app.Data.JobAsync(status)).Id);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/jobs/{job.Number}")).Expect(HttpStatusCode.OK);

        var allowed = job.AllowedActions(ActorRole.Dispatcher);
        var expected = allowed.Where(action => !OnVisitPage.Contains(action)).Select(action => JobAct.Of(action)!.Slug).Concat(allowed.Any(OnVisitPage.Contains) ? ["visit"] : []).Concat(allowed.Contains(JobAction.AskVendor) ? ["vendor-letter"] : []).Order();
        var prefix = $"/staff/jobs/{job.Number}/";
        var offered = page.All($"main .actions a[href^='{prefix}']").Select(link => link.GetAttribute("href")![prefix.Length..]).Distinct().Order();
        Assert.Equal(expected, offered);
        Assert.Equal(job.Events.Count, page.All(".timeline > li").Count);
    }

    [Fact]
    public async Task Get_VerifiedJob_ShowsWhatWasSeenAndByWhom()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician, "Robin Vale");
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, technician);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var text = (await client.GetAsync($"/staff/jobs/{job.Number.ToLowerInvariant()}")).Text;

        Assert.Contains("ending 1234", text, StringComparison.Ordinal);
        Assert.Contains("Robin Vale", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OverriddenJob_CarriesTheMark()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        await app.Data.ActAsync(job.Id, await app.Data.StaffAsync(StaffRole.Admin), (it, step) => it.Override("The owner is my neighbour.", step));
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Contains("Ownership was overridden on this job", (await client.GetAsync($"/staff/jobs/{job.Number}")).One(".notice--danger").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SiteWithGateCode_NeverShowsIt()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var sealedCode = app.Services.GetRequiredService<SecretBox>().SealGateCode("gate-9182");
        await app.DbAsync(db => db.Sites.Where(site => site.Id == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(site => site.GateCode, sealedCode), Ct));
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        var body = (await client.GetAsync($"/staff/jobs/{job.Number}")).Body;

        Assert.DoesNotContain("gate-9182", body, StringComparison.Ordinal);
        Assert.DoesNotContain(sealedCode!, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_FromTheJob_ConfirmsTheVisit()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}");

        (await client.SubmitAsync("form[action*='Accept']")).ExpectRedirect($"/staff/jobs/{job.Number}");

        Assert.Contains("Confirmed", (await client.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }
}
