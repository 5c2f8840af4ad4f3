using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>When a page tries again, by a clock the test moves: without it, three seconds could only be hoped for.</summary>
public sealed class LiveRetryTests(Browser browser, TestSupport.CleveSecApp app) : IClassFixture<Browser>, IClassFixture<TestSupport.CleveSecApp>
{
    /// <summary>A stream that writes down when it was opened, and which the test breaks or leaves without an answer.</summary>
    private const string Streams = """
        window.opened = [];
        window.streams = [];
        window.EventSource = class extends EventTarget {
          static CLOSED = 2;
          constructor(address) {
            super();
            this.readyState = 0;
            window.opened.push(Date.now());
            window.streams.push(this);
            if (window.broken) {
              setTimeout(() => this.onerror?.(), 1);
            }
          }
          close() { this.readyState = 2; }
        };
        """;

    [Fact]
    public async Task Break_SiteAway_TriesAtOnceAndNeverLessThanEverySecondAndAQuarter()
    {
        await using var person = await FollowingAsync();
        await person.Page.EvaluateAsync("() => { window.broken = true; Math.random = () => 1; window.broke = Date.now(); window.streams[0].onerror(); }");
        await person.Page.Clock.RunForAsync(60_000);

        var tries = await TriesAsync(person);
        Assert.InRange(tries.Count, 40, 60);
        Assert.InRange(tries[0], 1, 200);
        Assert.All(tries.Zip(tries.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 1_260));
    }

    [Fact]
    public async Task Try_WithoutAnAnswer_IsGivenUpSoonAndTheNextComesWithinThreeSecondsOfTheBreak()
    {
        await using var person = await FollowingAsync();
        await person.Page.EvaluateAsync("() => { Math.random = () => 1; window.broke = Date.now(); window.streams[0].onerror(); }");
        await person.Page.Clock.RunForAsync(60_000);

        var tries = await TriesAsync(person);
        Assert.InRange(tries[1], 1_500, 2_500);
        Assert.True(tries.Count < 15, "A site that is there and slow is given time.");
    }

    [Fact]
    public async Task Stream_Open_IsLeftAlone()
    {
        await using var person = await FollowingAsync();
        await person.Page.Clock.RunForAsync(14_000);

        Assert.Equal(1, await person.Page.EvaluateAsync<int>("() => window.opened.length"));
    }

    /// <summary>A page whose first stream is open and has said hello.</summary>
    private async Task<Person> FollowingAsync()
    {
        var person = await browser.PersonAsync(app, Browser.Desk);
        await person.Page.Clock.InstallAsync();
        await person.Page.AddInitScriptAsync(Streams);
        await person.GoAsync("/staff/sign-in");
        await person.Page.EvaluateAsync("""
            async () => {
              const { live } = await import("/js/live.js");
              live(["inbox"], () => {});
            }
            """);
        await person.Page.WaitForFunctionAsync("() => window.streams.length === 1");
        await person.Page.EvaluateAsync("""
            () => {
              window.streams[0].onopen();
              window.streams[0].dispatchEvent(new MessageEvent("hello", { data: "{}", lastEventId: "1.1:1:" }));
            }
            """);
        return person;
    }

    /// <summary>When each stream was opened after the break, in ms.</summary>
    private static async Task<List<int>> TriesAsync(Person person) => [.. await person.Page.EvaluateAsync<int[]>("() => window.opened.filter((at) => at > window.broke).map((at) => at - window.broke)")];
}
