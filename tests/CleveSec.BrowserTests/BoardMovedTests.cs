using System.Globalization;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>A card moved elsewhere stands at its new place before its row has come, and in nobody's way.</summary>
public sealed class BoardMovedTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 25);

    private readonly CleveSecApp app = new();
    private readonly TaskCompletionSource release = new();
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

    [Fact]
    public async Task Card_MovedElsewhere_StandsThereWithItsTimeAndFocusBeforeItsRowHasCome()
    {
        await using var person = await BoardWithoutRowsAsync();
        await person.Card(job.Number).FocusAsync();

        await MoveAsync(luis, Moves.At(Day, 11, 15));

        var card = person.Page.Locator($".row[data-technician='{luis.Id}'] #v-{job.Number}");
        await Assertions.Expect(card).ToContainTextAsync("11:15 am");
        await Assertions.Expect(card).ToBeFocusedAsync();
        await Assertions.Expect(person.Page.Locator(".card-box.h4.m3.is-changed")).ToHaveCountAsync(1);
        await Assertions.Expect(person.Page.Locator(".card-box")).ToHaveCountAsync(1);
        await Assertions.Expect(person.Page.Locator(".card-box")).ToHaveAttributeAsync("aria-busy", "true");
        await Assertions.Expect(person.Page.Locator($".row[data-technician='{luis.Id}'] .row__empty")).ToHaveCountAsync(0);

        release.SetResult();
        await person.ShowsTheTruthAsync(app, Day);
        Assert.Equal("11:15 am", (await card.Locator("span").InnerTextAsync())[..8]);
    }

    /// <summary>That is the order of the keyboard, of screen readers and of a phone.</summary>
    [Fact]
    public async Task Card_MovedElsewhere_StandsBeforeWhatComesLater()
    {
        var early = await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Day, 7));
        var late = await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Day, 16));
        await using var person = await BoardWithoutRowsAsync();
        var drives = await person.Page.Locator(".drive").CountAsync();

        await MoveAsync(dana, Moves.At(Day, 8, 30), late);

        await StandsAtAsync(person, late, Moves.At(Day, 8, 30));
        Assert.Equal(
            [early.Number, late.Number, job.Number],
            await person.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.lane a.visit')].map((card) => card.dataset.job)"));
        await Assertions.Expect(person.Page.Locator(".drive")).ToHaveCountAsync(drives - 1);

        release.SetResult();
        await person.ShowsTheTruthAsync(app, Day);
    }

    /// <summary>What was on its way before would put it back, beside itself.</summary>
    [Fact]
    public async Task Row_ReadBeforeTheMove_IsNotShownAfterIt()
    {
        var other = await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Day, 13));
        await using var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);
        var (tries, read) = (0, new TaskCompletionSource());
        await person.Page.RouteAsync($"**handler=Row*{dana.Id}**", async route =>
        {
            var answer = await route.FetchAsync();
            if (++tries == 1)
            {
                read.SetResult();
                await release.Task;
            }

            await route.FulfillAsync(new() { Response = answer });
        });
        await person.Page.EvaluateAsync("""
            (id) => new MutationObserver(() => { window.twice ||= document.querySelectorAll(`[id="${id}"]`).length > 1; }).observe(document.querySelector(".board"), { childList: true, subtree: true })
            """, $"v-{job.Number}");
        await MoveAsync(dana, Moves.At(Day, 14), other);
        await read.Task;

        await MoveAsync(luis, Moves.At(Day, 11, 15));
        await Assertions.Expect(person.Page.Locator($".row[data-technician='{luis.Id}'] #v-{job.Number}")).ToHaveCountAsync(1);
        release.SetResult();

        await person.ShowsTheTruthAsync(app, Day);
        Assert.False(await person.Page.EvaluateAsync<bool>("() => window.twice ?? false"));
    }

    /// <summary>Whoever holds a card sees its row stand still.</summary>
    [Fact]
    public async Task Card_MovedElsewhereWhileItIsHeldHere_StaysUntilItIsLetGo()
    {
        var other = await app.Data.JobAsync(JobStatus.Scheduled, luis, Moves.At(Day, 10));
        var third = await app.Data.JobAsync(JobStatus.Scheduled, luis, Moves.At(Day, 15));
        await using var person = await BoardWithoutRowsAsync();
        await person.Card(job.Number).FocusAsync();
        await person.Page.Keyboard.PressAsync("Alt+ArrowRight");

        await MoveAsync(dana, Moves.At(Day, 13));
        await MoveAsync(dana, Moves.At(Day, 16), third);
        await MoveAsync(luis, Moves.At(Day, 12), other);

        // The last one shows that all were heard of.
        await StandsAtAsync(person, other, Moves.At(Day, 12));
        await StandsAtAsync(person, third, Moves.At(Day, 15));
        await StandsAtAsync(person, job, Moves.At(Day, 10));

        release.SetResult();
        await person.Page.Keyboard.PressAsync("Escape");
        await person.ShowsTheTruthAsync(app, Day);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(19)]
    [InlineData(34)]
    public async Task Card_MovedBeyondWhatTheBoardShows_WaitsForTheBoard(int hour)
    {
        var other = await app.Data.JobAsync(JobStatus.Scheduled, luis, Moves.At(Day, 10));
        await using var person = await BoardWithoutRowsAsync();

        await MoveAsync(dana, Moves.At(Day.PlusDays(hour / 24), hour % 24));
        await MoveAsync(luis, Moves.At(Day, 12), other);

        await StandsAtAsync(person, other, Moves.At(Day, 12));
        await StandsAtAsync(person, job, Moves.At(Day, 10));

        release.SetResult();
        await person.ShowsTheTruthAsync(app, Day);
    }

    [Fact]
    public async Task Card_ThatShowsALaterMove_IsNotPutBackByAnEarlierOne()
    {
        await using var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);
        var visit = await app.VisitAsync(job.Id);

        var found = await person.Page.EvaluateAsync<bool[]>("""
            async ([id, sequence]) => {
              const { cardOf } = await import("/js/board-moved.js");
              return [-1, 0, 1].map((more) => cardOf(document.querySelector(".board"), { id, now: { sequence: sequence + more } }) !== null);
            }
            """, new object[] { visit!.Id, visit.Sequence });

        Assert.Equal([false, false, true], found);
    }

    /// <summary>A board that shows the truth and whose rows are held up on their way from then on.</summary>
    private async Task<Person> BoardWithoutRowsAsync()
    {
        var person = await browser.BoardAsync(app, Day);
        await person.ShowsTheTruthAsync(app, Day);
        await person.Page.RouteAsync("**handler=Row**", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        return person;
    }

    private static Task StandsAtAsync(Person person, Job which, Instant start) =>
        Assertions.Expect(person.Card(which.Number)).ToHaveAttributeAsync("data-start", start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private async Task MoveAsync(StaffMember technician, Instant at, Job? moved = null)
    {
        var which = moved ?? job;
        var answer = await mover.MoveAsync(which, technician.Id, at, Moves.SeenOf(await app.VisitAsync(which.Id)), "As it comes");
        Assert.True(answer.Status == 200, $"{answer.Status} {answer.Why}");
    }
}
