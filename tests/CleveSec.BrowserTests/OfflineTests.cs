using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The guide in the basement: after one visit with a signal it is there without one.</summary>
public sealed class OfflineTests(Browser browser, CleveSecApp app) : IClassFixture<Browser>, IClassFixture<CleveSecApp>
{
    private const string KeptCaches = "async () => (await caches.keys()).sort()";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "Locked out of your recorder? Start here", "Dahua QR code with the DMSS app", "This page needs a connection")]
    [InlineData("/es", "¿No puede entrar", "Código QR de Dahua", "Esta página necesita conexión")]
    public async Task Guide_AfterOneVisit_OpensWithoutAConnection(string language, string overview, string topic, string sorry)
    {
        await using var person = await browser.PersonAsync(app, offline: true);
        await VisitAsync(person, $"{language}/guide");
        await person.Page.Context.SetOfflineAsync(true);

        await person.GoAsync($"{language}/guide");
        await Assertions.Expect(person.Page.Locator("h1")).ToContainTextAsync(overview);
        await StyledAsync(person);

        await person.GoAsync($"{language}/guide/qr-code");
        await Assertions.Expect(person.Page.Locator("h1")).ToContainTextAsync(topic);
        await StyledAsync(person);

        foreach (var address in new[] { "/which-reset", "/which-reset?whose=own&footage=no", "/which-reset/offline" })
        {
            await person.GoAsync(language + address);
            await Assertions.Expect(person.Page.Locator("main details").First).ToBeVisibleAsync();
            await StyledAsync(person);
        }

        foreach (var personal in new[] { "/visit/find", "/book", "/contact", "/guide/search?q=xml" })
        {
            await person.GoAsync(language + personal);
            await person.SeesAsync(sorry);
            await Assertions.Expect(person.Page.Locator("main a[href='tel:+12163338245']")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Guide_WithAConnection_ShowsWhatIsTrueNowAndReplacesWhatWasKept()
    {
        await using var person = await browser.PersonAsync(app, offline: true);
        await VisitAsync(person, "/guide/lorex");
        var before = await person.Page.EvaluateAsync<string[]>(KeptCaches);
        await PublishAsync("A new sentence about Lorex.");

        await VisitAsync(person, "/guide/lorex");

        await person.SeesAsync("A new sentence about Lorex.");
        var after = await person.Page.EvaluateAsync<string[]>(KeptCaches);
        Assert.Single(after);
        Assert.NotEqual(before, after);
        await person.Page.Context.SetOfflineAsync(true);
        await person.GoAsync("/guide/lorex");
        await person.SeesAsync("A new sentence about Lorex.");
    }

    [Fact]
    public async Task Kept_AfterPagesOfEveryKind_IsOnlyWhatIsOnTheList()
    {
        await using var person = await browser.PersonAsync(app, offline: true);
        await VisitAsync(person, "/guide");
        foreach (var path in new[] { "/book", "/visit/find", "/staff/sign-in", "/contact", "/guide/search?q=xml", "/" })
        {
            await person.GoAsync(path);
        }

        var kept = await person.Page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()");

        Assert.Contains("/guide/qr-code", kept);
        Assert.Contains(kept, path => path.StartsWith("/css/app.", StringComparison.Ordinal));
        Assert.Contains(kept, path => path.StartsWith("/css/print.", StringComparison.Ordinal));
        Assert.All(kept, path => Assert.True(new[] { "/guide", "/which-reset", "/offline", "/css/", "/js/", "/img/", "/site." }.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)), path));
        Assert.DoesNotContain("/guide/search", kept);
    }

    [Fact]
    public async Task StaffAndForms_WithTheGuideKept_GoStraightToTheServer()
    {
        await using var person = await browser.PersonAsync(app, offline: true);
        await VisitAsync(person, "/guide");
        await person.GoAsync("/visit/find");
        await person.Page.Context.SetOfflineAsync(true);

        // Without a connection the browser itself says so: nothing stands between.
        await Assert.ThrowsAsync<PlaywrightException>(() => person.GoAsync("/staff/sign-in"));
        await person.Page.Context.SetOfflineAsync(false);
        await person.GoAsync("/visit/find");
        await person.ClickAsync("Send me a code");
        await Assertions.Expect(person.Page.Locator(".error-summary")).ToBeVisibleAsync();
    }

    /// <summary>Opens a page and waits until its language's guide is kept.</summary>
    private static async Task VisitAsync(Person person, string path)
    {
        await person.GoAsync(path);
        await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-offline", "ready", new() { Timeout = 60_000 });
    }

    private static async Task StyledAsync(Person person) =>
        Assert.Equal("rgb(245, 248, 248)", await person.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));

    private Task<int> PublishAsync(string sentence) => app.DbAsync(db => db.GuideTopics
        .Where(topic => topic.Slug == "lorex" && topic.Language == Language.English)
        .ExecuteUpdateAsync(topic => topic.SetProperty(it => it.Body, it => sentence + "\n\n" + it.Body).SetProperty(it => it.PublishedAt, Instant.FromUtc(2026, 11, 26, 8, 0)), Ct));
}
