using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Two recorders at one site: the answer for one has come by mail, the vendor of the other is asked. The technician goes on with the first and leaves the second as it is.</summary>
public sealed class BesideWaitingTests : IAsyncLifetime
{
    private ImapServer imap = null!;
    private CleveSecApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        imap = await ImapServer.StartAsync();
        app = new CleveSecApp(new AppOptions { VendorMail = imap });
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await imap.DisposeAsync();
    }

    [Fact]
    public async Task Sheet_AnswerForTheFirst_IsDownloadedTriedAndDoneWhileTheSecondWaits()
    {
        var (technician, answer) = await FirstAnsweredSecondAskedAsync();
        var (first, second) = (technician.Recorder(), technician.Recorder(1));

        var sheet = (await technician.Client.GetAsync(technician.Sheet)).Expect(HttpStatusCode.OK);
        Assert.Contains("with the other recorder you can go on", sheet.Text, StringComparison.Ordinal);
        Assert.NotEmpty(sheet.All($"a[href='{technician.Sheet}/start?recorder={first}']"));
        Assert.Empty(sheet.All($"a[href='{technician.Sheet}/start?recorder={second}']"));
        Assert.Empty(sheet.All("a[href*='/vendor-letter?']"));
        var file = (await technician.Client.GetAsync(sheet.All("a[download]").Single(link => link.TextContent.Contains("result.xml", StringComparison.Ordinal)).GetAttribute("href")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(VendorLetters.Result, file.Content);

        // The one that waits: neither offered, nor taken from an old page.
        (await technician.Client.GetAsync($"{technician.Sheet}/attempt?recorder={second}")).ExpectRedirect(technician.Sheet);
        var refused = await technician.ForceAsync($"{technician.Sheet}/attempt?recorder={second}", ("Input.Key", Guid.CreateVersion7().ToString()), ("Input.Method", "dahua-questions"), ("Input.Outcome", "Failed"));
        Assert.Contains("The seller was asked and has not answered yet", refused.Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);

        (await technician.StepAsync($"attempt?recorder={first}", ("Input.Method", "dahua-xml"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"reinitialize?recorder={first}", ("Input.OwnerTyped", "true"), ("Input.PlaybackChecked", "true"), ("Input.Cameras", "4"))).ExpectRedirect(technician.Sheet);

        var job = await technician.LoadAsync();
        Assert.Equal((JobStatus.AwaitingVendor, RecorderOutcome.Reinitialized, null), (job.Status, job.Recorders.Single(one => one.Id == first).Outcome, job.Recorders.Single(one => one.Id == second).Outcome));
        Assert.Equal([VendorCaseState.Imported, VendorCaseState.Sent], job.VendorCases.OrderBy(one => one.AskedAt).Select(one => one.State));
        Assert.Null(await SealedAsync(answer));

        // The other case goes its way as if nothing had been.
        await technician.Client.GetAsync(technician.Sheet);
        (await technician.Client.SubmitAsync("main form[action*='answered=true']")).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"attempt?recorder={second}", ("Input.Method", "dahua-vendor-code"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
        (await technician.StepAsync($"reinitialize?recorder={second}", ("Input.OwnerTyped", "true"), ("Input.PlaybackChecked", "true"), ("Input.Cameras", "4"))).ExpectRedirect(technician.Sheet);
        Assert.Equal(JobStatus.Reinitialized, (await technician.LoadAsync()).Status);
    }

    /// <summary>The control: waiting opens nothing that was shut.</summary>
    [Fact]
    public async Task Download_WhileTheJobAwaitsAnother_StaysBehindTheGate()
    {
        var (technician, answer) = await FirstAnsweredSecondAskedAsync();
        var address = $"{technician.Sheet}/vendor-answer/{answer}/1";
        (await technician.Client.GetAsync(address)).Expect(HttpStatusCode.OK);
        (await (await app.Data.SignInAsync(StaffRole.Technician)).GetAsync(address)).Expect(HttpStatusCode.NotFound);

        await app.Database.AsOwnerAsync("update job_recorders set link_seen_at = null where id = $1", technician.Recorder());
        (await technician.Client.GetAsync(address)).ExpectRedirect(technician.Sheet);
        await app.Database.AsOwnerAsync("update job_recorders set link_seen_at = now() where id = $1", technician.Recorder());
        (await technician.Client.GetAsync(address)).Expect(HttpStatusCode.OK);

        await app.Data.ActAsync(technician.JobId, technician.Staff, (it, step) => it.EndVisitPartlyDone("Time ran out.", step));
        Assert.Equal(JobStatus.AwaitingVendor, (await technician.LoadAsync()).Status);
        (await technician.Client.GetAsync(address)).ExpectRedirect(technician.Sheet);
        Assert.NotNull(await SealedAsync(answer));
    }

    private async Task<(Technician Technician, Guid Answer)> FirstAnsweredSecondAskedAsync()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified, recorders: 2);
        var (first, second) = (technician.Recorder(), technician.Recorder(1));
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={first}");
        (await technician.Client.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"))).ExpectRedirect(technician.Sheet);
        var letter = (await technician.LoadAsync()).VendorCases[0].Id;
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{letter}");
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, await technician.LoadAsync()), "Re: request")), app.Clock.Now);
        await app.ReadVendorMailAsync();
        var answer = Assert.Single(await VendorLetters.AnswersAsync(app)).Id;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/vendor/answers/{answer}");
        (await office.SubmitAsync("main form[action*='Accept']")).ExpectRedirect("/staff/vendor");

        app.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        (await technician.StepAsync($"vendor?recorder={second}", ("Input.Method", "dahua-vendor-code"), ("Input.Vendor", "The seller"))).ExpectRedirect(technician.Sheet);
        Assert.Equal(JobStatus.AwaitingVendor, (await technician.LoadAsync()).Status);
        return (technician, answer);
    }

    private async Task<byte[]?> SealedAsync(Guid answer) => await app.DbAsync(db => db.VendorAnswers.Where(one => one.Id == answer).Select(one => one.SealedBytes).SingleAsync(Ct));
}
