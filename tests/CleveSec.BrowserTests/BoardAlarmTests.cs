using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>What goes wrong stands on an open board by itself: promises in danger, with and without a change, and cards outside of the hours shown.</summary>
public sealed class BoardAlarmTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly LocalDate Today = new(2026, 11, 24);
    private readonly CleveSecApp app = new();
    private StaffMember dana = null!;
    private Job job = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        job = await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(Today, 14));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Absence_OverAPromise_IsAnAlarmUntilItIsTakenBack()
    {
        await using var person = await browser.BoardAsync(app, Today);
        var (alarm, said) = (person.Page.Locator(".alarms h2"), person.Page.Locator("#alarms-said"));
        await Assertions.Expect(alarm).ToHaveCountAsync(0);

        await app.Database.AsOwnerAsync("""insert into staff_absences (id, staff_id, start, "end", reason) values (gen_random_uuid(), $1, $2, $3, 'Dentist')""", dana.Id, Moves.At(Today, 13).ToDateTimeUtc(), Moves.At(Today, 18).ToDateTimeUtc());

        await Assertions.Expect(alarm).ToHaveTextAsync("1 promise in danger");
        await Assertions.Expect(said).ToHaveTextAsync("1 promise in danger");
        await person.Page.Locator(".alarms a").FocusAsync();

        await app.Database.AsOwnerAsync("delete from staff_absences");

        await Assertions.Expect(alarm).ToHaveCountAsync(0);
        await Assertions.Expect(said).ToHaveTextAsync("No promise is in danger any more");
        await Assertions.Expect(person.Page.Locator(".board")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Visit_ThatRunsLateWithoutAChange_IsAnAlarmWithinAMinute()
    {
        app.Clock.Now = Moves.At(Today, 15, 45);
        await using var person = await browser.BoardAsync(app, Today, before: page => page.Clock.InstallAsync());
        await Assertions.Expect(person.Page.Locator(".alarms")).ToHaveCountAsync(0);
        app.Clock.Now = Moves.At(Today, 16, 13);

        await person.Page.Clock.FastForwardAsync(61_000);

        await Assertions.Expect(person.Page.Locator(".alarms h2")).ToHaveTextAsync("1 promise in danger");
    }

    [Fact]
    public async Task Move_BeyondTheHoursShown_ShowsMoreHours()
    {
        await using var person = await browser.BoardAsync(app, Today);
        await Assertions.Expect(person.Page.Locator(".axis__hours > span").Last).ToHaveTextAsync("6 pm");
        using var mover = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var moved = await mover.MoveAsync(job, dana.Id, Moves.At(Today, 20), Moves.SeenOf(await app.VisitAsync(job.Id)), "Agreed by phone");

        Assert.True(moved.Status == 200, $"{moved.Status} {moved.Why}");
        await Assertions.Expect(person.Page.Locator(".axis__hours > span").Last).ToHaveTextAsync("8 pm");
        await Assertions.Expect(person.Page.Locator(".board")).ToHaveAttributeAsync("data-hours", "14");
        await person.ShowsTheTruthAsync(app, Today);
    }
}
