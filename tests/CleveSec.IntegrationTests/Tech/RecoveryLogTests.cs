using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The recovery log on the technician's sheet: an attempt's two buttons, the ladder, locks and "do not reboot".</summary>
public sealed class RecoveryLogTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Told = "true";

    private static readonly (string, string?)[] Email = [("Input.Preconditions", "mailbox-open"), ("Input.Preconditions", "phone-online"), ("Input.Told", Told)];

    [Fact]
    public async Task Attempt_StartedAndEnded_KeepsTheTimesOfBothButtons()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        (await technician.StepAsync($"start?recorder={technician.Recorder()}&method=dahua-email", Email)).ExpectRedirect(technician.Sheet);
        var started = app.Clock.Now;
        app.Clock.Advance(Duration.FromMinutes(12));

        var sheet = await technician.Client.GetAsync(technician.Sheet);
        Assert.Contains("QR code and security code by e-mail (DMSS): under way since", sheet.Text, StringComparison.Ordinal);
        Assert.Contains("Do not reboot or unplug the recorder", sheet.One(".notice--large").TextContent, StringComparison.Ordinal);
        (await technician.StepAsync($"end?recorder={technician.Recorder()}", ("Input.Outcome", "Failed"), ("Input.Reason", "NoCodeCame"), ("Input.Note", "Looked into the junk folder too."))).ExpectRedirect(technician.Sheet);

        var attempt = Assert.Single((await technician.LoadAsync()).Attempts);
        Assert.Equal((started, app.Clock.Now), (attempt.StartedAt!.Value, attempt.At));
        Assert.Equal(["mailbox-open", "phone-online"], attempt.Preconditions);
        Assert.Equal((true, AttemptReason.NoCodeCame), (attempt.EffectAcknowledged, attempt.Reason!.Value));
        var after = await technician.Client.GetAsync(technician.Sheet);
        Assert.Contains("(no code came)", after.Text, StringComparison.Ordinal);
        Assert.Contains("Next: Another administrator or saved sign-in.", after.Text, StringComparison.Ordinal);
        Assert.Empty(after.All(".notice--large"));
    }

    [Fact]
    public async Task Start_NotTickedOrNotTold_IsAskedAgainWithWhatWasTicked()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        var page = (await technician.StepAsync($"start?recorder={technician.Recorder()}&method=dahua-email", ("Input.Preconditions", "phone-online"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Tick what is so", page.One("#Input_Preconditions_error").TextContent, StringComparison.Ordinal);
        Assert.Contains("Tell the owner first", page.One("#Input_Told_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(["phone-online"], page.All("input[name='Input.Preconditions']:checked").Select(box => box.GetAttribute("value")));
        Assert.Empty((await technician.LoadAsync()).AttemptStarts);
    }

    [Fact]
    public async Task Start_SameFormManyTimes_IsOneAttempt()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.Client.GetAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}&method=dahua-email");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => technician.Client.SubmitAsync("main form", Email)));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        Assert.Single((await technician.LoadAsync()).AttemptStarts);
    }

    [Fact]
    public async Task Start_TwoFormsAtOnce_OneIsUnderWayAndTheOtherSaysSo()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var path = $"{technician.Sheet}/start?recorder={technician.Recorder()}";
        (string, string?)[] Form() => [("Input.Key", Guid.NewGuid().ToString()), ("Input.Method", "dahua-questions"), ("Input.Preconditions", "owner-answers"), ("Input.Told", Told)];

        // One cookie for all of them, as one browser has.
        await technician.Client.GetAsync(path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => technician.ForceAsync(path, Form())));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Found);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Found, HttpStatusCode.Conflict }));
        Assert.Single((await technician.LoadAsync()).AttemptStarts);
    }

    [Fact]
    public async Task Start_KeyOfAnothersAttempt_ChangesNothing()
    {
        var other = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await other.StepAsync($"start?recorder={other.Recorder()}&method=dahua-email", Email);
        var key = (await other.LoadAsync()).AttemptStarts[0].Id;
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        (await technician.ForceAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}", [("Input.Key", key.ToString()), ("Input.Method", "dahua-email"), .. Email])).Expect(HttpStatusCode.Conflict);
        (await technician.ForceAsync($"{technician.Sheet}/end?recorder={technician.Recorder()}", ("Input.Start", key.ToString()), ("Input.Outcome", "Succeeded"))).Expect(HttpStatusCode.Conflict);

        Assert.Empty((await technician.LoadAsync()).AttemptStarts);
        Assert.True((await other.LoadAsync()).AttemptStarts[0].IsUnderWay);
    }

    [Fact]
    public async Task End_SameFormManyTimes_IsOneAttemptAndAnotherOutcomeIsRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.StepAsync($"start?recorder={technician.Recorder()}&method=dahua-email", Email);
        var form = await technician.Client.GetAsync($"{technician.Sheet}/end?recorder={technician.Recorder()}");
        var start = form.One("#Input_Start").GetAttribute("value");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => technician.Client.SubmitAsync("main form", ("Input.Outcome", "Succeeded"))));
        var other = await technician.ForceAsync($"{technician.Sheet}/end?recorder={technician.Recorder()}", ("Input.Start", start), ("Input.Outcome", "Failed"), ("Input.Reason", "CodeRefused"));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        other.Expect(HttpStatusCode.Conflict);
        Assert.Contains("over already: worked", other.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(AttemptOutcome.Succeeded, Assert.Single((await technician.LoadAsync()).Attempts).Outcome);
    }

    [Theory]
    [InlineData("Failed", null, null, "#Input_Reason_error")]
    [InlineData(null, null, null, "#Input_Outcome_error")]
    [InlineData("Failed", "NoCodeCame", "The code was 482913", "#Input_Note_error")]
    public async Task End_IncompleteOrSecret_IsAskedAgain(string? outcome, string? reason, string? note, string error)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.StepAsync($"start?recorder={technician.Recorder()}&method=dahua-email", Email);

        var page = (await technician.StepAsync($"end?recorder={technician.Recorder()}", ("Input.Outcome", outcome), ("Input.Reason", reason), ("Input.Note", note))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.NotEmpty(page.One(error).TextContent);
        Assert.Equal(note ?? "", page.One("#Input_Note").TextContent.Trim());
        Assert.Empty((await technician.LoadAsync()).Attempts);
    }

    [Theory]
    [InlineData("Input.Outcome", "7")]
    [InlineData("Input.Outcome", "Burned")]
    [InlineData("Input.Reason", "99")]
    [InlineData("Input.Start", "nonsense")]
    public async Task End_Hostile_IsRefused(string field, string value)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.StepAsync($"start?recorder={technician.Recorder()}&method=dahua-email", Email);

        (string Name, string? Value)[] fields = [("Input.Start", $"{(await technician.LoadAsync()).AttemptStarts[0].Id}"), ("Input.Outcome", "Failed"), ("Input.Reason", "NoCodeCame")];

        var page = await technician.ForceAsync($"{technician.Sheet}/end?recorder={technician.Recorder()}", [.. fields.Where(one => one.Name != field), (field, value)]);

        Assert.InRange((int)page.Status, 400, 499);
        Assert.Empty((await technician.LoadAsync()).Attempts);
    }

    [Fact]
    public async Task Start_DestructiveMethod_ComesAfterTheSignatureAndLeadsBackToIt()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var button = $"{technician.Sheet}/start?recorder={technician.Recorder()}&method=dahua-button";
        var unsigned = await technician.Client.GetAsync(button);
        Assert.Empty(unsigned.All("main form"));
        (string, string?)[] ticked = [("Input.Preconditions", "manual-shows-button"), ("Input.Preconditions", "warranty-settled"), ("Input.Preconditions", "camera-passwords"), ("Input.Preconditions", "footage-settled"), ("Input.Told", Told)];
        var refused = await technician.ForceAsync(button, [("Input.Key", Guid.NewGuid().ToString()), ("Input.Method", "dahua-button"), .. ticked]);
        Assert.Contains("signs for that first", refused.Expect(HttpStatusCode.Conflict).One(".error-summary").TextContent, StringComparison.Ordinal);

        await technician.Client.GetAsync(unsigned.One("main .notice--warning a").GetAttribute("href")!);
        (await technician.Client.SubmitAsync("main form", ("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"))).ExpectRedirect(button);
        await technician.Client.GetAsync(button);
        (await technician.Client.SubmitAsync("main form", ticked)).ExpectRedirect(technician.Sheet);

        var start = Assert.Single((await technician.LoadAsync()).AttemptStarts);
        Assert.True(start is { Destructive: true, EffectAcknowledged: true });
    }

    [Fact]
    public async Task Start_PreservedFootage_LeavesTheDestructiveMethodOutWithTheReason()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await technician.StepAsync("ownership", technician.SeenBut(("Input.Situation", "IncidentFootage")))).ExpectRedirect(technician.Sheet);

        var page = await technician.Client.GetAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}&method=dahua-button");
        var ladder = await technician.Client.GetAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}");

        Assert.Contains("nothing that may lose settings or footage", page.One(".notice--danger").TextContent, StringComparison.Ordinal);
        Assert.Contains("Footage comes first", ladder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ladder_AnswersOfTheCustomer_ProposeTheMethod()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await app.Database.AsOwnerAsync("update jobs set diagnosis = 'whose=own&footage=no&screen=wrong-password&brand=dahua&dahua-offers=questions-known' where id = $1", technician.JobId);

        var page = await technician.Client.GetAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}");

        Assert.Equal("Security questions", page.One("#method-title").TextContent);
        Assert.Contains("they know the answers", page.Text, StringComparison.Ordinal);
        Assert.Contains("QR code and security code by e-mail (DMSS)The customer said that it is not listed, or not theirs.", string.Join('|', page.All("main ul li").Select(item => item.TextContent)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locked_SameTapManyTimes_CountsOnceAndALaterLockCountsAnew()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.Client.GetAsync(technician.Sheet);
        var first = technician.Client.Page!.One("main form[action*='handler=Locked']").GetAttribute("action")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => technician.Client.SubmitAsync("main form[action*='handler=Locked']")));
        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        var until = app.Clock.Now + Duration.FromMinutes(30);

        var sheet = await technician.Client.GetAsync(technician.Sheet);
        var countdown = sheet.One("[data-until]");
        Assert.Equal($"{until.ToUnixTimeMilliseconds()}", countdown.GetAttribute("data-until"));
        Assert.Contains($"try again from {Web.Ui.LocalTime.Time(until)}", sheet.Text, StringComparison.Ordinal);
        Assert.NotEmpty(sheet.All("script[src*=countdown]"));
        Assert.Contains("Next: Wait out the lock.", sheet.Text, StringComparison.Ordinal);

        app.Clock.Advance(Duration.FromMinutes(10));
        (await technician.ForceAsync(first)).ExpectRedirect(technician.Sheet);
        Assert.Equal(until, (await technician.LoadAsync()).Recorders[0].LockedUntil);
        await technician.TapAsync("Locked");
        Assert.Equal(until + Duration.FromMinutes(10), (await technician.LoadAsync()).Recorders[0].LockedUntil);

        app.Clock.Advance(Duration.FromMinutes(31));
        Assert.Empty((await technician.Client.GetAsync(technician.Sheet)).All("[data-until]"));
    }

    [Fact]
    public async Task StartOrLock_BeforeVerification_IsRefusedAndNothingIsWritten()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        (await technician.Client.GetAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}")).ExpectRedirect(technician.Sheet);
        (await technician.ForceAsync($"{technician.Sheet}/start?recorder={technician.Recorder()}", [("Input.Key", Guid.NewGuid().ToString()), ("Input.Method", "dahua-email"), .. Email])).Expect(HttpStatusCode.Conflict);
        (await technician.ForceAsync($"{technician.Sheet}?handler=Locked&recorder={technician.Recorder()}&seen=0")).Expect(HttpStatusCode.Conflict);

        var job = await technician.LoadAsync();
        Assert.Empty(job.AttemptStarts);
        Assert.Null(job.Recorders[0].LockedUntil);
    }

    [Theory]
    [InlineData("/start?recorder={0}")]
    [InlineData("/end?recorder={0}")]
    [InlineData("?handler=Locked&recorder={0}&seen=0")]
    public async Task ForeignVisit_IsNotFound(string step)
    {
        var owner = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var stranger = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var path = owner.Sheet + string.Format(System.Globalization.CultureInfo.InvariantCulture, step, owner.Recorder());

        (await stranger.ForceAsync(path, ("Input.Key", Guid.NewGuid().ToString()))).Expect(HttpStatusCode.NotFound);
        (await stranger.Client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        (await stranger.ForceAsync($"{stranger.Sheet}{string.Format(System.Globalization.CultureInfo.InvariantCulture, step, owner.Recorder())}", [("Input.Key", Guid.NewGuid().ToString()), ("Input.Method", "dahua-email"), .. Email, ("Input.Start", Guid.NewGuid().ToString()), ("Input.Outcome", "Succeeded")])).ExpectClientError();

        Assert.Empty((await owner.LoadAsync()).AttemptStarts);
        Assert.Empty((await stranger.LoadAsync()).AttemptStarts);
    }
}

file static class Answers
{
    public static void ExpectClientError(this SitePage page) => Assert.InRange((int)page.Status, 400, 499);
}
