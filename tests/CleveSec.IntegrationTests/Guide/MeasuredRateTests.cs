using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Guide;

/// <summary>Beside the business's estimate stands what closed jobs measured, once it says something.</summary>
public sealed class MeasuredRateTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Guide_TenAttemptsOnClosedJobs_ShowsTheRateForAYear()
    {
        using var client = app.Client();
        await CloseAsync("dahua-questions", AttemptOutcome.Failed, AttemptOutcome.Failed, AttemptOutcome.NotPossible, AttemptOutcome.Succeeded);
        Assert.Equal("too few attempts yet", await MeasuredAsync(client, "/guide/security-questions"));

        await CloseAsync("dahua-questions", [.. Enumerable.Repeat(AttemptOutcome.Failed, 2), .. Enumerable.Repeat(AttemptOutcome.Succeeded, 5)]);

        // 4 failed, 6 succeeded; what could not be tried does not count.
        Assert.Equal("60 % n = 10", await MeasuredAsync(client, "/guide/security-questions"));
        Assert.Equal("too few attempts yet", await MeasuredAsync(client, "/guide/xml-file"));
        Assert.Contains("60 % (6 of 10 attempts in the last 12 months)", (await client.GetAsync("/guide/security-questions")).Text, StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromDays(366));
        Assert.Equal("too few attempts yet", await MeasuredAsync(client, "/guide/security-questions"));
    }

    private static async Task<string> MeasuredAsync(SiteClient client, string topic)
    {
        var page = (await client.GetAsync("/guide")).Expect(HttpStatusCode.OK);
        var row = page.All("#compare ~ .table-scroll tbody tr").Single(row => row.QuerySelector($"a[href='{topic}']") is not null);
        return string.Join(' ', row.QuerySelector("td[data-label='Measured']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task CloseAsync(string method, params AttemptOutcome[] outcomes)
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var made = await app.Data.JobAsync(JobStatus.OwnershipVerified, technician, app.Clock.Now + Duration.FromHours(1));
        var by = new Actor(ActorRole.Technician, technician.Id, technician.Name);
        foreach (var outcome in outcomes)
        {
            await ChangeAsync(made.Id, by, (job, step) => job.RecordAttempt(job.Recorders[0].Id, ResetMethod.Find(method)!, outcome, null, step));
        }

        await ChangeAsync(made.Id, by, (job, step) => job.GiveUp("Only the tries matter here.", step));
        await ChangeAsync(made.Id, by, (job, step) => job.Close("We tried.", step));
    }

    private async Task ChangeAsync(Guid id, Actor by, Action<Job, Step> act)
    {
        var change = await app.WithAsync<IServiceProvider, JobChange>(services => services.GetRequiredService<JobChanges>().RunAsync(
            services.GetRequiredService<CleveSecDb>().Jobs.Where(job => job.Id == id), by, act, TestContext.Current.CancellationToken));
        Assert.Null(change.Problem);
    }
}
