using System.Globalization;
using Microsoft.Playwright;

namespace CleveSec.Benchmarks;

/// <summary>
/// Two dispatchers' screens, each at a node of its own: a card is dragged and let go on the first, and the time until the second has painted it there is taken, by the machine's one clock. One move at a time: the next begins once both have read whatever the last one changed.
/// </summary>
internal sealed class BoardScreens(IPage mine, IPage theirs)
{
    private const int Moves = 150;
    private const int Quarter = 900;

    /// <summary>Before they count: until everything often used is compiled.</summary>
    private const int First = 60;

    /// <summary>Cards that may be moved, one a technician: the last of each day. The one place that knows how a card carries its data.</summary>
    private const string Cards = """
        () => [...document.querySelectorAll(".row")].map((row) => [...row.querySelectorAll("a.visit[data-movable=true]")].at(-1)).filter(Boolean).map((card) => card.id)
        """;

    private const string TwoFrames = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))";

    private const string Start = "(id) => Number(document.getElementById(id).dataset.start)";

    /// <summary>When the mouse let go, by the time the event itself carries.</summary>
    private const string Drops = "() => addEventListener('pointerup', (event) => { window.dropped = performance.timeOrigin + event.timeStamp; }, { capture: true })";

    /// <summary>Shows the card, and says when the frame in which it stands at its new place has been painted.</summary>
    private const string Watch = """
        async ([id, start]) => {
          document.getElementById(id).scrollIntoView({ block: "center", inline: "center" });
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          window.held = new Promise((resolve) => {
            const box = document.getElementById(id).closest("li");
            const watch = new MutationObserver(() => { if (box.dataset.mover) { watch.disconnect(); resolve(); } });
            watch.observe(box, { attributes: true });
          });
          window.painted = new Promise((resolve) => {
            const watch = new MutationObserver(() => {
              if (document.getElementById(id)?.dataset.start !== String(start)) {
                return;
              }
              watch.disconnect();
              requestAnimationFrame(() => {
                const after = new MessageChannel();
                after.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
                after.port2.postMessage("");
              });
            });
            watch.observe(document.querySelector(".board"), { childList: true, subtree: true, attributes: true });
          });
        }
        """;

    /// <summary>What the site answered since the last move began.</summary>
    private readonly List<string> answers = [];

    /// <summary>How long each move took, in ms, from the shortest to the longest.</summary>
    public static async Task<List<double>> DragAsync(Uri site, Uri second, IReadOnlyDictionary<string, string> cookies, IReadOnlyDictionary<string, string> others, string path)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CLEVESEC_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var screens = new BoardScreens(await ScreenAsync(browser, new Uri(site, path), cookies), await ScreenAsync(browser, new Uri(second, path), others));
        return await screens.MovesAsync();
    }

    private static async Task<IPage> ScreenAsync(IBrowser browser, Uri board, IReadOnlyDictionary<string, string> cookies)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            ExtraHTTPHeaders = new Dictionary<string, string> { ["X-Forwarded-Proto"] = "https" },
            TimezoneId = "America/New_York",
        });
        await context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = "https://127.0.0.1", Secure = true }));
        var page = await context.NewPageAsync();
        await page.GotoAsync(board.ToString());
        await Assertions.Expect(page.Locator("[data-live-state]")).ToHaveTextAsync("Live");
        return page;
    }

    private async Task<List<double>> MovesAsync()
    {
        await mine.EvaluateAsync(Drops);
        mine.Response += (_, answer) => answers.Add($"{answer.Request.Method} {answer.Status} {new Uri(answer.Url).PathAndQuery}");
        var cards = await mine.EvaluateAsync<string[]>(Cards);
        var times = new List<double>();
        for (var i = 0; i < First + Moves; i++)
        {
            // Later first: earlier the stop before may still keep the technician.
            var later = i / cards.Length % 2 == 0 ? Quarter : -Quarter;
            var took = await MoveAsync(cards[i % cards.Length], later);
            if (i >= First)
            {
                times.Add(took);
            }
        }

        times.Sort();
        return times;
    }

    private async Task<double> MoveAsync(string id, int later)
    {
        // Cards are dropped on quarters of an hour.
        var was = await mine.EvaluateAsync<long>(Start, id);
        var start = (long)Math.Round((was + later) / (double)Quarter) * Quarter;
        await theirs.EvaluateAsync(Watch, new object[] { id, start });
        await mine.EvaluateAsync("(id) => document.getElementById(id).scrollIntoView({ block: 'center', inline: 'center' })", id);
        var card = mine.Locator($"#{id}");
        var box = (await card.BoundingBoxAsync())!;
        var across = (await mine.EvaluateAsync<float>("(id) => { const lane = document.getElementById(id).closest('.lane'); return lane.getBoundingClientRect().width / Number(document.querySelector('.board').dataset.hours); }", id)) * (start - was) / 3600;
        var (x, y) = (box.X + 8, box.Y + (box.Height / 2));
        answers.Clear();
        await mine.Mouse.MoveAsync(x, y);
        await mine.Mouse.DownAsync();
        await mine.Mouse.MoveAsync(x + (across / 2), y);
        await mine.Mouse.MoveAsync(x + across, y);

        // A hand holds a card longer than a script: until the other screen says who does.
        await theirs.EvaluateAsync("() => window.held");
        await mine.EvaluateAsync(TwoFrames);
        var alarms = Task.WhenAll(new[] { mine, theirs }.Select(screen => screen.WaitForResponseAsync(answer => answer.Url.Contains("handler=Alarms", StringComparison.Ordinal))));
        await mine.Mouse.UpAsync();
        double painted;
        try
        {
            // Waited for there, and not asked for again and again, which would cost what is measured.
            painted = await theirs.EvaluateAsync<double>("() => window.painted").WaitAsync(TimeSpan.FromSeconds(8));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{id} from {was} to {start}, across {across} px from {x}, {y}: {string.Join(", ", answers)}. It says: {await mine.InnerTextAsync("#said")} {await mine.InnerTextAsync("#why-rules")}; it stands at {await mine.EvaluateAsync<long>(Start, id)}, there at {await theirs.EvaluateAsync<long>(Start, id)}", late);
        }

        var dropped = await mine.EvaluateAsync<double>("() => window.dropped");
        await mine.WaitForFunctionAsync($"([id, start]) => ({Start})(id) === start && document.querySelector('#said button')", new object[] { id, start });
        await mine.EvaluateAsync("() => document.getElementById('said').replaceChildren()");

        // The last thing that the screens read after a change. Nobody lets go of the next card within half a second.
        await alarms;
        return painted - dropped;
    }
}
