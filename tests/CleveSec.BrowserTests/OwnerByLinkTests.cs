using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>An owner far away opens the link on their phone: draws and signs, or without JavaScript types and signs, or says no.</summary>
public sealed class OwnerByLinkTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    /// <summary>The narrowest phone people still use.</summary>
    private const int Narrow = 320;
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Narrow)]
    [InlineData(Browser.Phone)]
    public async Task Sign_DrawnOnAPhone_KeepsTheDrawingAndSaysSo(int width)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        await using var owner = await browser.PersonAsync(app, width);
        await owner.GoAsync($"/visit/sign/{key}");
        await owner.SeesAsync("Ana O'Brien-Muñoz may act for me at the visits of this job");
        Assert.True(await owner.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone");

        await DrawAsync(owner.Page);
        await owner.TypeAsync("Signature: type your name", "Somebody Else");
        await owner.ClickAsync("Sign");
        await owner.SeesAsync("This form is for Casey Morgan to sign.");

        // What was drawn is still there.
        Assert.StartsWith("[[[", await owner.Page.Locator("[name='Input.Strokes']").InputValueAsync(), StringComparison.Ordinal);
        await owner.TypeAsync("Signature: type your name", "Casey Morgan");
        await owner.ClickAsync("Sign");
        await owner.SeesAsync("Signed by Casey Morgan");

        var signature = await SignatureAsync(job.Id);
        Assert.Equal(OwnerSignatureState.Signed, signature.State);
        Assert.NotNull(signature.SealedStrokes);
    }

    [Fact]
    public async Task Sign_WithoutJavaScript_TypedNameIsEnough()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        await using var owner = await browser.PersonAsync(app, javaScript: false);
        await owner.GoAsync($"/es/visit/sign/{key}");
        await Assertions.Expect(owner.Page.Locator("canvas")).ToBeHiddenAsync();

        await owner.TypeAsync("Firma: escriba su nombre", "Casey Morgan");
        await owner.ClickAsync("Firmar");
        await owner.SeesAsync("Firmado por Casey Morgan");

        var signature = await SignatureAsync(job.Id);
        Assert.Equal((OwnerSignatureState.Signed, (byte[]?)null), (signature.State, signature.SealedStrokes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decline_OnAPhone_IsKeptWithItsWords(bool javaScript)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (_, key) = await app.Data.AskOwnerAsync(job.Id);
        await using var owner = await browser.PersonAsync(app, javaScript: javaScript);
        await owner.GoAsync($"/visit/sign/{key}");

        await owner.TypeAsync("What should we know?", "I know nobody of that name.");
        await owner.ClickAsync("This was not me");
        await owner.SeesAsync("You said no");

        var signature = await SignatureAsync(job.Id);
        Assert.Equal((OwnerSignatureState.Declined, "I know nobody of that name."), (signature.State, signature.DeclinedWords));
    }

    private static async Task DrawAsync(IPage page)
    {
        var canvas = page.Locator("canvas.signature");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.2f), box.Y + (box.Height * 0.5f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.2f), new() { Steps = 5 });
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + (box.Height * 0.7f), new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private Task<OwnerSignature> SignatureAsync(Guid jobId) => app.DbAsync(db => db.OwnerSignatures.AsNoTracking().SingleAsync(signature => signature.JobId == jobId, Ct));
}
