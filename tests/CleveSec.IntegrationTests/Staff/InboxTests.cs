using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>What waits for a person. Each test has an inbox of its own, because the inbox shows everything.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Get_NothingWaits_SaysWhatToDoNext()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync("/staff")).Expect(HttpStatusCode.OK);

        Assert.StartsWith("Inbox", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.One(".empty a[href='/staff/jobs']"));
    }

    [Fact]
    public async Task Get_QueuedJobs_OldestFirstWithCountInTitle()
    {
        var older = await this.app.Data.JobAsync();
        this.app.Clock.Advance(Duration.FromMinutes(20));
        var newer = await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync("/staff")).Expect(HttpStatusCode.OK);

        var rows = page.All(".queue__row");
        Assert.Equal(2, rows.Count);
        Assert.Contains(older.Number, rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("for 20 minutes", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Casey Morgan, Cleveland", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(newer.Number, rows[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Inbox (2)", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("Nothing waits here", (await client.GetAsync("/staff?view=calls")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_PlannedVisit_ConfirmsItAndLeavesTheInbox()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync("/staff?view=new");

        (await client.SubmitAsync("form[action*='Accept']")).ExpectRedirect("/staff?view=new");

        Assert.Equal(VisitStatus.Confirmed, (await this.app.Data.LoadAsync(job.Id)).LiveVisit!.Status);
        Assert.Empty((await client.GetAsync("/staff")).All(".queue__row"));
    }

    [Fact]
    public async Task Accept_AcceptedMeanwhile_IsToldWhy()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync("/staff");
        await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Admin), (it, step) => it.AcceptVisit(step));

        var page = await client.SubmitAsync("form[action*='Accept']");

        page.Expect(HttpStatusCode.Conflict);
        Assert.Contains("Only a planned visit waits for acceptance.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SameDayChangeNotAcknowledged_AppearsAfterFifteenMinutes()
    {
        var (job, technician) = await this.ConfirmedTodayAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        this.app.Clock.Advance(Duration.FromMinutes(15) - Duration.FromSeconds(1));
        Assert.Empty((await client.GetAsync("/staff?view=today")).All(".queue__row"));

        this.app.Clock.Advance(Duration.FromSeconds(1));
        var row = (await client.GetAsync("/staff?view=today")).One(".queue__row[data-urgent='true']");
        Assert.Contains($"{technician.FirstName} has not seen today’s change", row.TextContent, StringComparison.Ordinal);

        await this.app.Data.ActAsync(job.Id, technician, (it, step) => it.AcknowledgeVisit(step));
        Assert.Empty((await client.GetAsync("/staff?view=today")).All(".queue__row"));
    }

    [Fact]
    public async Task Get_WindowOverAndNobodyArrived_IsLateUntilArrival()
    {
        var (job, technician) = await this.ConfirmedTodayAsync();
        await this.app.Data.ActAsync(job.Id, technician, (it, step) => it.Depart(step));
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        this.app.Clock.Now = job.LiveVisit!.WindowEnd + Duration.FromMinutes(1);
        using var later = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var row = (await later.GetAsync("/staff?view=today")).One(".queue__row[data-urgent='true']");
        Assert.Contains($"{technician.FirstName} is late", row.TextContent, StringComparison.Ordinal);

        await this.app.Data.ActAsync(job.Id, technician, (it, step) => it.Arrive(samePersonSeen: false, step));
        Assert.Empty((await later.GetAsync("/staff?view=today")).All(".queue__row"));
    }

    [Fact]
    public async Task Called_CustomerWithoutEmail_IsDoneOnce()
    {
        var job = await this.app.Data.JobAsync(email: null);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/cancel");
        await client.SubmitAsync("main form", ("Input.Choice", "It was reported twice"));
        using var other = await this.app.Data.SignInAsync(StaffRole.Admin);
        await other.GetAsync("/staff?view=calls");
        var calls = await client.GetAsync("/staff?view=calls");
        Assert.Contains("(216) 555-0123", calls.One(".queue__row").TextContent, StringComparison.Ordinal);

        (await client.SubmitAsync("form[action*='Called']")).ExpectRedirect("/staff?view=calls");
        var second = await other.SubmitAsync("form[action*='Called']");

        second.Expect(HttpStatusCode.Conflict);
        Assert.Contains("already made by", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FailedMail_WaitsInItsTab()
    {
        await this.app.Data.JobAsync(JobStatus.Closed);
        var mail = await MailRows.AddAsync(this.app, OutboxState.Failed);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var row = (await client.GetAsync("/staff?view=mail")).One(".queue__row");

        Assert.Contains(mail.Subject, row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector($"a[href='/staff/mailbox/{mail.Id}']"));
    }

    private async Task<(Job Job, StaffMember Technician)> ConfirmedTodayAsync()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, technician, this.app.Clock.Now + Duration.FromHours(3));
        await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        return (await this.app.Data.LoadAsync(job.Id), technician);
    }
}
