using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>A board whose requests fail, come late or come at the wrong moment: the stream tells each change once, and the board shows it all the same.</summary>
public sealed class BoardRowTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 25);

    /// <summary>Every row as it stands there, but for the classes that the page itself sets.</summary>
    private const string Rows = """
        () => [...document.querySelectorAll(".row")].map((row) => {
          const copy = row.cloneNode(true);
          copy.querySelectorAll(".is-changed").forEach((box) => { box.classList.remove("is-changed"); });
          return copy.outerHTML;
        })
        """;

    private readonly CleveSecApp app = new();
    private StaffMember dana = null!;
    private StaffMember luis = null!;
    private Job job = null!;
    private SiteClient mover = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        luis = await app.Data.StaffAsync(StaffRole.Technician, "Luis O'Brien-Muñoz");
        job = await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Day, 10));
        mover = await app.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        mover.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("handler=Row")]
    [InlineData("handler=Tray")]
    public async Task Fetch_Lost_IsMadeUpFor(string part)
    {
        await using var person = await browser.BoardAsync(app, Day);
        var (tries, lost) = (0, new TaskCompletionSource());
        await person.Page.RouteAsync($"**{part}**", async route =>
        {
            if (++tries > 2)
            {
                await route.ContinueAsync();
                return;
            }

            await route.AbortAsync();
            lost.TrySetResult();
        });

        await MoveAsync(luis, 10, 45);
        await app.Data.JobAsync();

        // Not before: the reading with which every page begins may already show both.
        await lost.Task;
        await person.ShowsTheTruthAsync(app, Day);
    }

    [Fact]
    public async Task Answer_OlderThanWhatIsShown_IsNotShown()
    {
        var (asked, release) = (new TaskCompletionSource<string>(), new TaskCompletionSource());
        await using var person = await browser.PersonAsync(app, Browser.Desk);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = "https://127.0.0.1", Secure = true }));

        // The reading of the whole board with which every page begins, held up on its way back.
        await person.Page.RouteAsync("**/staff/board?date=2026-11-25", async route =>
        {
            if (!route.Request.Headers.ContainsKey("x-background"))
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync();
            var body = await answer.TextAsync();
            asked.TrySetResult(body);
            await release.Task;
            await route.FulfillAsync(new() { Response = answer, Body = body.Replace(">Luis ", ">Read long ago: Luis ", StringComparison.Ordinal) });
        });
        await person.GoAsync("/staff/board?date=2026-11-25");
        await asked.Task;
        await MoveAsync(dana, 11, 0);
        await person.ShowsTheTruthAsync(app, Day);

        release.SetResult();

        // Of whom nothing newer was read, so that this one shows.
        await Assertions.Expect(person.Page.Locator(".row h2").Nth(1)).ToContainTextAsync("Read long ago");
        await person.ShowsTheTruthAsync(app, Day);
    }

    [Fact]
    public async Task Move_ToAnother_FetchesEachRowOnceAndKeepsItsPlace()
    {
        await using var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);
        await person.Page.EvaluateAsync("() => document.querySelectorAll('.row').forEach((row) => { row.kept = true; })");
        var asked = new List<string>();
        person.Page.Request += (_, request) => asked.AddRange(request.Url.Contains("handler=Row", StringComparison.Ordinal) ? [request.Url.Split("technician=")[1][..36]] : []);

        await MoveAsync(luis, 11, 0);

        await person.ShowsTheTruthAsync(app, Day);
        Assert.Equal(new[] { dana.Id, luis.Id }.Order(), asked.Select(Guid.Parse).Order());
        Assert.Equal(2, await person.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.row')].filter((row) => row.kept).length"));
    }

    [Fact]
    public async Task Card_Moved_LeavesTheOtherCardsAsTheyAre()
    {
        await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Day, 13));
        await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Day, 16));
        await using var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);
        await person.Page.EvaluateAsync("() => document.querySelectorAll('.card-box').forEach((box) => { box.kept = true; })");

        // Past one of the others, and away and back between them.
        await MoveAsync(dana, 14, 30);
        await person.ShowsTheTruthAsync(app, Day);
        Assert.Equal(3, await person.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.card-box')].filter((box) => box.kept).length"));
        await MoveAsync(luis, 11, 0);
        await person.ShowsTheTruthAsync(app, Day);
        await MoveAsync(dana, 10, 15);
        await person.ShowsTheTruthAsync(app, Day);

        await IsAsAFreshOneAsync(person);
    }

    /// <summary>The sketch that stands there meanwhile is no drive and leaves none out.</summary>
    [Fact]
    public async Task Card_LetGoBehindSomebodyElsesLast_LeavesTheRowsAsTheyAre()
    {
        await app.Data.JobAsync(JobStatus.Scheduled, luis, Moves.At(Day, 8));
        await using var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);

        await person.Card(job.Number).FocusAsync();
        await person.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await person.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator("#said button")).ToHaveTextAsync("Undo");
        await Assertions.Expect(person.Page.Locator(".row").Nth(1).Locator("a.visit")).ToHaveCountAsync(2);
        await person.ShowsTheTruthAsync(app, Day);

        await IsAsAFreshOneAsync(person);
    }

    [Fact]
    public async Task Patch_OfAnythingByAnything_MakesWhatAFreshOneIs()
    {
        await using var person = await browser.BoardAsync(app, Day);
        var seed = Random.Shared.Next();

        var wrong = await person.Page.EvaluateAsync<string>("""
            async (seed) => {
              const { patch } = await import("/js/patch.js");
              let state = seed;
              const below = (most) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 4294967296 * most); };
              const lane = () => {
                const list = document.createElement("ol");
                for (let i = below(7); i > 0; i--) {
                  const kind = below(4);
                  const id = below(3) > 0 ? ` id="v-${below(4)}"` : "";
                  list.insertAdjacentHTML("beforeend", ["  ", `<li class="drive h${below(3)}"><span>${below(3)}</span></li>`, `<li class="card-box m${below(3)}"><a${id} title="${below(3)}"><b>${below(3)}</b></a></li>`, `<i class="on"></i>`][kind]);
                }
                return list;
              };
              for (let i = 0; i < 2000; i++) {
                const [now, next] = [lane(), lane()];
                const [before, wanted] = [now.outerHTML, next.outerHTML];
                patch(now, next);
                if (now.outerHTML !== wanted) {
                  return `${before}\n${wanted}\n${now.outerHTML}`;
                }
              }
              return "";
            }
            """, seed);

        Assert.True(wrong.Length == 0, $"Seed {seed}:\n{wrong}");
    }

    /// <summary>The move was made; only what it changed does not arrive.</summary>
    [Fact]
    public async Task Move_WhoseRowDoesNotArrive_LetsGoOfTheCard()
    {
        var release = new TaskCompletionSource();
        await using var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);
        await person.Page.RouteAsync("**handler=Row**", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });

        await person.Card(job.Number).FocusAsync();
        await person.Page.Keyboard.PressAsync("Alt+ArrowRight");
        await person.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(person.Page.Locator("#said button")).ToHaveTextAsync("Undo");
        await Assertions.Expect(person.Page.Locator(".sketch, .is-saving")).ToHaveCountAsync(0);
        await person.Page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(person.Page.Locator(".sketch")).ToHaveCountAsync(1);
        await person.Page.Keyboard.PressAsync("Escape");
        release.SetResult();
        await person.ShowsTheTruthAsync(app, Day);
    }

    [Fact]
    public async Task Tray_ChangedWhileBestTimesAreOpen_IsShownWhenTheyAreClosed()
    {
        await app.Data.JobAsync();
        await using var person = await browser.BoardAsync(app, Day);
        var best = person.Page.Locator(".tray__best summary");
        await best.ClickAsync();
        await Assertions.Expect(person.Page.Locator(".tray__best .best__take").First).ToBeVisibleAsync();
        var told = person.Page.WaitForResponseAsync("**handler=Tray**");
        await app.Data.JobAsync();
        await told;

        await best.ClickAsync();

        await person.ShowsTheTruthAsync(app, Day);
    }

    [Fact]
    public async Task Technicians_WhoComeAndGo_HaveTheirRows()
    {
        await using var person = await browser.BoardAsync(app, Day);
        var rows = person.Page.Locator(".row h2");

        var ines = await app.Data.StaffAsync(StaffRole.Technician, "Ines Hale");
        await Assertions.Expect(rows).ToHaveTextAsync(["Dana Park", "Ines Hale", "Luis O'Brien-Muñoz"]);

        await app.Database.AsOwnerAsync("update staff_members set active = false where id = $1", dana.Id);
        await Assertions.Expect(rows).ToHaveTextAsync(["Not active any more", "Ines Hale", "Luis O'Brien-Muñoz"]);
        await MoveAsync(ines, 10, 30);

        await Assertions.Expect(rows).ToHaveTextAsync(["Ines Hale", "Luis O'Brien-Muñoz"]);
        await person.ShowsTheTruthAsync(app, Day);
    }

    private static async Task IsAsAFreshOneAsync(Person person)
    {
        var changed = await person.Page.EvaluateAsync<string[]>(Rows);
        await person.GoAsync("/staff/board?date=2026-11-25");
        Assert.Equal(await person.Page.EvaluateAsync<string[]>(Rows), changed);
    }

    private async Task MoveAsync(StaffMember technician, int hour, int minute)
    {
        var moved = await mover.MoveAsync(job, technician.Id, Moves.At(Day, hour, minute), Moves.SeenOf(await app.VisitAsync(job.Id)), "As it comes");
        Assert.True(moved.Status == 200, $"{moved.Status} {moved.Why}");
    }
}
