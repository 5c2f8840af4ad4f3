using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The dispatcher's board under real hands: mouse, finger, keyboard, and two at once. A site a test.</summary>
public sealed class BoardTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Tomorrow = "/staff/board?date=2026-11-25";
    private static readonly LocalDate Day = new(2026, 11, 25);
    private readonly CleveSecApp app = new();
    private StaffMember dana = null!;
    private StaffMember luis = null!;
    private Job job = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        luis = await app.Data.StaffAsync(StaffRole.Technician, "Luis O'Brien-Muñoz");
        job = await app.Data.JobAsync(JobStatus.Scheduled, dana, At(10));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Drag_WithTheMouse_MovesAndIsTakenBack()
    {
        await using var person = await DispatcherAsync();
        await DragAsync(person, At(10, 45));

        await Assertions.Expect(Status(person)).ToContainTextAsync("Planned for Wed, Nov 25, 10:45 am");
        await Assertions.Expect(Row(person, luis).Locator(Card)).ToBeVisibleAsync();
        Assert.Equal((luis.Id, At(10, 45)), await StandsAsync());

        await Status(person).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(Status(person)).ToContainTextAsync("Taken back.");
        Assert.Equal((dana.Id, At(10)), await StandsAsync());
        await Assertions.Expect(Row(person, dana).Locator(Card)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Drag_WithAFinger_MovesAfterResting()
    {
        await using var person = await DispatcherAsync();
        var (from, to) = (await MiddleAsync(person.Page.Locator(Card)), await PointAsync(person, luis, At(10, 45)));
        var touch = await person.Page.Context.NewCDPSessionAsync(person.Page);
        async Task SendAsync(string type, float x, float y) => await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } },
        });
        await SendAsync("touchStart", from.X, from.Y);
        await Assertions.Expect(person.Page.Locator(".is-moving")).ToHaveCountAsync(1);
        await SendAsync("touchMove", to.X, to.Y - 3);
        await SendAsync("touchMove", to.X, to.Y);
        await SendAsync("touchEnd", to.X, to.Y);

        await Assertions.Expect(Status(person)).ToContainTextAsync("Planned for");
        Assert.Equal(luis.Id, (await StandsAsync()).TechnicianId);
    }

    [Fact]
    public async Task Keyboard_Alone_MovesPutsBackAndAsksAReason()
    {
        await using var person = await DispatcherAsync();
        var card = person.Page.Locator(Card);
        await card.FocusAsync();
        await person.Page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(Status(person)).ToContainTextAsync("10:15 am with Dana Park. Enter moves it there, Escape puts it back.");
        await person.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Status(person)).ToContainTextAsync("Casey Morgan is back where it was.");
        await Assertions.Expect(card).ToBeFocusedAsync();

        await person.Page.Keyboard.PressAsync("Alt+ArrowRight");
        await person.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(Status(person)).ToContainTextAsync("10:15 am with Luis");
    }

    [Fact]
    public async Task Keyboard_OutOfThePromise_NeedsAReasonAndKeepsFocus()
    {
        await using var person = await DispatcherAsync();
        await person.Page.Locator(Card).FocusAsync();
        for (var i = 0; i < 14; i++)
        {
            await person.Page.Keyboard.PressAsync("Alt+ArrowRight");
        }

        await person.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator("#why")).ToContainTextAsync("It leaves the promised window");
        await person.AssertAccessibleAsync("board asks a reason");
        await person.Page.Keyboard.TypeAsync("The customer called");
        await person.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Status(person)).ToContainTextAsync("Planned for Wed, Nov 25, 1:30 pm");
        await Assertions.Expect(person.Page.Locator(Card)).ToBeFocusedAsync();
        Assert.Equal(At(13, 30), (await StandsAsync()).Start);
    }

    [Fact]
    public async Task Race_OfTwoDispatchers_OneWinsTheOthersCardGoesBackAndSaysWhy()
    {
        await using var first = await DispatcherAsync();
        await using var second = await DispatcherAsync();
        await second.Page.Locator(Card).FocusAsync();
        await second.Page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(first.Page.Locator("[data-mover*='is moving this']")).ToHaveCountAsync(1);
        await DragAsync(first, At(10, 45));
        await Assertions.Expect(Status(first)).ToContainTextAsync("Planned for");

        // What is in the hand stays in it; letting go says what happened meanwhile.
        await Assertions.Expect(second.Page.Locator(".sketch")).ToHaveCountAsync(1);
        await second.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Status(second)).ToContainTextAsync("is back where it was. Somebody else changed this job a moment ago.");
        Assert.Equal((luis.Id, At(10, 45)), await StandsAsync());
        await Assertions.Expect(Row(second, luis).Locator(Card)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Move_OfSomebodyElse_ShowsMarkedWithoutTakingFocusOrScroll()
    {
        await using var first = await DispatcherAsync();
        await using var second = await DispatcherAsync();
        await second.Page.Locator(".board-filter summary").FocusAsync();
        await DragAsync(first, At(10, 45));

        await Assertions.Expect(Row(second, luis).Locator(".is-changed " + "a.visit")).ToBeVisibleAsync();
        await Assertions.Expect(second.Page.Locator(".board-filter summary")).ToBeFocusedAsync();
        await Assertions.Expect(Row(second, dana).Locator(Card)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tray_JobInSomebodysHand_SaysWhose()
    {
        var waiting = await app.Data.JobAsync();
        await using var first = await DispatcherAsync();
        await using var second = await DispatcherAsync();
        await first.Page.Locator($"#v-{waiting.Number}").FocusAsync();
        await first.Page.Keyboard.PressAsync("Alt+ArrowDown");

        var box = second.Page.Locator(".tray__job[data-mover]");
        await Assertions.Expect(box).ToHaveCountAsync(1);
        Assert.Contains("is moving this", await box.EvaluateAsync<string>("(box) => getComputedStyle(box, '::after').content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tray_Keyboard_PlansAWaitingJob()
    {
        var waiting = await app.Data.JobAsync();
        await using var person = await DispatcherAsync();
        await person.Page.Locator($"#v-{waiting.Number}").FocusAsync();
        await person.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(Status(person)).ToContainTextAsync("8 am with Dana Park");
        await person.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await person.Page.Keyboard.PressAsync("Alt+ArrowRight");
        await person.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Row(person, luis).Locator($"#v-{waiting.Number}")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator(".tray")).ToContainTextAsync("Nothing waits.");
    }

    [Fact]
    public async Task Tray_BestTime_IsTakenWithOneClick()
    {
        var waiting = await app.Data.JobAsync();
        await using var person = await DispatcherAsync();
        await person.Page.Locator(".tray__best summary").ClickAsync();
        await person.Page.Locator(".tray__best .best__take").First.ClickAsync();

        await Assertions.Expect(Status(person)).ToContainTextAsync("Planned for");
        Assert.NotNull((await app.Data.LoadAsync(waiting.Id)).LiveVisit);
    }

    [Fact]
    public async Task DragOverFreeTime_OpensOtherWorkFilledIn()
    {
        await using var person = await DispatcherAsync();
        var (from, to) = (await PointAsync(person, luis, At(14)), await PointAsync(person, luis, At(16)));
        await person.Page.Mouse.MoveAsync(from.X + 2, from.Y);
        await person.Page.Mouse.DownAsync();
        await person.Page.Mouse.MoveAsync(to.X - 2, to.Y);
        await person.Page.Mouse.UpAsync();

        await Assertions.Expect(person.Page.Locator("#Input_From")).ToHaveValueAsync("14:00");
        await Assertions.Expect(person.Page.Locator("#Input_To")).ToHaveValueAsync("16:00");
        await Assertions.Expect(person.Page.Locator($"input[value='{luis.Id}']")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Card_Opened_StandsInAPanel()
    {
        await using var person = await DispatcherAsync();
        await person.Page.Locator(Card).ClickAsync();

        await Assertions.Expect(person.Page.Locator("#panel #card h1")).ToHaveTextAsync("Casey Morgan");
        await person.AssertAccessibleAsync("board with a card open");
    }

    private const string Card = "a.visit[data-start][data-movable='true']";

    private static Instant At(int hour, int minute = 0) => Day.At(new NodaTime.LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();

    private static ILocator Status(Person person) => person.Page.Locator("#said");

    private static ILocator Row(Person person, StaffMember technician) => person.Page.Locator($".row[data-technician='{technician.Id}']");

    private async Task<(Guid TechnicianId, Instant Start)> StandsAsync()
    {
        var visit = (await app.Data.LoadAsync(job.Id)).LiveVisit!;
        return (visit.TechnicianId, visit.WorkStart);
    }

    private async Task<Person> DispatcherAsync()
    {
        var person = await browser.PersonAsync(app, Browser.Desk);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        await person.GoAsync(Tomorrow);
        return person;
    }

    /// <summary>Takes the card at its left edge and drops it with Luis.</summary>
    private async Task DragAsync(Person person, Instant to)
    {
        var box = (await person.Page.Locator(Card).BoundingBoxAsync())!;
        var target = await PointAsync(person, luis, to);
        await person.Page.Mouse.MoveAsync(box.X + 3, box.Y + (box.Height / 2));
        await person.Page.Mouse.DownAsync();
        await person.Page.Mouse.MoveAsync(box.X + 20, box.Y + (box.Height / 2) + 10);
        await person.Page.Mouse.MoveAsync(target.X + 3, target.Y, new() { Steps = 5 });
        await person.Page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> MiddleAsync(ILocator locator) => await locator.BoundingBoxAsync() is { } box ? (box.X + (box.Width / 2), box.Y + (box.Height / 2)) : default;

    private static async Task<(float X, float Y)> PointAsync(Person person, StaffMember technician, Instant at)
    {
        var lane = (await Row(person, technician).Locator(".lane").BoundingBoxAsync())!;
        return (lane.X + (lane.Width * (float)((at - At(7)).TotalHours / 12)), lane.Y + (lane.Height / 2));
    }
}
