using System.Net;
using AngleSharp.Dom;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>What goes wrong quietly: jobs that nobody closes, visits that nobody can make, mails that do not get through. Each test has an inbox of its own.</summary>
public sealed class InboxTroubleTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Theory]
    [InlineData(JobStatus.Refused, "Refused: close the job")]
    [InlineData(JobStatus.NotRecovered, "Not recovered: close the job")]
    public async Task Get_EndedWithoutCloseOut_WaitsUntilItIsClosed(JobStatus status, string words)
    {
        var job = await this.app.Data.JobAsync(status);
        this.app.Clock.Advance(Duration.FromMinutes(20));
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var row = (await client.GetAsync("/staff?view=close")).One(".queue__row");
        Assert.Contains(words, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("for 20 minutes", row.TextContent, StringComparison.Ordinal);
        (await client.GetAsync(row.QuerySelector("a.button")!.GetAttribute("href")!)).Expect(HttpStatusCode.OK);
        (await client.SubmitAsync("main form", ("Input.Summary", "We could not help."))).ExpectRedirect($"/staff/jobs/{job.Number}");

        Assert.Empty((await client.GetAsync("/staff")).All(".queue__row"));
    }

    [Fact]
    public async Task Get_ReinitializedAndTheVisitEnded_WaitsForTheCloseOut()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var job = await this.app.Data.JobAsync(JobStatus.Reinitialized, technician);
        await this.app.Data.ActAsync(job.Id, technician, (it, step) => it.EndVisitPartlyDone("The owner had to leave before the checklist.", step));
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var row = (await client.GetAsync("/staff")).One(".queue__row");

        Assert.Contains("Re-initialized: close the job", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("The owner had to leave", row.TextContent, StringComparison.Ordinal);
    }


}
