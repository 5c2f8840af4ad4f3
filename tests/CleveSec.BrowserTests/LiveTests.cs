using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>Staff pages that follow what happens: one stream for all tabs of a browser, which goes on whatever happens to one of them.</summary>
public sealed class LiveTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    /// <summary>Writes what it hears into the page.</summary>
    private const string Follow = """
        async () => {
          const main = document.querySelector("main");
          for (const id of ["heard", "hands"]) {
            main.insertAdjacentHTML("beforeend", `<p id="${id}"></p>`);
          }
          main.insertAdjacentHTML("beforeend", `<p data-live-state="" role="status"></p>`);
          const { live, moving } = await import("/js/live.js");
          window.moving = moving;
          live(["inbox"], ({ topic, id }) => { document.getElementById("heard").textContent += ` ${topic}:${id ?? ""}`; },
            { onMoving: ({ by, on }) => { document.getElementById("hands").textContent += ` ${by} ${on ? "takes" : "lets go"}.`; } });
        }
        """;
    private readonly CleveSecApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private int Streams => app.Services.GetRequiredService<LiveHub>().Count;

    [Fact]
    public async Task Tabs_Two_ShareOneStreamAndGoOnWhenTheLeaderCloses()
    {
        await using var person = await PersonAsync();
        var leader = person.Page;
        await FollowAsync(leader);
        var other = await person.Page.Context.NewPageAsync();
        await FollowAsync(other);
        Assert.Equal(1, Streams);

        var first = await ChangeAsync();
        await HearsAsync(leader, first);
        await HearsAsync(other, first);

        var spare = await person.Page.Context.NewPageAsync();
        await FollowAsync(spare);
        await leader.CloseAsync();
        var second = await ChangeAsync();
        await HearsAsync(other, second);
        await HearsAsync(spare, second);
        Assert.Equal(1, Occurrences(await other.Locator("#heard").InnerTextAsync(), second));
    }

    [Fact]
    public async Task Network_OffAndOn_CatchesUp()
    {
        await using var person = await PersonAsync();
        await FollowAsync(person.Page);

        await person.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(person.Page.Locator("main [data-live-state]")).ToHaveTextAsync("Reconnecting…");
        var missed = await ChangeAsync();
        await person.Page.Context.SetOfflineAsync(false);

        await HearsAsync(person.Page, missed);
        await Assertions.Expect(person.Page.Locator("main [data-live-state]")).ToHaveTextAsync("Live");
        person.TakeTrouble();
    }

    [Fact]
    public async Task Session_Ended_SaysSo()
    {
        await using var person = await PersonAsync();
        await FollowAsync(person.Page);

        await app.Database.AsOwnerAsync("update staff_sessions set ended_at = now()");

        await Assertions.Expect(person.Page.Locator("main [data-live-state]")).ToHaveTextAsync("Signed out");
        Assert.Equal(0, Streams);
    }

    [Fact]
    public async Task Moving_ByAColleague_IsSeenByOthersAlone()
    {
        await using var robin = await PersonAsync("Robin Ames");
        await using var sam = await PersonAsync("Sam Field");
        await FollowAsync(robin.Page);
        await FollowAsync(sam.Page);

        await robin.Page.EvaluateAsync("() => window.moving('0198c0de-0000-7000-8000-000000000001', true)");
        await Assertions.Expect(sam.Page.Locator("#hands")).ToContainTextAsync("Robin Ames takes.");
        await robin.Page.EvaluateAsync("() => window.moving('0198c0de-0000-7000-8000-000000000001', false)");
        await Assertions.Expect(sam.Page.Locator("#hands")).ToContainTextAsync("Robin Ames lets go.");

        var after = await ChangeAsync();
        await HearsAsync(robin.Page, after);
        await Assertions.Expect(robin.Page.Locator("#hands")).ToBeEmptyAsync();
    }

    private async Task<Person> PersonAsync(string? name = null)
    {
        var person = await browser.PersonAsync(app, Browser.Desk);
        using var client = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, name));
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        return person;
    }

    /// <summary>Follows, until it is told that it does.</summary>
    private static async Task FollowAsync(IPage page)
    {
        await page.GotoAsync("/staff/account");
        await page.EvaluateAsync(Follow);
        await Assertions.Expect(page.Locator("#heard")).ToContainTextAsync("reset:");
        await Assertions.Expect(page.Locator("main [data-live-state]").Last).ToHaveTextAsync("Live");
    }

    private async Task<string> ChangeAsync()
    {
        var id = await app.Database.AsOwnerAsync("insert into change_feed (topic, subject) values ('inbox', gen_random_uuid()) returning subject");
        await app.Database.AsOwnerAsync("select pg_notify('live', '')");
        return ((Guid)id!).ToString();
    }

    private static Task HearsAsync(IPage page, string id) => Assertions.Expect(page.Locator("#heard")).ToContainTextAsync(id);

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
