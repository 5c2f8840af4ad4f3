using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Tech;

public sealed class JobSheetTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WholeSheet_StepByStep_ClosesTheJob()
    {
        var technician = await Technician.WithJobAsync(app);

        (await technician.TapAsync("Depart")).ExpectRedirect(technician.Sheet);
        (await technician.TapAsync("Arrive")).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync("ownership", technician.Seen())).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-email"), ("Input.Outcome", "Failed"), ("Input.Note", "The mailbox is gone."))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-questions"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"reinitialize?recorder={technician.Recorder()}", ("Input.OwnerTyped", "true"), ("Input.PlaybackChecked", "true"), ("Input.Firmware", "4.002"))).ExpectRedirect(technician.Sheet);
        await technician.Client.GetAsync($"{technician.Sheet}/checklist?recorder={technician.Recorder()}");
        (await AllDoneAsync(technician)).ExpectRedirect(technician.Sheet);
        var close = await technician.Client.GetAsync($"{technician.Sheet}/close");
        Assert.Contains("Security questions", close.Text, StringComparison.Ordinal);
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);

        var job = await technician.LoadAsync();
        Assert.Equal(JobStatus.Closed, job.Status);
        Assert.Contains("we do not know it", job.Summary, StringComparison.Ordinal);
        Assert.Equal(technician.Serial(), job.Recorders[0].Recorder.Serial);
        Assert.Equal("4821", job.StandingCheck!.IdentityLastFour);
        Assert.Equal(2, job.Attempts.Count);
        Assert.All(job.Recorders[0].Hardening, item => Assert.Equal(HardeningState.Done, item.State));
        Assert.Equal(VisitStatus.Done, job.Visits[0].Status);
        var kinds = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id).OrderBy(mail => mail.Id).Select(mail => mail.Kind).ToListAsync(Ct));
        Assert.Equal(["OnTheWayMail", "JobClosedMail"], kinds);
    }

    [Theory]
    [InlineData(JobStatus.Scheduled, "On the way")]
    [InlineData(JobStatus.OnSite, "Ownership check")]
    [InlineData(JobStatus.OwnershipVerified, "Reset the recorder")]
    [InlineData(JobStatus.AwaitingVendor, "Reset the recorder")]
    [InlineData(JobStatus.Reinitialized, "Checklist with the owner")]
    [InlineData(JobStatus.Refused, "Hand over and close")]
    [InlineData(JobStatus.NotRecovered, "Hand over and close")]
    [InlineData(JobStatus.Closed, null)]
    public async Task Sheet_EachStatus_OpensOneStepAndSaysWhyTheOthersAreShut(JobStatus status, string? open)
    {
        var technician = await Technician.WithJobAsync(app, status);

        var page = await technician.Client.GetAsync(technician.Sheet);

        Assert.Equal(open is null ? [] : [open + ": now"], page.All(".tasklist__item[data-state=now] h3").Select(title => title.TextContent));
        Assert.All(page.All(".tasklist__item[data-state=locked]"), item =>
        {
            Assert.Empty(item.QuerySelectorAll("a, button"));
            Assert.NotEqual("", item.QuerySelector("p")!.TextContent.Trim());
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ownership")]
    [InlineData("/refuse")]
    [InlineData("/withdraw")]
    [InlineData("/close")]
    [InlineData("/problem")]
    [InlineData("/attempt?recorder={0}")]
    [InlineData("/consent?recorder={0}")]
    [InlineData("/vendor?recorder={0}")]
    [InlineData("/link?recorder={0}")]
    [InlineData("/reinitialize?recorder={0}")]
    [InlineData("/leave?recorder={0}")]
    [InlineData("/checklist?recorder={0}")]
    public async Task ForeignVisit_ReadOrChanged_IsNotFound(string step)
    {
        var owner = await Technician.WithJobAsync(app);
        var stranger = await Technician.WithJobAsync(app);
        var path = owner.Sheet + string.Format(System.Globalization.CultureInfo.InvariantCulture, step, owner.Recorder());

        (await stranger.Client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        (await stranger.ForceAsync(step.Length == 0 ? path + "?handler=Depart" : path)).Expect(HttpStatusCode.NotFound);

        Assert.Equal(VisitStatus.Planned, (await owner.LoadAsync()).Visits[0].Status);
    }

    [Fact]
    public async Task Attempt_BeforeVerification_IsRefusedAndNothingIsWritten()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var before = (await technician.LoadAsync()).Events.Count;

        (await technician.Client.GetAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder()}")).ExpectRedirect(technician.Sheet);
        var page = await technician.ForceAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder()}", Tried("dahua-questions"));

        page.Expect(HttpStatusCode.Conflict);
        Assert.Contains("Ownership is not verified", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        var job = await technician.LoadAsync();
        Assert.Empty(job.Attempts);
        Assert.Equal(before, job.Events.Count);
        Assert.False(await app.DbAsync(db => db.CommandKeys.AnyAsync(key => key.ResultId == job.Id, Ct)));
    }

    [Fact]
    public async Task DestructiveAttempt_WithoutSignature_IsRefusedUntilSigned()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var attempt = $"attempt?recorder={technician.Recorder()}";
        (string, string?)[] tried = [("Input.Method", "dahua-button"), ("Input.Outcome", "Succeeded"), ("Input.Note", "Jumper beside the battery.")];

        var refused = (await technician.StepAsync(attempt, tried)).Expect(HttpStatusCode.Conflict);
        Assert.Contains("signs for that first", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal("Jumper beside the battery.", refused.One("#Input_Note").TextContent.Trim());
        Assert.Empty((await technician.LoadAsync()).Attempts);

        (await technician.StepAsync($"consent?recorder={technician.Recorder()}", ("Input.SignedName", "Casey Morgan"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await technician.StepAsync($"consent?recorder={technician.Recorder()}", ("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"))).ExpectRedirect($"{technician.Sheet}/{attempt}");
        (await technician.StepAsync(attempt, tried)).ExpectRedirect(technician.Sheet);

        var job = await technician.LoadAsync();
        Assert.True(Assert.Single(job.Attempts).Destructive);
        Assert.Equal("Casey Morgan", job.Recorders[0].ConsentByName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("RX-12")]
    public async Task Verify_NotTheLastFour_IsAskedAgain(string lastFour)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        var page = (await technician.StepAsync("ownership", technician.Seen(lastFour: lastFour))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("last four", page.One("#Input_LastFour_error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Casey Morgan", page.One("#Input_PersonName").GetAttribute("value"));
        Assert.Equal("Receipt", page.One("input[name='Input.Recorders[0].Link']:checked").GetAttribute("value"));
        Assert.Empty((await technician.LoadAsync()).Checks);
    }

    [Fact]
    public async Task Verify_NameDoesNotMatch_IsRefusedWithTheReason()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        var page = await technician.StepAsync("ownership", [.. technician.Seen().Where(field => field.Name != "Input.NameMatches"), ("Input.NameMatches", "false")]);

        page.Expect(HttpStatusCode.Conflict);
        Assert.Equal(JobStatus.OnSite, (await technician.LoadAsync()).Status);
    }

    [Fact]
    public async Task Note_LooksLikeASecret_IsStoppedAndKept()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        var page = await technician.StepAsync(
            $"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-questions"), ("Input.Outcome", "Succeeded"), ("Input.Note", "Worked, password: Blue42fish"));

        page.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("We never keep those", page.One("#Input_Note_error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Worked, password: Blue42fish", page.One("#Input_Note").TextContent.Trim());
        Assert.Empty((await technician.LoadAsync()).Attempts);
    }

    [Fact]
    public async Task Note_LooksLikeASecretAndIsToBeMasked_IsKeptWithoutTheValue()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var page = await technician.StepAsync(
            $"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-questions"), ("Input.Outcome", "Failed"), ("Input.Note", "Worked with password: Blue42fish before."));
        Assert.Contains("“Worked with password: (masked)”", page.Text, StringComparison.Ordinal);

        (await technician.Client.SubmitAsync("main form", ("masked", "Input.Note"))).ExpectRedirect(technician.Sheet);

        Assert.Equal("Worked with password: (masked)", Assert.Single((await technician.LoadAsync()).Attempts).Note);
    }

    [Fact]
    public async Task Arrive_TappedTwice_ArrivesOnceAndSaysSo()
    {
        var technician = await Technician.WithJobAsync(app);
        await technician.TapAsync("Depart");

        (await technician.TapAsync("Arrive")).ExpectRedirect(technician.Sheet);
        var second = await technician.Client.FollowAsync((await technician.ForceAsync(technician.Sheet + "?handler=Arrive")).ExpectRedirect(technician.Sheet));

        Assert.Contains("saved before", second.One("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Single((await technician.LoadAsync()).Events, happened => happened.Kind == nameof(JobAction.Arrive));
    }

    [Fact]
    public async Task Depart_ManyTapsAtOnce_TellsTheCustomerOnce()
    {
        var technician = await Technician.WithJobAsync(app);
        await technician.Client.GetAsync(technician.Sheet);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => technician.Client.SubmitAsync("main form[action*='handler=Depart']")));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        Assert.Equal(1, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == technician.JobId, Ct)));
    }

    [Fact]
    public async Task Verify_ManyTapsAtOnce_OneCheckStands()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        await technician.Client.GetAsync($"{technician.Sheet}/ownership");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => technician.Client.SubmitAsync("main form", technician.Seen())));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        Assert.Single((await technician.LoadAsync()).Checks);
    }

    [Fact]
    public async Task Attempt_SameFormManyTimes_IsOneAttempt()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.Client.GetAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder()}");
        (string, string?)[] tried = [("Input.Method", "dahua-questions"), ("Input.Outcome", "Failed")];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => technician.Client.SubmitAsync("main form", tried)));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        Assert.Single((await technician.LoadAsync()).Attempts);
    }

    [Fact]
    public async Task Checklist_SavedManyTimesAtOnce_AnswersEachItemOnce()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);
        await technician.Client.GetAsync($"{technician.Sheet}/checklist?recorder={technician.Recorder()}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AllDoneAsync(technician)));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        var items = (await technician.LoadAsync()).Recorders[0].Hardening;
        Assert.NotEmpty(items);
        Assert.Distinct(items.Select(item => item.ItemId));
    }

    [Fact]
    public async Task TwoRecorders_OneLinkedLaterAndLeft_MakesTheJobReinitialized()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite, recorders: 2);
        await technician.StepAsync("ownership", technician.Seen(recorders: 2));

        var early = await technician.ForceAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder(1)}", Tried("dahua-questions"));
        early.Expect(HttpStatusCode.Conflict);
        (await technician.StepAsync($"link?recorder={technician.Recorder(1)}", ("Input.Link", "WarrantyCard"))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"attempt?recorder={technician.Recorder(1)}", ("Input.Method", "dahua-questions"), ("Input.Outcome", "NotPossible"))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-questions"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"reinitialize?recorder={technician.Recorder()}", ("Input.OwnerTyped", "true"))).ExpectRedirect(technician.Sheet);
        Assert.Equal(JobStatus.OwnershipVerified, (await technician.LoadAsync()).Status);
        (await technician.StepAsync($"leave?recorder={technician.Recorder(1)}", ("Input.Reason", "No method fits this old recorder."))).ExpectRedirect(technician.Sheet);

        var job = await technician.LoadAsync();
        Assert.Equal(JobStatus.Reinitialized, job.Status);
        Assert.Equal(RecorderOutcome.NotRecovered, job.Recorders.First(recorder => recorder.Id == technician.Recorder(1)).Outcome);
        Assert.Equal(LinkKind.WarrantyCard, job.Recorders.First(recorder => recorder.Id == technician.Recorder(1)).LinkKind);
    }

    [Fact]
    public async Task NoAccess_WithReason_PutsTheJobBackIntoTheQueue()
    {
        var technician = await Technician.WithJobAsync(app);
        await technician.TapAsync("Depart");

        (await technician.StepAsync("problem", ("Input.Way", "NoAccess"), ("Input.Reason", ""))).Expect(HttpStatusCode.UnprocessableEntity);
        (await technician.StepAsync("problem", ("Input.Way", "NoAccess"), ("Input.Reason", "Nobody opened and nobody answered the phone."))).ExpectRedirect("/tech");

        var job = await technician.LoadAsync();
        Assert.Equal(JobStatus.Reported, job.Status);
        Assert.Equal("Nobody opened and nobody answered the phone.", job.QueueReason);
        Assert.NotNull(job.QueuedAt);
        Assert.Equal(VisitStatus.NoAccess, job.Visits[0].Status);
    }

    [Fact]
    public async Task Vendor_AskedAndAnswered_LetsTheWorkGoOn()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        (await technician.StepAsync($"vendor?recorder={technician.Recorder()}", ("Input.Method", "dahua-xml"), ("Input.Vendor", "Dahua support"))).ExpectRedirect(technician.Sheet);
        var waiting = await technician.Client.GetAsync(technician.Sheet);
        Assert.Contains("Do not reboot or unplug the recorder", waiting.Text, StringComparison.Ordinal);
        (await technician.ForceAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder()}", Tried("dahua-xml"))).Expect(HttpStatusCode.Conflict);
        await technician.Client.GetAsync(technician.Sheet);
        (await technician.Client.SubmitAsync("main form[action*='answered=true']")).ExpectRedirect(technician.Sheet);

        Assert.Equal(JobStatus.OwnershipVerified, (await technician.LoadAsync()).Status);
    }

    [Fact]
    public async Task Refuse_ThenClose_EndsWithASummary()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        (await technician.StepAsync("refuse", ("Input.Reason", "Another reason"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await technician.StepAsync("refuse", ("Input.Reason", "No photo ID, or the name does not match"), ("Input.Detail", "Comes back with papers."))).ExpectRedirect(technician.Sheet);
        Assert.Equal(JobStatus.Refused, (await technician.LoadAsync()).Status);
        (await technician.StepAsync("close")).ExpectRedirect(technician.Sheet);

        Assert.Equal(JobStatus.Closed, (await technician.LoadAsync()).Status);
    }

    [Fact]
    public async Task Withdraw_WithReason_ShutsTheGate()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        (await technician.StepAsync("withdraw", ("Input.Reason", "The receipt is for another recorder."))).ExpectRedirect(technician.Sheet);

        Assert.Null((await technician.LoadAsync()).StandingCheck);
        (await technician.ForceAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder()}", Tried("dahua-questions"))).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Close_BeforeTheChecklist_IsRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);

        (await technician.Client.GetAsync($"{technician.Sheet}/close")).ExpectRedirect(technician.Sheet);
        var page = (await technician.ForceAsync($"{technician.Sheet}/close", ("Input.Summary", "All is well."))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("checklist", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Reinitialized, (await technician.LoadAsync()).Status);
    }

    [Fact]
    public async Task SecondVisit_OfAVerifiedJob_AsksForTheSamePerson()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.StepAsync("problem", ("Input.Way", "EndVisitPartlyDone"), ("Input.Reason", "The recorder needs a part."));
        var placement = await app.Data.PlacementAsync(technician.Staff, app.Clock.Now + NodaTime.Duration.FromHours(4));
        var again = await app.Data.ActAsync(technician.JobId, await app.Data.StaffAsync(Domain.Staff.StaffRole.Dispatcher), (job, step) => job.Schedule(placement, app.Data.Rules, step));
        var sheet = $"/tech/visits/{again.Visits[^1].Id}";
        await technician.Client.GetAsync(sheet);
        await technician.Client.SubmitAsync("main form[action*='handler=Depart']");

        await technician.Client.GetAsync(sheet);
        (await technician.Client.SubmitAsync("main form[action*='handler=Arrive']")).Expect(HttpStatusCode.Conflict);
        (await technician.Client.SubmitAsync("main form[action*='handler=Arrive']", ("SamePerson", "true"))).ExpectRedirect(sheet);

        Assert.Equal(JobStatus.OwnershipVerified, (await technician.LoadAsync()).Status);
        (await technician.ForceAsync($"{technician.Sheet}/problem", ("Input.Way", "GiveUp"), ("Input.Reason", "From the page of the old visit."))).Expect(HttpStatusCode.Conflict);
    }

    private static (string Name, string? Value)[] Tried(string method) => [("Input.Key", Guid.NewGuid().ToString()), ("Input.Method", method), ("Input.Outcome", "Succeeded")];

    private static Task<SitePage> AllDoneAsync(Technician technician)
    {
        // The shortcut is a second button of the form, with an address of its own.
        var page = technician.Client.Page!;
        var fields = page.All("main form select, main form input[name=__RequestVerificationToken]").Select(field => (field.GetAttribute("name")!, field.LocalName == "select" ? "" : field.GetAttribute("value")));
        return technician.Client.PostAsync(page.One("main form button[formaction]").GetAttribute("formaction")!, [.. fields]);
    }
}
