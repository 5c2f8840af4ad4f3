using CleveSec.Domain.Staff;
using CleveSec.Migrations.Seeds;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>How the board of a working day (the demo's) looks on a desk, on a phone and on paper.</summary>
public sealed class BoardLookTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    /// <summary>Landscape, without the margins of 10 mm, in pixels of CSS.</summary>
    private const int A4 = 1046;
    private const int Letter = 980;

    /// <summary>Words of a card that are cut off or lie outside of it.</summary>
    private const string Clipped = """
        () => [...document.querySelectorAll(".board .visit > *, .tray .visit > *")].filter(it => it.scrollWidth > it.clientWidth + 1 || it.getBoundingClientRect().bottom > it.closest("li").getBoundingClientRect().bottom + 1)
          .map(it => it.textContent)
        """;

    private readonly CleveSecApp app = new();
    private SiteClient client = null!;

    public async ValueTask InitializeAsync()
    {
        await this.app.InitializeAsync();
        this.app.Clock.Now = TestClock.Default + Duration.FromMinutes(85);
        await this.app.DbAsync(async db =>
        {
            await DemoPeopleSeed.RunAsync(db, TestContext.Current.CancellationToken);
            await DemoDaySeed.RunAsync(db, this.app.Clock.Now, TestContext.Current.CancellationToken);
            return 0;
        });
        this.client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        this.client.Dispose();
        await this.app.DisposeAsync();
    }

    [Theory]
    [InlineData(A4)]
    [InlineData(Letter)]
    public async Task Print_OnPaperAcross_SaysStateAndTimesInBlackOnWhite(int width)
    {
        await using var person = await this.OpenAsync(Browser.Desk);
        await person.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await person.Page.SetViewportSizeAsync(width, 700);

        Assert.Empty(await person.Page.EvaluateAsync<string[]>(Clipped));
        var card = person.Page.Locator(".card-box[data-state=onsite] .visit");
        Assert.Matches(@"10:45 am–12:05 pm, promised 10 am–12 pm, Cleveland\s*On site", (await card.InnerTextAsync()).ReplaceLineEndings(" "));
        Assert.Equal(["rgb(0, 0, 0)", "rgb(255, 255, 255)"], await card.EvaluateAsync<string[]>("it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]"));
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task Desk_At1440_HasItsToolsOnOneLineAndCutsNoNameAndNoStateOff()
    {
        await using var person = await this.OpenAsync(Browser.Desk);
        await person.Page.WaitForSelectorAsync("[data-live-state=live]");

        Assert.Equal(1, await person.Page.EvaluateAsync<int>("() => new Set([...document.querySelectorAll('.board-tools > *')].map(it => { const box = it.getBoundingClientRect(); return Math.round((box.top + box.bottom) / 20); })).size"));
        Assert.Empty(await person.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.board .visit > b, .board .visit > em, .tray .visit > *')].filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.textContent)"));
    }

    [Fact]
    public async Task Phone_SaysDrivesAndAbsencesInWords()
    {
        await using var person = await this.OpenAsync(Browser.Phone);

        Assert.Matches(@"^\d+ min drive$", (await person.Page.Locator(".drive").First.InnerTextAsync()).Trim());
        Assert.Matches(@"^Away [\d:]+.*pm$", (await person.Page.Locator(".ground .away").InnerTextAsync()).Trim());
        Assert.True(await person.Page.Locator(".ground .away").IsVisibleAsync());
    }

    private async Task<Person> OpenAsync(int width)
    {
        var person = await browser.PersonAsync(this.app, width);
        await person.Page.Context.AddCookiesAsync(this.client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = this.app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        await person.GoAsync("/staff/board");
        return person;
    }
}
