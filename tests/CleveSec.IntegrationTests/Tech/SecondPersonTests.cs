using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The second person of an ownership check, from the technician's form to the office's decision and back; and the serial that stops both.</summary>
public sealed class SecondPersonTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string NewCheck = """
        insert into ownership_checks (id, job_id, visit_id, outcome, situation, person_name, identity_kind, identity_last_four, authority_kind, by_id, by_name, at, approved_by_id, approved_by_name)
        values (gen_random_uuid(), $1, $2, 'Verified', $3, 'Casey Morgan', 'StateId', '1234', 'CourtOrder', $4, 'Terry', now(), $5, 'Somebody')
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_Approve_GoOn_OpensTheGate()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher, "Dana Office");
        using var client = await app.Data.SignInAsync(office);

        (await technician.StepAsync("ownership", Couple(technician))).ExpectRedirect(technician.Sheet);
        var job = await technician.LoadAsync();
        Assert.Equal((JobStatus.OnSite, 0), (job.Status, job.Checks.Count));
        var sheet = await technician.Client.GetAsync(technician.Sheet);
        Assert.Contains("Nothing may be tried until they have decided", sheet.Text, StringComparison.Ordinal);
        Assert.Empty(sheet.All("form[action*='handler=Verify']"));

        await client.GetAsync("/staff");
        var decide = client.Page!.All(".queue__row a").Single(link => link.TextContent.StartsWith("Decide", StringComparison.Ordinal) && link.TextContent.Contains(job.Number, StringComparison.Ordinal)).GetAttribute("href")!;
        await client.GetAsync(decide);
        Assert.Contains("Both are here and signed", client.Page!.Text, StringComparison.Ordinal);
        (await client.SubmitAsync("main form", ("Input.Approve", "true"))).ExpectRedirect($"/staff/jobs/{job.Number}");
        (await technician.TapAsync("Verify")).ExpectRedirect(technician.Sheet);

        job = await technician.LoadAsync();
        Assert.Equal((JobStatus.OwnershipVerified, office.Id, OwnershipSituation.SeparatedCouple), (job.Status, job.StandingCheck!.ApprovedById, job.StandingCheck.Situation));
        Assert.Contains("approved by Dana Office", (await client.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decline_WithoutAReason_KeepsTheFormThenTellsTheTechnician()
    {
        var staff = await app.Data.StaffAsync(StaffRole.Technician, "Terry Fields");
        var job = await app.Data.AskSecondPersonAsync(staff);
        using var client = await app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync($"/staff/jobs/{job.Number}/second-person");

        (await client.SubmitAsync("main form", ("Input.Approve", "false"))).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Write why not", client.Page!.Text, StringComparison.Ordinal);
        (await client.SubmitAsync("main form", ("Input.Approve", "false"), ("Input.Reason", "Only one of them signed."))).ExpectRedirect($"/staff/jobs/{job.Number}");

        using var technician = await app.Data.SignInAsync(staff);
        Assert.Contains("Only one of them signed.", (await technician.GetAsync($"/tech/visits/{job.Visits[^1].Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_TwiceAtOnce_IsOneRequest()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        using var second = await app.Data.SignInAsync(technician.Staff);
        await technician.Client.GetAsync($"{technician.Sheet}/ownership");
        await second.GetAsync($"{technician.Sheet}/ownership");

        var answers = await LineUp.RunAsync(app.Database, technician.JobId, Ct, () => technician.Client.SubmitAsync("main form", Couple(technician)), () => second.SubmitAsync("main form", Couple(technician)));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        Assert.Single((await technician.LoadAsync()).SecondPersonRequests);
    }

    [Fact]
    public async Task Decide_TwoAtOnce_OneWinsAndTheOtherIsTold()
    {
        var job = await app.Data.AskSecondPersonAsync();
        using var one = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var two = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await one.GetAsync($"/staff/jobs/{job.Number}/second-person");
        await two.GetAsync($"/staff/jobs/{job.Number}/second-person");

        var answers = await Task.WhenAll(one.SubmitAsync("main form", ("Input.Approve", "true")), two.SubmitAsync("main form", ("Input.Approve", "false"), ("Input.Reason", "No.")));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        Assert.Single((await app.Data.LoadAsync(job.Id)).Events, happened => happened.Kind is "SecondPersonApproved" or "SecondPersonDeclined");
    }

    [Fact]
    public async Task Phone_SaidSo_OnlyThatPersonConfirmsAndTheJobCannotBeClosedBefore()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var named = await app.Data.StaffAsync(StaffRole.Admin, "Morgan Owner");
        using var other = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var client = await app.Data.SignInAsync(named);
        (await technician.StepAsync("ownership", [.. Couple(technician), ("Input.PhoneBy", named.Id.ToString())])).ExpectRedirect(technician.Sheet);
        var number = (await technician.LoadAsync()).Number;
        Assert.Contains("Morgan Owner approved by phone, you wrote", (await technician.Client.GetAsync(technician.Sheet)).Text, StringComparison.Ordinal);
        (await technician.StepAsync("refuse", ("Input.Reason", "People disagree about who may decide"))).Expect(HttpStatusCode.Redirect);

        await other.GetAsync($"/staff/jobs/{number}/second-person");
        Assert.Empty(other.Page!.All("input[name='Input.Approve'][value=true]"));
        await other.GetAsync($"/staff/jobs/{number}/close");
        Assert.Equal(HttpStatusCode.Conflict, other.Page!.Status);
        Assert.Contains("Morgan Owner has not confirmed", other.Page.Text, StringComparison.Ordinal);

        await client.GetAsync($"/staff/jobs/{number}/second-person");
        (await client.SubmitAsync("main form", ("Input.Approve", "true"))).ExpectRedirect($"/staff/jobs/{number}");
        await other.GetAsync($"/staff/jobs/{number}/close");
        (await other.SubmitAsync("main form", ("Input.Summary", "We could not open it."))).ExpectRedirect($"/staff/jobs/{number}");
        Assert.Equal(JobStatus.Closed, (await technician.LoadAsync()).Status);
    }

    [Theory]
    [InlineData("SeparatedCouple", "IdShowsThisAddress", "Receipt", "Input.Authority")]
    [InlineData("SecondHand", "IdShowsThisAddress", "LiveAppAccount", "Input.Recorders[0].Link")]
    [InlineData("", "IdShowsThisAddress", "Receipt", "Input.Situation")]
    public async Task Ownership_NotEnoughInTheSituation_IsSaidBesideTheFieldAndEverythingTypedStays(string situation, string authority, string link, string field)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        var page = (await technician.StepAsync("ownership", technician.SeenBut(("Input.Situation", situation.Length == 0 ? null : situation), ("Input.Authority", authority), ("Input.Recorders[0].Link", link), ("Input.Recorders[0].Model", "NVR 5")))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(page.All(".error-summary a"), said => said.GetAttribute("href") == $"#{field.Replace('.', '_').Replace('[', '_').Replace(']', '_')}");
        Assert.Equal("Casey Morgan", page.One("[name='Input.PersonName']").GetAttribute("value"));
        Assert.Equal("NVR 5", page.One("[name='Input.Recorders[0].Model']").GetAttribute("value"));
        Assert.Empty((await technician.LoadAsync()).Checks);
    }

    [Fact]
    public async Task Ownership_SerialOfAnotherCustomersRecorder_StopsAndAlerts()
    {
        var (first, second) = (await Technician.WithJobAsync(app, JobStatus.OnSite), await Technician.WithJobAsync(app, JobStatus.OnSite));
        (await first.StepAsync("ownership", first.Seen())).ExpectRedirect(first.Sheet);

        var page = (await second.StepAsync("ownership", second.SeenBut(("Input.Recorders[0].Serial", first.Serial())))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("also known under another customer", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        var job = await second.LoadAsync();
        Assert.Equal((JobStatus.OnSite, 0, first.Serial()), (job.Status, job.Checks.Count, job.Recorders[0].Recorder.Serial));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains(first.Serial(), (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);

        // Typing another one does not help; that the office put it right does.
        (await second.StepAsync("ownership", second.Seen())).Expect(HttpStatusCode.Conflict);
        Assert.Equal(first.Serial(), (await second.LoadAsync()).Recorders[0].Recorder.Serial);
        await app.Database.AsOwnerAsync("update recorders set serial = $1 where id = $2", second.Serial(), job.Recorders[0].RecorderId);
        (await second.StepAsync("ownership", second.Seen())).ExpectRedirect(second.Sheet);
        Assert.Equal(JobStatus.OwnershipVerified, (await second.LoadAsync()).Status);
    }

    [Fact]
    public async Task Ownership_AnotherSituationAfterANo_StillAsksTheOffice()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await technician.StepAsync("ownership", Couple(technician))).ExpectRedirect(technician.Sheet);
        (await technician.ForceAsync($"{technician.Sheet}/ownership", technician.SeenBut(("Input.TextVersion", AuthorizationText.Current.Version), ("Input.Language", "English"), ("Input.Recorders[0].Id", technician.Recorder().ToString()), ("Input.Note", "Hers alone.")))).Expect(HttpStatusCode.Conflict);
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.Data.ActAsync(technician.JobId, office, (job, step) => job.DeclineOwnership(job.PendingSecondPerson!.Id, "Only one signed.", step));

        (await technician.StepAsync("ownership", technician.Seen())).Expect(HttpStatusCode.UnprocessableEntity);
        (await technician.StepAsync("ownership", technician.SeenBut(("Input.Note", "Hers alone.")))).ExpectRedirect(technician.Sheet);

        var job = await technician.LoadAsync();
        Assert.Equal((JobStatus.OnSite, 0, OwnershipSituation.OwnerOccupier), (job.Status, job.Checks.Count, job.PendingSecondPerson!.Situation));
    }

    [Fact]
    public async Task IncidentFootage_MethodsThatMayLoseIt_AreNotOfferedAndRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await technician.StepAsync("ownership", technician.SeenBut(("Input.Situation", "IncidentFootage")))).ExpectRedirect(technician.Sheet);
        var attempt = $"attempt?recorder={technician.Recorder()}";

        var page = await technician.Client.GetAsync($"{technician.Sheet}/{attempt}");
        Assert.Contains("preserve it first", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.All("a[href*='/consent']"));
        (await technician.Client.GetAsync($"{technician.Sheet}/consent?recorder={technician.Recorder()}")).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync(attempt, ("Input.Method", "dahua-button"), ("Input.Outcome", "Succeeded"))).Expect(HttpStatusCode.Conflict);

        Assert.Empty((await technician.LoadAsync()).Attempts);
    }

    [Fact]
    public async Task Approved_SerialFoundElsewhereMeanwhile_Stops()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var other = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await technician.StepAsync("ownership", Couple(technician))).ExpectRedirect(technician.Sheet);
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.Data.ActAsync(technician.JobId, office, (job, step) => job.ApproveOwnership(job.PendingSecondPerson!.Id, step));
        await app.Database.AsOwnerAsync("update recorders set serial = $1 where id = (select recorder_id from job_recorders where job_id = $2)", technician.Serial(), other.JobId);

        (await technician.TapAsync("Verify")).Expect(HttpStatusCode.Conflict);

        Assert.Empty((await technician.LoadAsync()).Checks);
    }

    [Fact]
    public async Task Decide_AnotherRequestMeanwhile_AsksAnew()
    {
        var staff = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.AskSecondPersonAsync(staff);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/second-person");
        await app.Data.ActAsync(job.Id, staff, (it, step) =>
        {
            var seen = it.PendingSecondPerson!.Seen;
            it.TakeBackSecondPerson(step);
            it.AskSecondPerson(seen with { Authority = AuthorityKind.CourtOrder }, TestData.Signed, "Now with a court order.", null, step);
        });

        var page = (await client.SubmitAsync("main form", ("Input.Approve", "true"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Now with a court order.", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.All("input[name='Input.Approve'][checked]"));
    }

    [Fact]
    public async Task Sql_CheckWithoutASecondPerson_IsRefused()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        var (visit, technician) = (job.Visits[^1].Id, job.Visits[^1].TechnicianId);
        foreach (var rule in OwnershipSituations.All)
        {
            var refused = await Record.ExceptionAsync(() => app.Database.AsSiteAsync($"begin; {NewCheck.Replace("$1", $"'{job.Id}'").Replace("$2", $"'{visit}'").Replace("$3", $"'{rule.Situation}'").Replace("$4", $"'{technician}'").Replace("$5", "null")}; rollback;"));
            Assert.Equal(rule.SecondPerson ? PostgresErrorCodes.CheckViolation : null, (refused as PostgresException)?.SqlState);
        }

        // Nobody asked, nobody approved: naming somebody is not enough, and the technician is no second person.
        await RefusedAsync("CS001", NewCheck, job.Id, visit, "SeparatedCouple", technician, Guid.NewGuid());
        await RefusedAsync(PostgresErrorCodes.CheckViolation, NewCheck, job.Id, visit, "SeparatedCouple", technician, technician);
    }

    [Fact]
    public async Task Sql_RequestOnceAsked_IsOnlyDecided()
    {
        var job = await app.Data.AskSecondPersonAsync();

        await RefusedAsync("CS002", "update second_person_requests set note = 'Another.' where job_id = $1", job.Id);
        await RefusedAsync("CS002", "update second_person_requests set phone_by_id = gen_random_uuid() where job_id = $1", job.Id);
        await RefusedAsync("CS002", "update second_person_requests set state = 'Used', decided_by_id = gen_random_uuid(), decided_at = now() where job_id = $1", job.Id);
        await RefusedAsync(PostgresErrorCodes.CheckViolation, "update second_person_requests set state = 'Approved', decided_by_id = asked_by_id, decided_at = now() where job_id = $1", job.Id);
        await app.Database.AsSiteAsync("update second_person_requests set state = 'Declined', decided_by_id = gen_random_uuid(), decided_at = now(), reason = 'No.' where job_id = $1", job.Id);
        await RefusedAsync("CS002", "update second_person_requests set state = 'Approved' where job_id = $1", job.Id);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync("delete from second_person_requests where job_id = $1", job.Id))).SqlState);
    }

    private static (string Name, string? Value)[] Couple(Technician technician) =>
        technician.SeenBut(("Input.Situation", "SeparatedCouple"), ("Input.Authority", "ConsentOfBoth"), ("Input.Note", "Both are here and signed."));

    private async Task RefusedAsync(string state, string sql, params object?[] parameters)
    {
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql, parameters))).SqlState);
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(sql, parameters))).SqlState);
    }
}
