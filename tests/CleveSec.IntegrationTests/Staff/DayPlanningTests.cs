using System.Globalization;
using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.DayPlanning;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>From the button to the moved visits: two technicians who drive to each other's doors.</summary>
public sealed class DayPlanningTests : IAsyncLifetime
{
    private const string Page = "/staff/board/plan?day=2026-11-25";
    private const string Start = "form:has([name='Input.Seconds'])";
    private const string Apply = "form:has([name='Run'])";
    private readonly CleveSecApp app = new();
    private StaffMember near = null!;
    private StaffMember far = null!;
    private SiteClient office = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await this.app.InitializeAsync();
        this.near = await this.app.Data.StaffAsync(StaffRole.Technician, "Nadia Near");
        this.far = await this.app.Data.StaffAsync(StaffRole.Technician, "Fred Far", staff => staff.Describe("Fred Far", null, StaffRole.Technician, "44256", staff.Skills));
        this.office = await this.app.Data.SignInAsync(await this.app.Data.StaffAsync(StaffRole.Dispatcher, "Robin"));
    }

    public async ValueTask DisposeAsync()
    {
        this.office.Dispose();
        await this.app.DisposeAsync();
    }

    [Fact]
    public async Task Plan_AllAccepted_MovesEveryVisitKeepsPromisesAndTellsNoCustomer()
    {
        var jobs = await this.CrossedAsync();
        var mails = await this.CustomerMailsAsync();
        var page = await this.PlannedAsync();
        Assert.NotEmpty(page.All("[name='Moves']"));

        (await this.office.SubmitAsync(Apply)).ExpectRedirect(Page);

        var visits = await this.VisitsAsync();
        Assert.Equal(this.near.Id, visits[jobs[1].Number].TechnicianId);
        Assert.Equal(this.far.Id, visits[jobs[0].Number].TechnicianId);
        Assert.All(jobs, job => Assert.Equal(job.LiveVisit!.Window, visits[job.Number].Window));
        Assert.All(visits.Values, visit => Assert.True(visit.WorkStart >= visit.WindowStart && visit.WorkStart < visit.WindowEnd));
        Assert.All(visits.Values, visit => Assert.Equal(VisitStatus.Planned, visit.Status));
        Apart([.. visits.Values]);
        Assert.Equal(mails, await this.CustomerMailsAsync());
        Assert.Contains("put to work", (await this.office.GetAsync(Page)).One("#run").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await this.app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "day planned", Ct)));
    }

    [Fact]
    public async Task Plan_SameAnswerTwice_IsMadeOnce()
    {
        await this.CrossedAsync();
        await this.PlannedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => this.office.SubmitAsync(Apply)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await this.app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "day planned", Ct)));
    }

    [Fact]
    public async Task Plan_VisitMovedMeanwhile_IsRefusedWholeNamingIt()
    {
        var jobs = await this.CrossedAsync();
        await this.PlannedAsync();
        await this.app.Database.AsOwnerAsync("update visits set work_start = work_start + interval '5 minutes' where id = $1", jobs[0].LiveVisit!.Id);
        var before = await this.VisitsAsync();

        var page = (await this.office.SubmitAsync(Apply)).Expect(HttpStatusCode.Conflict);

        Assert.Contains(jobs[0].Number, page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(before.ToDictionary(visit => visit.Key, visit => (visit.Value.TechnicianId, visit.Value.WorkStart)), (await this.VisitsAsync()).ToDictionary(visit => visit.Key, visit => (visit.Value.TechnicianId, visit.Value.WorkStart)));
    }

    [Fact]
    public async Task Plan_NothingTicked_IsAskedFor()
    {
        await this.CrossedAsync();
        await this.PlannedAsync();

        var answer = await this.office.SubmitAsync(Apply, ("Moves", null));

        Assert.Contains("Tick at least one move", answer.Expect(HttpStatusCode.UnprocessableEntity).One("#Moves_error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SomeAccepted_MovesThoseAndNoOthers()
    {
        await this.CrossedAsync();
        await this.PlannedAsync();
        var result = PlanResult.Parse((await this.RunAsync()).Result!);
        var first = result.Moves[0];
        var chosen = first.Needs.Append(first.Number).ToList();
        var before = await this.VisitsAsync();

        (await this.office.SubmitAsync(Apply, [.. chosen.Select(number => ("Moves", (string?)number.ToString(CultureInfo.InvariantCulture)))])).ExpectRedirect(Page);

        var after = await this.VisitsAsync();
        Assert.All(result.Moves, move => Assert.Equal(chosen.Contains(move.Number) ? (move.ToId, move.After) : (before[move.Job].TechnicianId, before[move.Job].WorkStart), (after[move.Job].TechnicianId, after[move.Job].WorkStart)));
        Apart([.. after.Values]);
    }

    [Fact]
    public async Task Plan_MoveWithoutWhatItNeeds_IsRefusedAndTheRestIsTicked()
    {
        await this.CrossedAsync();
        await this.PlannedAsync();
        var run = await this.RunAsync();
        var result = PlanResult.Parse(run.Result!);
        await this.app.DbAsync(db => db.DayPlanRuns.ExecuteUpdateAsync(set => set.SetProperty(row => row.Result, (result with { Moves = [result.Moves[0] with { Needs = [2] }, .. result.Moves.Skip(1)] }).ToJson()), Ct));
        var before = await this.VisitsAsync();

        var page = (await this.office.SubmitAsync(Apply, ("Moves", "1"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("only together with 2", page.One("#Moves_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], page.All("[name='Moves'][checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal(before.ToDictionary(visit => visit.Key, visit => visit.Value.TechnicianId), (await this.VisitsAsync()).ToDictionary(visit => visit.Key, visit => visit.Value.TechnicianId));
    }

    [Fact]
    public async Task Plan_Declined_LeavesTheDayAsItIs()
    {
        await this.CrossedAsync();
        var page = await this.PlannedAsync();
        var before = await this.VisitsAsync();
        page.One("form:has([name='Run'])").SetAttribute("action", page.One("[formaction]").GetAttribute("formaction")!);

        (await this.office.SubmitAsync(Apply)).ExpectRedirect(Page);

        Assert.Equal(DayPlanState.Declined, (await this.RunAsync()).State);
        Assert.Equal(before.ToDictionary(visit => visit.Key, visit => visit.Value.TechnicianId), (await this.VisitsAsync()).ToDictionary(visit => visit.Key, visit => visit.Value.TechnicianId));
    }

    [Fact]
    public async Task Plan_UnderWay_StaysWhereItIs()
    {
        var jobs = await this.CrossedAsync();
        this.app.Clock.Now = At(7, 0);
        await this.app.Data.ActAsync(jobs[0].Id, this.near, (job, step) => job.Depart(step));
        this.office.Dispose();
        this.office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        await this.PlannedAsync();

        Assert.DoesNotContain(PlanResult.Parse((await this.RunAsync()).Result!).Moves, move => move.Job == jobs[0].Number);
    }

    [Fact]
    public async Task Plan_StartedTwiceAtOnce_IsOneRun()
    {
        await this.CrossedAsync();
        await this.office.GetAsync(Page);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => this.office.SubmitAsync(Start, ("Input.Seconds", "1"))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await this.app.DbAsync(db => db.DayPlanRuns.CountAsync(Ct)));
        await this.IdleAsync();
    }

    [Fact]
    public async Task Plan_Stopped_SaysSoAndCanBeStartedAgain()
    {
        await this.CrossedAsync();
        await this.office.GetAsync(Page);
        (await this.office.SubmitAsync(Start, ("Input.Seconds", "60"))).ExpectRedirect(Page);
        Assert.Equal(DayPlanState.Running, (await this.RunAsync()).State);
        await this.office.GetAsync(Page);

        (await this.office.SubmitAsync("form[action$='handler=Cancel']")).ExpectRedirect(Page);
        await this.IdleAsync();

        Assert.Equal(DayPlanState.Cancelled, (await this.RunAsync()).State);
        await this.PlannedAsync();
    }

    [Fact]
    public async Task Plan_NodeDied_IsTakenAsEnded()
    {
        await this.CrossedAsync();
        await this.app.DbAsync(db =>
        {
            db.DayPlanRuns.Add(new DayPlanRun { Id = Guid.CreateVersion7(), Day = new LocalDate(2026, 11, 25), State = DayPlanState.Running, Seconds = 10, StartedAt = this.app.Clock.Now, StartedByName = "Robin", HeartbeatAt = this.app.Clock.Now });
            return db.SaveChangesAsync(Ct);
        });
        Assert.Contains("Looking for a better plan", (await this.office.GetAsync(Page)).One("#run").TextContent, StringComparison.Ordinal);
        this.app.Clock.Advance(DayPlanRun.DeadAfter + Duration.FromSeconds(1));
        Assert.Contains("did not come to an end", (await this.office.GetAsync(Page)).One("#run").TextContent, StringComparison.Ordinal);

        await this.PlannedAsync();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("61")]
    [InlineData("ten")]
    [InlineData("")]
    public async Task Plan_SecondsOutOfRange_IsSaidBesideTheField(string seconds)
    {
        await this.office.GetAsync(Page);
        var page = (await this.office.SubmitAsync(Start, ("Input.Seconds", seconds))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await this.app.DbAsync(db => db.DayPlanRuns.CountAsync(Ct)));
        Assert.NotEmpty(page.All("#Input_Seconds_error"));
    }

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2027-11-25")]
    [InlineData("tomorrow")]
    public async Task Plan_DayThatCannotBePlanned_IsNotFound(string day) => (await this.office.GetAsync($"/staff/board/plan?day={day}")).Expect(HttpStatusCode.NotFound);

    /// <summary>Nadia lives in Cleveland and Fred in Medina; each has two visits beside the other's home.</summary>
    private async Task<List<Job>> CrossedAsync() =>
    [
        await this.app.Data.JobAsync(JobStatus.Scheduled, this.near, At(9, 30), zip: "44256"),
        await this.app.Data.JobAsync(JobStatus.Scheduled, this.far, At(9, 30)),
        await this.app.Data.JobAsync(JobStatus.Scheduled, this.near, At(13, 30), zip: "44256"),
        await this.app.Data.JobAsync(JobStatus.Scheduled, this.far, At(13, 30)),
    ];

    private async Task<SitePage> PlannedAsync()
    {
        await this.office.GetAsync(Page);
        (await this.office.SubmitAsync(Start, ("Input.Seconds", "1"))).ExpectRedirect(Page);
        await this.IdleAsync();
        return await this.office.GetAsync(Page);
    }

    private Task IdleAsync() => this.app.Services.GetRequiredService<DayPlanRunner>().WhenIdleAsync();

    private Task<DayPlanRun> RunAsync() => this.app.DbAsync(db => db.DayPlanRuns.AsNoTracking().OrderByDescending(run => run.Id).FirstAsync(Ct));

    private Task<int> CustomerMailsAsync() => this.app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.ToAddress == "casey@example.com", Ct));

    private Task<Dictionary<string, Visit>> VisitsAsync() => this.app.DbAsync(db => (
        from visit in db.Visits.AsNoTracking()
        join job in db.Jobs on visit.JobId equals job.Id
        where Schedules.Live.Contains(visit.Status)
        select new { job.Number, Visit = visit }).ToDictionaryAsync(row => row.Number, row => row.Visit, Ct));

    private static void Apart(IReadOnlyList<Visit> visits) => Assert.All(visits, one => Assert.DoesNotContain(visits, other => other != one && other.TechnicianId == one.TechnicianId && other.OccupiedStart < one.OccupiedEnd && one.OccupiedStart < other.OccupiedEnd));

    private static Instant At(int hour, int minute) => new LocalDate(2026, 11, 25).At(new NodaTime.LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();
}
