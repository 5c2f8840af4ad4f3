using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>A board on a laptop that is closed for a while: nothing runs in it, its connections end, and others go on moving.</summary>
public sealed class SleepTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 25);
    private readonly CleveSecApp app = new();
    private readonly List<StaffMember> technicians = [];
    private readonly List<Job> jobs = [];

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        for (var i = 0; i < 10; i++)
        {
            technicians.Add(await app.Data.StaffAsync(StaffRole.Technician, $"Technician {(char)('A' + i)}"));
            jobs.Add(await app.Data.JobAsync(JobStatus.Scheduled, technicians[i], Moves.At(Day, 10)));
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Sleep_MovesMeanwhile_WakesToTheTruthWithFocusAndScroll()
    {
        await using var front = new Relay(app.Address);
        await using var sleeper = await browser.BoardAsync(app, Day, Browser.Tablet, front.Address);
        await sleeper.ListenAsync();
        var stood = await LookAsync(sleeper);
        var wake = await SleepAsync(sleeper, front);

        await MoveAsync();
        await wake();

        await WokenAsync(sleeper, stood);
        Assert.DoesNotContain("reset", await sleeper.ToldAsync());
    }

    [Fact]
    public async Task Sleep_LongerThanTheFeedIsKept_WakesToTheTruthWithFocusAndScroll()
    {
        await using var front = new Relay(app.Address);
        await using var sleeper = await browser.BoardAsync(app, Day, Browser.Tablet, front.Address);
        await sleeper.ListenAsync();

        // The point the browser asks for was read four days ago, by the database's clock, which no test can move.
        await sleeper.Page.RouteAsync("**/staff/live?after=*", route => route.ContinueAsync(new() { Url = FourDaysEarlier(route.Request.Url) }));
        var stood = await LookAsync(sleeper);
        var wake = await SleepAsync(sleeper, front);

        await MoveAsync();
        await app.Database.AsOwnerAsync("delete from change_feed");
        await wake();

        await WokenAsync(sleeper, stood);
        Assert.Contains("reset", await sleeper.ToldAsync());
    }

    /// <summary>To a neighbour, within its day, into the tray, and somebody new with a visit.</summary>
    private async Task MoveAsync()
    {
        using var mover = await app.Data.SignInAsync(StaffRole.Dispatcher);
        foreach (var (job, technician, start) in new[] { (jobs[8], technicians[9], Moves.At(Day, 14)), (jobs[7], technicians[7], Moves.At(Day, 11)), (jobs[6], technicians[7], Moves.At(Day, 15)), (jobs[6], technicians[5], Moves.At(Day, 13)) })
        {
            var moved = await mover.MoveAsync(job, technician.Id, start, Moves.SeenOf(await app.VisitAsync(job.Id)), "While it slept");
            Assert.True(moved.Status == 200, $"{moved.Status} {moved.Why}");
        }

        await mover.MoveAsync(jobs[2], technicians[2].Id, default, Moves.SeenOf(await app.VisitAsync(jobs[2].Id)), handler: "?handler=TakeOff");
        await app.Data.JobAsync(JobStatus.Scheduled, await app.Data.StaffAsync(StaffRole.Technician, "Technician New"), Moves.At(Day, 12));
    }

    /// <summary>Closes the lid; what is returned opens it.</summary>
    private static async Task<Func<Task>> SleepAsync(Person sleeper, Relay front)
    {
        var page = await sleeper.Page.Context.NewCDPSessionAsync(sleeper.Page);
        Task StateAsync(string state) => page.SendAsync("Page.setWebLifecycleState", new() { ["state"] = state });
        await StateAsync("frozen");
        front.Cut();
        return async () =>
        {
            front.Mend();
            await StateAsync("active");
        };
    }

    /// <summary>Somebody looks at a place down and to the right, with the focus on a card that others will move from row to row.</summary>
    /// <returns>Where on the screen a row stands.</returns>
    private async Task<string> LookAsync(Person sleeper)
    {
        await sleeper.Page.SetViewportSizeAsync(Browser.Tablet, 500);
        await sleeper.Card(jobs[8].Number).FocusAsync();
        await sleeper.Page.EvaluateAsync("() => { document.querySelector('.board').scrollLeft = 60; scrollTo(0, document.querySelectorAll('.row')[7].getBoundingClientRect().top + scrollY - 100); }");
        return await PlaceAsync(sleeper);
    }

    private async Task<string> PlaceAsync(Person sleeper) =>
        await sleeper.Page.EvaluateAsync<string>("id => { const box = document.querySelector(`.row[data-technician='${id}'] .lane`).getBoundingClientRect(); return `${Math.round(box.left)} ${Math.round(box.top)}`; }", technicians[8].Id.ToString());

    /// <summary>It shows what is true, in the same place, with the focus where it was.</summary>
    private async Task WokenAsync(Person sleeper, string stood)
    {
        await sleeper.ShowsTheTruthAsync(app, Day);
        await sleeper.IsLiveAsync();
        Assert.Equal($"v-{jobs[8].Number}", await sleeper.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.Equal(stood, await PlaceAsync(sleeper));
    }

    /// <summary>The point in the address of a stream, as if it had been read then.</summary>
    private static string FourDaysEarlier(string address)
    {
        var at = address.LastIndexOf('=') + 1;
        var dot = address.IndexOf('.', at);
        var seconds = long.Parse(address[at..dot], System.Globalization.CultureInfo.InvariantCulture) - (4 * 24 * 3600);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address[..at]}{seconds}{address[dot..]}");
    }
}
