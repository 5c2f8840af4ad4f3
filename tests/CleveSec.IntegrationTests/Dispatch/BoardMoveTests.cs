using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static CleveSec.TestSupport.Moves;

namespace CleveSec.IntegrationTests.Dispatch;

/// <summary>Moving visits on the board. An app a test: what fits depends on who works.</summary>
public sealed class BoardMoveTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 25);
    private readonly CleveSecApp app = new();
    private StaffMember dana = null!;
    private StaffMember luis = null!;
    private SiteClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        luis = await app.Data.StaffAsync(StaffRole.Technician, "Luis O'Brien-Muñoz");
        client = await app.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Move_InsideThePromiseToSomebodyElse_IsDoneAndToldOnce()
    {
        var (job, visit) = await PlannedAsync(10);

        var moved = await client.MoveAsync(job, luis.Id, At(Day, 10, 45), SeenOf(visit));

        Assert.Equal(200, moved.Status);
        var after = (await app.VisitAsync(job.Id))!;
        Assert.Equal((luis.Id, At(Day, 10, 45), visit.Window), (after.TechnicianId, after.WorkStart, after.Window));
        Assert.Equal(SeenOf(after), moved.Seen);
        Assert.False((await app.Data.LoadAsync(job.Id)).RulesOverridden);
        Assert.Equal(1, await LettersAsync(job, "casey@example.com"));

        // The same click twice moves nothing and tells nobody.
        Assert.Equal(200, (await client.MoveAsync(job, luis.Id, At(Day, 10, 45), SeenOf(visit))).Status);
        Assert.Equal(1, await LettersAsync(job, "casey@example.com"));
    }

    [Fact]
    public async Task Move_AQuarterOfAnHourInsideThePromise_TellsTheCustomerNothing()
    {
        var (job, visit) = await PlannedAsync(10);
        await client.MoveAsync(job, luis.Id, At(Day, 10, 45), SeenOf(visit));
        var told = await LettersAsync(job, "casey@example.com");

        Assert.Equal(200, (await client.MoveAsync(job, luis.Id, At(Day, 11), SeenOf(await app.VisitAsync(job.Id)))).Status);

        Assert.Equal(At(Day, 11), (await app.VisitAsync(job.Id))!.WorkStart);
        Assert.Equal(told, await LettersAsync(job, "casey@example.com"));
    }

    [Fact]
    public async Task Move_OutOfThePromise_AsksAReasonThenKeepsIt()
    {
        var (job, visit) = await PlannedAsync(10);

        var asked = await client.MoveAsync(job, dana.Id, At(Day, 14), SeenOf(visit));

        Assert.Equal(422, asked.Status);
        Assert.Contains(asked.Rules, rule => rule.StartsWith("It leaves the promised window", StringComparison.Ordinal));
        Assert.Equal(visit.WorkStart, (await app.VisitAsync(job.Id))!.WorkStart);

        Assert.Equal(200, (await client.MoveAsync(job, dana.Id, At(Day, 14), SeenOf(visit), "The customer asked for it.")).Status);
        var after = await app.Data.LoadAsync(job.Id);
        Assert.Equal(At(Day, 14), after.LiveVisit!.WorkStart);
        Assert.True(after.LiveVisit.Window.Contains(At(Day, 14)));
        Assert.Contains(after.Events, happened => happened.Kind == "RuleOverridden" && happened.Detail["reason"] == "The customer asked for it.");
    }

    [Fact]
    public async Task Move_WhereSomethingStands_IsAConflictThatSaysWhat()
    {
        var (job, visit) = await PlannedAsync(10);
        var (_, other) = await PlannedAsync(13, luis);

        var moved = await client.MoveAsync(job, luis.Id, other.WorkStart + Duration.FromMinutes(15), SeenOf(visit), "Whatever");

        Assert.Equal((409, true), (moved.Status, moved.Why!.Contains("Something else stands there: 1–2 pm", StringComparison.Ordinal)));
        Assert.Equal(visit.WorkStart, (await app.VisitAsync(job.Id))!.WorkStart);
        Assert.Equal(409, (await client.MoveAsync(job, luis.Id, other.WorkEnd, SeenOf(visit), "No room to drive")).Status);
        Assert.Equal(0, await DoubleBookings.CountAsync(app.Database));
    }

    [Fact]
    public async Task Move_OfWhatSomebodyElseMoved_IsAConflict()
    {
        var (job, visit) = await PlannedAsync(10);
        using var rival = await app.Data.SignInAsync(StaffRole.Admin);
        Assert.Equal(200, (await rival.MoveAsync(job, luis.Id, At(Day, 10, 30), SeenOf(visit))).Status);

        var moved = await client.MoveAsync(job, dana.Id, At(Day, 11), SeenOf(visit));

        Assert.Equal(409, moved.Status);
        Assert.Contains("Somebody else changed this job", moved.Why, StringComparison.Ordinal);
        Assert.Equal((luis.Id, At(Day, 10, 30)), ((await app.VisitAsync(job.Id))!.TechnicianId, (await app.VisitAsync(job.Id))!.WorkStart));
    }

    [Fact]
    public async Task Move_TwoDispatchersAtOnce_OneWins()
    {
        var (job, visit) = await PlannedAsync(10);
        using var rival = await app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync("/staff/board");
        await rival.GetAsync("/staff/board");

        var answers = await Task.WhenAll(client.MoveAsync(job, luis.Id, At(Day, 10, 30), SeenOf(visit)), rival.MoveAsync(job, dana.Id, At(Day, 11, 15), SeenOf(visit)));

        Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Move_ToSomebodyWithoutTheSkill_AsksAReason()
    {
        var (job, visit) = await PlannedAsync(10);
        var kim = await app.Data.StaffAsync(StaffRole.Technician, "Kim", staff => staff.Describe("Kim", null, StaffRole.Technician, TestData.Zip, [RecorderBrand.Lorex]));

        var asked = await client.MoveAsync(job, kim.Id, At(Day, 10, 30), SeenOf(visit));

        Assert.Equal((422, "The technician does not have the skill for it."), (asked.Status, Assert.Single(asked.Rules)));
        Assert.Equal(200, (await client.MoveAsync(job, kim.Id, At(Day, 10, 30), SeenOf(visit), "Shows her how")).Status);
        Assert.Contains("No Dahua skill", (await client.GetAsync("/staff/board?date=2026-11-25")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_IntoAnAbsence_AsksAReasonAndStandsThereAsTrouble()
    {
        var (job, visit) = await PlannedAsync(10);
        var away = await app.Data.StaffAsync(StaffRole.Technician, "Kim Away", staff => staff.AddAbsence(new Interval(At(Day, 8), At(Day, 12)), "Dentist"));

        var asked = await client.MoveAsync(job, away.Id, At(Day, 10, 30), SeenOf(visit));
        Assert.Equal((422, "It is outside the technician's working hours."), (asked.Status, Assert.Single(asked.Rules)));
        await client.MoveAsync(job, away.Id, At(Day, 10, 30), SeenOf(visit), "Comes anyway");

        var page = await client.GetAsync("/staff/board?date=2026-11-25");
        Assert.Contains("promised 10 am–12 pm, but Kim Away is not there then.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dentist", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_WaitingJob_IsPlannedAndTakenBackOnce()
    {
        var job = await app.Data.JobAsync();

        var moved = await client.MoveAsync(job, dana.Id, At(Day, 9), "");
        Assert.Equal(200, moved.Status);
        Assert.Equal(JobStatus.Scheduled, (await app.Data.LoadAsync(job.Id)).Status);

        Assert.Equal(200, (await client.MoveAsync(job, dana.Id, At(Day, 9), moved.Seen!, handler: "?handler=TakeOff")).Status);
        Assert.Equal(JobStatus.Reported, (await app.Data.LoadAsync(job.Id)).Status);
        Assert.Equal(409, (await client.MoveAsync(job, dana.Id, At(Day, 9), moved.Seen!, handler: "?handler=TakeOff")).Status);
        Assert.Contains("Casey Morgan", (await client.GetAsync("/staff/board?handler=Tray")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_VisitUnderWay_IsRefused()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite, dana);

        Assert.Equal(409, (await client.MoveAsync(job, luis.Id, At(new LocalDate(2026, 11, 24), 15), SeenOf(job.LiveVisit), "Please")).Status);
    }

    [Fact]
    public async Task Move_WhoMayNotOrWhatIsNot_IsNotFound()
    {
        var (job, visit) = await PlannedAsync(10);
        using var technician = await app.Data.SignInAsync(dana);
        await technician.GetAsync("/tech");

        Assert.Equal(404, (await technician.MoveAsync(job, luis.Id, At(Day, 10, 30), SeenOf(visit))).Status);
        await client.GetAsync("/staff/board");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/staff/board/CS-1999-9999")).Status);
        Assert.Equal(409, (await client.MoveAsync(job, Guid.NewGuid(), At(Day, 10, 30), SeenOf(visit))).Status);
        Assert.Equal(409, (await client.MoveAsync(job, luis.Id, At(new LocalDate(2026, 11, 23), 10), SeenOf(visit), "Yesterday")).Status);
    }

    [Fact]
    public async Task Form_WithoutScript_MovesAsksAndKeepsWhatWasTyped()
    {
        var (job, _) = await PlannedAsync(10);
        var form = $"form[action^='/staff/board/{job.Number}']:not(.best form)";
        var page = await client.GetAsync($"/staff/board/{job.Number}?date=2026-11-25");
        Assert.Equal(("2026-11-25", "10:00"), (page.One("#Input_Date").GetAttribute("value"), page.One("#Input_Time").GetAttribute("value")));

        var asked = (await client.SubmitAsync(form, ("Input.Technician", luis.Id.ToString()), ("Input.Time", "14:30"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("It leaves the promised window", asked.Text, StringComparison.Ordinal);
        Assert.Equal("14:30", asked.One("#Input_Time").GetAttribute("value"));

        (await client.SubmitAsync(form, ("Input.Reason", "Asked for the afternoon"))).ExpectRedirect("/staff/board?date=2026-11-25");
        Assert.Equal((luis.Id, At(Day, 14, 30)), ((await app.VisitAsync(job.Id))!.TechnicianId, (await app.VisitAsync(job.Id))!.WorkStart));

        await client.GetAsync($"/staff/board/{job.Number}");
        Assert.Contains("Enter a time like 9:40.", (await client.SubmitAsync(form, ("Input.Time", "soon"))).Expect(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    private async Task<(Job Job, Visit Visit)> PlannedAsync(int hour, StaffMember? technician = null)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician ?? dana, At(Day, hour));
        job = await app.Data.ActAsync(job.Id, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        return (job, job.LiveVisit!);
    }

    private Task<int> LettersAsync(Job job, string to) => app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == job.Id && mail.ToAddress == to, Ct));
}
