using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The stream over HTTP/2, as Kestrel speaks it where it ends TLS: one connection carries any number of streams. With HTTP/1.1 a browser has six.</summary>
public sealed class LiveHttp2Tests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const int Tabs = 8;

    /// <summary>As an old browser, whose tabs cannot agree on one stream.</summary>
    private const string CannotShare = "delete window.BroadcastChannel;";

    /// <summary>Writes what it hears into the page.</summary>
    private const string Follow = """
        async () => {
          document.querySelector("main").insertAdjacentHTML("beforeend", `<p id="heard"></p>`);
          const { live } = await import("/js/live.js");
          live(["inbox"], ({ topic, id }) => { document.getElementById("heard").textContent += ` ${topic}:${id ?? ""}`; });
        }
        """;
    private readonly CleveSecApp app = new(new AppOptions { Tls = true });

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tabs_EightThatCannotShareAStream_AllHearOverHttp2AndPagesStillLoad()
    {
        await using var person = await browser.PersonAsync(app, Browser.Desk);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString(), Secure = true }));
        await person.Page.Context.AddInitScriptAsync(CannotShare);
        List<IPage> tabs = [];
        for (var i = 0; i < Tabs; i++)
        {
            var tab = i == 0 ? person.Page : await person.Page.Context.NewPageAsync();
            tabs.Add(tab);

            // The seventh would wait for ever where each stream takes a connection.
            await tab.GotoAsync("/staff/account");
            Assert.Equal("h2", await tab.EvaluateAsync<string>("() => performance.getEntriesByType('navigation')[0].nextHopProtocol"));
            await tab.EvaluateAsync(Follow);
            await Assertions.Expect(tab.Locator("#heard")).ToContainTextAsync("reset:");
        }

        Assert.Equal(Tabs, app.Services.GetRequiredService<LiveHub>().Count);

        var id = ((Guid)(await app.Database.AsOwnerAsync("insert into change_feed (topic, subject) values ('inbox', gen_random_uuid()) returning subject"))!).ToString();
        await app.Database.AsOwnerAsync("select pg_notify('live', '')");

        foreach (var tab in tabs)
        {
            await Assertions.Expect(tab.Locator("#heard")).ToContainTextAsync(id);
        }
    }
}
