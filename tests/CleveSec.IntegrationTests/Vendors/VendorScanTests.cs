using System.Globalization;
using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Where a virus scanner is set, nothing is handed on that it has not looked at.</summary>
public sealed class VendorScanTests : IAsyncLifetime
{
    private ImapServer imap = null!;

    public async ValueTask InitializeAsync() => imap = await ImapServer.StartAsync();

    public ValueTask DisposeAsync() => imap.DisposeAsync();

    [Theory]
    [InlineData(false, nameof(ScanState.Clean))]
    [InlineData(true, nameof(ScanState.Infected))]
    public async Task Answer_WithAFile_IsLookedAtAndInfectedNotAccepted(bool virus, string expected)
    {
        using var clamd = new ClamdServer();
        await using var app = await StartAsync(clamd.Port);
        var job = await VendorLetters.SentAsync(app);

        // In base64 the mail as a whole does not show it: the file by itself does.
        Deliver(app, await VendorLetters.LetterIdAsync(app, job), virus ? [.. ClamdServer.Virus, .. VendorLetters.Result] : VendorLetters.Result);
        await app.ReadVendorMailAsync();

        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal(expected, answer.Scan.ToString());
        Assert.True(clamd.Looked >= 2);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await office.GetAsync($"/staff/vendor/answers/{answer.Id}");
        var accepted = await office.PostAsync($"/staff/vendor/answers/{answer.Id}?handler=Accept", ("__RequestVerificationToken", page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")));
        Assert.Equal(virus ? HttpStatusCode.Conflict : HttpStatusCode.Found, accepted.Status);
        Assert.Equal(virus ? VendorCaseState.Sent : VendorCaseState.Answered, (await app.Data.LoadAsync(job.Id)).VendorCases[0].State);
    }

    [Fact]
    public async Task Scanner_Away_KeepsTheAnswerBackUntilItIsThere()
    {
        await using var app = await StartAsync(Ports.Free());
        var job = await VendorLetters.SentAsync(app);
        Deliver(app, await VendorLetters.LetterIdAsync(app, job), VendorLetters.Result);

        Assert.Equal(1, await app.ReadVendorMailAsync());

        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal(ScanState.Failed, answer.Scan);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/vendor/answers/{answer.Id}");
        Assert.Contains("virus scanner does not answer", (await office.SubmitAsync("main form[action*='Accept']")).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
    }

    private void Deliver(CleveSecApp app, string letter, byte[] file) => imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(letter, "Re: request", file: file)), app.Clock.Now);

    private async Task<CleveSecApp> StartAsync(int clamd)
    {
        var app = new CleveSecApp(new AppOptions
        {
            VendorMail = imap,
            Settings = new Dictionary<string, string?> { ["Clamd:Host"] = "127.0.0.1", ["Clamd:Port"] = clamd.ToString(CultureInfo.InvariantCulture) },
        });
        await app.InitializeAsync();
        return app;
    }
}
