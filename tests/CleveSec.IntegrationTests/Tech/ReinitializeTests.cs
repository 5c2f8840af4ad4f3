using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>What the owner sets up again, and the clip they save.</summary>
public sealed class ReinitializeTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly (string, string?)[] Clip =
    [
        ("Input.Channel", "3"), ("Input.Date", "2026-11-20"), ("Input.From", "23:50"), ("Input.To", "00:20"), ("Input.Offset", "95"), ("Input.Behind", "true"), ("Input.PlaybackChecked", "true"), ("Input.ExportedBy", "Casey O'Brien-Muñoz"),
    ];

    [Fact]
    public async Task Reinitialize_EverythingStated_IsKeptPerRecorder()
    {
        var technician = await OpenedAsync();

        (await technician.StepAsync(
            $"reinitialize?recorder={technician.Recorder()}",
            ("Input.OwnerTyped", "true"), ("Input.PlaybackChecked", "true"), ("Input.PlaybackGaps", "Channel 4 shows nothing"), ("Input.Cameras", "8"), ("Input.CamerasBack", "7"), ("Input.FirmwareBefore", "4.001"), ("Input.Firmware", "4.002"),
            ("Input.Steps[time-zone]", "AlreadySo"), ("Input.Steps[recovery-email]", "Done"), ("Input.Steps[pattern]", "DeclinedByOwner"))).ExpectRedirect(technician.Sheet);

        var recorder = (await technician.LoadAsync()).Recorders[0];
        Assert.Equal(("4.001", "4.002", 8, 7, "Channel 4 shows nothing"), (recorder.FirmwareBefore, recorder.FirmwareAfter, recorder.CamerasTotal!.Value, recorder.CamerasBack!.Value, recorder.PlaybackGaps));
        Assert.Equal(
            ["admin-password Done", "pattern DeclinedByOwner", "recovery-email Done", "time-zone AlreadySo"],
            recorder.SetupSteps.OrderBy(step => step.StepId, StringComparer.Ordinal).Select(step => $"{step.StepId} {step.State}"));
        Assert.All(recorder.SetupSteps, step => Assert.Equal(SetupSteps.Version, step.Version));
    }

    [Fact]
    public async Task Reinitialize_AllOtherStepsDone_AnswersTheRestAndKeepsWhatWasSaid()
    {
        var technician = await OpenedAsync();
        var page = await technician.Client.GetAsync($"{technician.Sheet}/reinitialize?recorder={technician.Recorder()}");

        (await technician.ForceAsync(page.One("main form button[formaction]").GetAttribute("formaction")!, ("Input.OwnerTyped", "true"), ("Input.Cameras", "4"), ("Input.Steps[app-account]", "NotApplicable"))).ExpectRedirect(technician.Sheet);

        var recorder = (await technician.LoadAsync()).Recorders[0];
        Assert.Equal(4, recorder.CamerasBack);
        Assert.Equal(SetupSteps.All.Select(step => step.Id).Order(StringComparer.Ordinal), recorder.SetupSteps.Select(step => step.StepId).Order(StringComparer.Ordinal));
        Assert.Equal("app-account", Assert.Single(recorder.SetupSteps, step => step.State != HardeningState.Done).StepId);
    }

    [Fact]
    public async Task Reinitialize_AfterAFactoryDefault_NeedsEveryStep()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await technician.StepAsync($"consent?recorder={technician.Recorder()}", ("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"));
        await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-button"), ("Input.Outcome", "Succeeded"));

        var page = (await technician.StepAsync($"reinitialize?recorder={technician.Recorder()}", ("Input.OwnerTyped", "true"), ("Input.Firmware", "4.002"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("factory settings", page.One("#Input_Steps_error").TextContent, StringComparison.Ordinal);
        Assert.Equal("4.002", page.One("#Input_Firmware").GetAttribute("value"));
        (await technician.ForceAsync(page.One("main form button[formaction]").GetAttribute("formaction")!, ("Input.OwnerTyped", "true"))).ExpectRedirect(technician.Sheet);
        Assert.Equal(JobStatus.Reinitialized, (await technician.LoadAsync()).Status);
    }

    [Theory]
    [InlineData("Input.OwnerTyped", null)]
    [InlineData("Input.Cameras", "-1")]
    [InlineData("Input.Cameras", "many")]
    [InlineData("Input.Cameras", "99999999999")]
    [InlineData("Input.CamerasBack", "3")]
    [InlineData("Input.PlaybackGaps", "password: Blue42fish")]
    [InlineData("Input.FirmwareBefore", "pw: Blue42fish")]
    [InlineData("Input.Steps[time-zone]", "Burned")]
    [InlineData("Input.Steps[time-zone]", "77")]
    [InlineData("Input.Steps[unknown]", "Done")]
    public async Task Reinitialize_IncompleteSecretOrHostile_IsRefusedAndNothingIsWritten(string field, string? value)
    {
        var technician = await OpenedAsync();
        (string Name, string? Value)[] fields = [("Input.OwnerTyped", "true"), ("Input.Cameras", "2")];

        (await technician.ForceAsync($"{technician.Sheet}/reinitialize?recorder={technician.Recorder()}", [.. fields.Where(one => one.Name != field), .. value is null ? [] : new (string, string?)[] { (field, value) }])).Expect(HttpStatusCode.UnprocessableEntity);

        var recorder = (await technician.LoadAsync()).Recorders[0];
        Assert.Null(recorder.Outcome);
        Assert.Empty(recorder.SetupSteps);
    }

    [Fact]
    public async Task Reinitialize_ManyTapsAtOnce_AnswersEachStepOnce()
    {
        var technician = await OpenedAsync();
        await technician.Client.GetAsync($"{technician.Sheet}/reinitialize?recorder={technician.Recorder()}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => technician.Client.SubmitAsync("main form", ("Input.OwnerTyped", "true"), ("Input.Steps[time-zone]", "Done"))));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        Assert.Equal(2, (await technician.LoadAsync()).Recorders[0].SetupSteps.Count);
    }

    [Fact]
    public async Task Clip_SavedOverMidnight_IsOneLineAndNoFile()
    {
        var technician = await OpenedAsync();
        await technician.Client.GetAsync($"{technician.Sheet}/clip?recorder={technician.Recorder()}");
        Assert.Equal("Casey Morgan", technician.Client.Page!.One("#Input_ExportedBy").GetAttribute("value"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => technician.Client.SubmitAsync("main form", Clip)));

        Assert.All(answers, answer => answer.ExpectRedirect(technician.Sheet));
        var clip = Assert.Single((await technician.LoadAsync()).Clips);
        Assert.Equal((3, new LocalDateTime(2026, 11, 20, 23, 50), new LocalDateTime(2026, 11, 21, 0, 20), -95, true), (clip.Channel, clip.ClipFrom, clip.ClipTo, clip.OffsetSeconds, clip.PlaybackChecked));
        var sheet = await technician.Client.GetAsync(technician.Sheet);
        Assert.Contains("Clip of channel 3, 2026-11-20 23:50:00 to 2026-11-21 00:20:00 by the recorder’s clock (95 seconds behind), saved by Casey O'Brien-Muñoz, played back.", sheet.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clip_SameFormWithOtherAnswers_IsRefused()
    {
        var technician = await OpenedAsync();
        (string, string?) key = ("Input.Key", Guid.NewGuid().ToString());
        var path = $"{technician.Sheet}/clip?recorder={technician.Recorder()}";

        (await technician.ForceAsync(path, [key, .. Clip])).ExpectRedirect(technician.Sheet);
        (await technician.ForceAsync(path, [key, .. Clip.Skip(1), ("Input.Channel", "4")])).Expect(HttpStatusCode.Conflict);

        Assert.Equal(3, Assert.Single((await technician.LoadAsync()).Clips).Channel);
    }

    [Theory]
    [InlineData("Input.Channel", "0")]
    [InlineData("Input.Channel", "x")]
    [InlineData("Input.Date", "2026-02-30")]
    [InlineData("Input.Date", "0001-01-01")]
    [InlineData("Input.Date", "9999-12-31")]
    [InlineData("Input.From", "25:00")]
    [InlineData("Input.To", "")]
    [InlineData("Input.Offset", "-5")]
    [InlineData("Input.Offset", "2147483647")]
    [InlineData("Input.ExportedBy", "")]
    [InlineData("Input.ExportedBy", "password: Blue42fish")]
    [InlineData("Input.Key", "")]
    public async Task Clip_IncompleteOrHostile_IsAskedAgainWithWhatWasTyped(string field, string value)
    {
        var technician = await OpenedAsync();
        (string Name, string? Value)[] fields = [("Input.Key", Guid.NewGuid().ToString()), .. Clip];

        var page = (await technician.ForceAsync($"{technician.Sheet}/clip?recorder={technician.Recorder()}", [.. fields.Where(one => one.Name != field), (field, value)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(field == "Input.To" ? "23:50" : "00:20", page.One(field == "Input.To" ? "#Input_From" : "#Input_To").GetAttribute("value"));
        Assert.Empty((await technician.LoadAsync()).Clips);
    }

    [Fact]
    public async Task Clip_RecorderNotOpenOrForeign_IsRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var stranger = await Technician.WithJobAsync(app, JobStatus.Reinitialized);
        var path = $"/clip?recorder={technician.Recorder()}";
        (string, string?)[] fields = [("Input.Key", Guid.NewGuid().ToString()), .. Clip];

        (await technician.Client.GetAsync(technician.Sheet + path)).ExpectRedirect(technician.Sheet);
        (await technician.ForceAsync(technician.Sheet + path, fields)).Expect(HttpStatusCode.Conflict);
        (await stranger.ForceAsync(technician.Sheet + path, fields)).Expect(HttpStatusCode.NotFound);
        (await stranger.ForceAsync(stranger.Sheet + path, fields)).Expect(HttpStatusCode.NotFound);

        Assert.Empty((await technician.LoadAsync()).Clips);
        Assert.Empty((await stranger.LoadAsync()).Clips);
    }

    private async Task<Technician> OpenedAsync()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-questions"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
        return technician;
    }
}
