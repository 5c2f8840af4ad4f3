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

    [Theory]
    [InlineData("absent")]
    [InlineData("left")]
    [InlineData("another role")]
    public async Task Accept_TechnicianCannotCome_IsRefusedAndTheInboxSaysSo(string why)
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync("/staff");
        await this.ChangeAsync(technician, person => TakeAway(person, why, job.Visits[0].Window));

        var refused = (await client.SubmitAsync("form[action*='Accept']")).Expect(HttpStatusCode.Conflict);
        Assert.Contains(why == "absent" ? "Dana Park is away then." : "Dana Park", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(VisitStatus.Planned, (await this.app.Data.LoadAsync(job.Id)).Visits[0].Status);

        var row = (await client.GetAsync("/staff")).One(".queue__row");
        Assert.Contains("Technician not available", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Surgery", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector($"a[href='/staff/jobs/{job.Number}/visit']"));
        Assert.Null(row.QuerySelector("form"));
    }

    [Fact]
    public async Task Get_ConfirmedVisitOfAnAbsentTechnician_WaitsAndOneBesideTheAbsenceDoesNot()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var (stranded, fine) = (await this.ConfirmedAsync(technician), await this.ConfirmedAsync(technician));
        var first = stranded.Visits[0];
        await this.ChangeAsync(technician, person => person.AddAbsence(new Interval(first.OccupiedStart, first.OccupiedEnd), "Surgery"));
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await client.GetAsync("/staff");

        Assert.Contains(stranded.Number, page.One(".queue__row").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(fine.Number, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 48, false)]
    [InlineData(2, 48, false)]
    [InlineData(3, 48, true)]
    [InlineData(0, 3, false)]
    [InlineData(1, 3, true)]
    public async Task Get_WaitingMailThatFails_AppearsWhenItIsOftenOrTheVisitIsNear(int failed, int hoursToTheVisit, bool appears)
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, technician, this.app.Clock.Now + Duration.FromHours(hoursToTheVisit));
        await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        var mail = await MailRows.AddAsync(this.app, OutboxState.Waiting);
        await this.FailAsync(mail.Id, job.Id, failed, underWay: false);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var rows = (await client.GetAsync("/staff?view=mail")).All(".queue__row");

        Assert.Equal(appears ? 1 : 0, rows.Count);
        if (appears)
        {
            Assert.Contains("A mail does not get through", rows[0].TextContent, StringComparison.Ordinal);
            Assert.Contains(failed == 1 ? "1 try failed" : $"{failed} tries failed", rows[0].TextContent, StringComparison.Ordinal);
            Assert.Equal(hoursToTheVisit < 24, rows[0].GetAttribute("data-urgent") == "true");
        }
    }

    [Fact]
    public async Task Get_ThirdTryUnderWay_IsNotCountedYet()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Closed);
        var mail = await MailRows.AddAsync(this.app, OutboxState.Waiting);
        this.app.Clock.Advance(Duration.FromDays(3));
        await this.FailAsync(mail.Id, job.Id, 3, underWay: true);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Empty((await client.GetAsync("/staff?view=mail")).All(".queue__row"));
    }

    private static void TakeAway(StaffMember person, string why, Interval window)
    {
        switch (why)
        {
            case "absent":
                person.AddAbsence(window, "Surgery");
                break;
            case "left":
                person.Deactivate();
                break;
            default:
                person.Describe(person.Name, person.Phone, StaffRole.Dispatcher, null, []);
                break;
        }
    }

    private async Task<Job> ConfirmedAsync(StaffMember technician)
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, technician);
        return await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
    }

    private Task<int> ChangeAsync(StaffMember who, Action<StaffMember> change) => this.app.DbAsync(async db =>
    {
        change(await db.Staff.AsSplitQuery().SingleAsync(staff => staff.Id == who.Id, Ct));
        return await db.SaveChangesAsync(Ct);
    });

    private Task<int> FailAsync(Guid mail, Guid job, int tries, bool underWay) => this.app.DbAsync(db =>
    {
        var lease = underWay ? this.app.Clock.Now + Duration.FromMinutes(2) : (Instant?)null;
        return db.OutboxMails.Where(row => row.Id == mail).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.JobId, job).SetProperty(row => row.Tries, tries).SetProperty(row => row.LastError, tries == 0 ? null : "Connection refused").SetProperty(row => row.LeaseUntil, lease), Ct);
    });
}
