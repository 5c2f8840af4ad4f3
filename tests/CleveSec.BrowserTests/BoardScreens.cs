using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using NodaTime;

namespace CleveSec.BrowserTests;

/// <summary>Boards on several screens, and what they show beside what the database holds, in the same words: a line for each job, "number technician start seen" or "number waits".</summary>
internal static class BoardScreens
{
    /// <summary>Every card on the screen, a card that stands there twice twice. The one place here that knows how a card carries its data.</summary>
    private const string Shown = """
        () => [...document.querySelectorAll("a.visit[data-job]")].map((card) => {
          const row = card.closest(".row");
          return row ? [card.dataset.job, row.dataset.technician, card.dataset.start, card.dataset.seen].join(" ") + (card.closest("[aria-busy]") ? " but not its row" : "") : `${card.dataset.job} waits`;
        }).sort().join("\n")
        """;

    /// <param name="before">What is done with the page before it is opened.</param>
    /// <param name="through">The node this screen talks to, or what stands before the nodes.</param>
    public static async Task<Person> BoardAsync(this Browser browser, CleveSecApp app, LocalDate day, int width = Browser.Desk, Uri? through = null, string? name = null, Func<IPage, Task>? before = null)
    {
        var person = await browser.PersonAsync(app, width, through: through);
        using var client = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, name));
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = "https://127.0.0.1", Secure = true }));
        await (before?.Invoke(person.Page) ?? Task.CompletedTask);
        await person.GoAsync($"/staff/board?date={day:uuuu-MM-dd}");
        await person.IsLiveAsync();
        return person;
    }

    public static Task IsLiveAsync(this Person person) => Assertions.Expect(person.Page.Locator("[data-live-state]")).ToHaveTextAsync("Live");

    public static ILocator Card(this Person person, string number) => person.Page.Locator($".row #v-{number}");

    /// <summary>Waits until the screen shows what the database holds now; otherwise says what it shows.</summary>
    public static async Task ShowsTheTruthAsync(this Person person, CleveSecApp app, LocalDate day, string context = "")
    {
        var truth = await TruthAsync(app, day);
        try
        {
            await person.Page.WaitForFunctionAsync($"truth => ({Shown})() === truth", truth);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{context} The screen shows\n{await person.ShownAsync()}\nand the database holds\n{truth}", late);
        }
    }

    public static Task<string> ShownAsync(this Person person) => person.Page.EvaluateAsync<string>(Shown);

    public static async Task<string> TruthAsync(CleveSecApp app, LocalDate day) => (string)(await app.Database.AsOwnerAsync(
        """
        select coalesce(string_agg(line, E'\n' order by line collate "C"), '') from (
          select j.number || ' ' || v.technician_id || ' ' || extract(epoch from v.work_start)::bigint || ' ' || replace(v.id::text, '-', '') || '.' || v.sequence as line
          from visits v join jobs j on j.id = v.job_id where v.status in ('Planned', 'Confirmed', 'EnRoute', 'OnSite') and (v.work_start at time zone 'America/New_York')::date = $1
          union all
          select number || ' waits' from jobs j where status = 'Reported' and not exists (select from visits v where v.job_id = j.id and v.status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite'))) as cards
        """, day.ToDateOnly()))!;

    /// <summary>Writes down every change of a visit that this page is told from now on.</summary>
    public static Task ListenAsync(this Person person) => person.Page.EvaluateAsync("""
        async () => {
          const { live } = await import("/js/live.js");
          window.told = [];
          live(["visit"], ({ topic, version }) => window.told.push(version ?? topic));
          await new Promise((resolve) => setTimeout(resolve));
          window.told = [];
        }
        """);

    /// <summary>What it was told: the numbers of the changes, and "reset".</summary>
    public static async Task<List<string>> ToldAsync(this Person person) => [.. (await person.Page.EvaluateAsync<string>("() => window.told.join(' ')")).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
