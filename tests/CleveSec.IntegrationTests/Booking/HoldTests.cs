using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>A window that is kept while somebody types is free for nobody else, for ten minutes.</summary>
public sealed class HoldTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Hold_TwoBrowsersForTheOneTechnician_TheSecondSeesTheNearestFreeOnes()
    {
        var (window, _) = await OneTechnicianAsync();

        var first = await HoldAsync("first", window);
        var second = await HoldAsync("second", window);

        Assert.Equal(app.Clock.Now + BookingRules.HoldTime, Assert.IsType<HoldOutcome.Held>(first).Until);
        var taken = Assert.IsType<HoldOutcome.WindowTaken>(second);
        Assert.NotEmpty(taken.Nearest);
        Assert.DoesNotContain(window, taken.Nearest.Select(offer => offer.Window));
        Assert.DoesNotContain(window, await FreeAsync());
    }

    [Fact]
    public async Task Current_OwnBrowser_GetsItsHoldBackAndNobodyElseDoes()
    {
        var (window, _) = await OneTechnicianAsync();
        await HoldAsync("mine", window);

        var mine = await CurrentAsync("mine");

        Assert.Equal((window, app.Clock.Now + BookingRules.HoldTime, TestData.Zip), (mine!.Window, mine.Until, mine.Zip));
        Assert.Null(await CurrentAsync("other"));
        Assert.Null(await CurrentAsync(null));
        Assert.Contains(window, await FreeAsync(mine.VisitId));
    }

    [Fact]
    public async Task Hold_AnotherWindow_ReplacesTheOwnOne()
    {
        var (first, second) = await OneTechnicianAsync();
        await HoldAsync("mine", first);

        Assert.IsType<HoldOutcome.Held>(await HoldAsync("mine", second));

        Assert.Equal(second, (await CurrentAsync("mine"))!.Window);
        Assert.Equal(1, await CountAsync());
        Assert.Contains(first, await FreeAsync());
    }

    [Fact]
    public async Task Hold_AnotherWindowThatIsTaken_KeepsTheOwnOne()
    {
        var (first, second) = await OneTechnicianAsync();
        await HoldAsync("other", second);
        await HoldAsync("mine", first);

        Assert.IsType<HoldOutcome.WindowTaken>(await HoldAsync("mine", second));

        Assert.Equal(first, (await CurrentAsync("mine"))!.Window);
    }

    [Fact]
    public async Task Release_Hold_IsFreeAtOnce()
    {
        var (window, _) = await OneTechnicianAsync();
        await HoldAsync("mine", window);

        await ReleaseAsync(app, "mine");

        Assert.Null(await CurrentAsync("mine"));
        Assert.IsType<HoldOutcome.Held>(await HoldAsync("other", window));
    }

    /// <summary>The row is still there, on a node whose clock is the same: without the deletion inside the lock the constraint would refuse.</summary>
    [Fact]
    public async Task Hold_AfterTheOtherOneRanOut_IsTakenOnAnotherNode()
    {
        var (window, _) = await OneTechnicianAsync();
        await HoldAsync("slow", window);
        await using var node = new CleveSecApp(new AppOptions { Database = app.Database });
        await node.InitializeAsync();
        node.Clock.Now = app.Clock.Now + BookingRules.HoldTime - Duration.FromSeconds(1);
        Assert.IsType<HoldOutcome.WindowTaken>(await HoldAsync("quick", window, node));

        node.Clock.Advance(Duration.FromSeconds(1));

        Assert.IsType<HoldOutcome.Held>(await HoldAsync("quick", window, node));
        Assert.Equal(1, await CountAsync());
        app.Clock.Now = node.Clock.Now;
        Assert.Null(await CurrentAsync("slow"));
    }

    [Fact]
    public async Task Hold_ThousandByOneNetwork_GetsAFewAndIsToldSo()
    {
        for (var i = 0; i < 3; i++)
        {
            await app.Data.StaffAsync(StaffRole.Technician);
        }

        var windows = await FreeAsync();
        var outcomes = new List<HoldOutcome>();
        foreach (var batch in Enumerable.Range(0, 1000).Chunk(50))
        {
            outcomes.AddRange(await Task.WhenAll(batch.Select(i => HoldAsync($"browser {i}", windows[i % windows.Count], network: "198.51.100.7"))));
        }

        Assert.InRange(outcomes.Count(outcome => outcome is HoldOutcome.Held), 1, RateLimit.HoldsByAddress.Most);
        Assert.True(outcomes.Count(outcome => outcome is HoldOutcome.TooMany) >= 1000 - RateLimit.HoldsByAddress.Most);
        Assert.IsType<HoldOutcome.Held>(await HoldAsync("somebody else", windows[^1], network: "198.51.100.8"));
    }

    [Fact]
    public async Task Hold_ZipOutsideOrWindowOfNoCalendar_IsRefused()
    {
        var (window, _) = await OneTechnicianAsync();

        Assert.IsType<HoldOutcome.OutsideArea>(await app.WithAsync<HoldWindow, HoldOutcome>(holds => holds.RunAsync(new HoldRequest("mine", Wish with { Zip = "90210" }, window.Start), Ct)));
        Assert.IsType<HoldOutcome.WindowTaken>(await HoldAsync("mine", new Interval(window.Start + Duration.FromMinutes(1), window.End)));
        Assert.IsType<HoldOutcome.WindowTaken>(await HoldAsync("mine", new Interval(window.Start - Duration.FromDays(400), window.End)));
        Assert.Equal(0, await CountAsync());
    }

    /// <summary>Eight requests of one browser at once, each for another window: one hold is left, nothing breaks.</summary>
    [Fact]
    public async Task Hold_OneBrowserInManyTabsAtOnce_HasOneHold()
    {
        await OneTechnicianAsync();
        var windows = await FreeAsync();

        var outcomes = await Task.WhenAll(windows.Take(8).Select(window => HoldAsync("mine", window)));

        Assert.All(outcomes, outcome => Assert.IsType<HoldOutcome.Held>(outcome));
        Assert.Equal(1, await CountAsync());
    }

    /// <summary>The stop after a hold is driven to from the hold, and from the stop before once the hold is gone.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Drive_OfWhatFollows_IsWrittenAnewWhenAHoldComesAndGoes(bool released)
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var first = (await FreeAsync()).First(window => TechnicianLock.DateOf(window.Start) > TechnicianLock.DateOf(app.Clock.Now) && window.Start.InZone(BookingRules.Zone).Hour == 8);
        var job = await app.Data.JobAsync(Domain.Jobs.JobStatus.Scheduled, technician, first.Start + Duration.FromHours(5));
        var visit = job.Visits[0].Id;
        await app.Database.AsOwnerAsync("update visits set occupied_start = work_start - interval '5 minutes'");

        Assert.IsType<HoldOutcome.Held>(await app.WithAsync<HoldWindow, HoldOutcome>(holds => holds.RunAsync(new HoldRequest("far", Wish with { Zip = Far }, first.Start), Ct)));
        var fromHold = await DriveAsync(visit);
        if (released)
        {
            await ReleaseAsync(app, "far");
        }
        else
        {
            app.Clock.Advance(BookingRules.HoldTime);
            await HoldAsync("near", (await FreeAsync())[^1]);
        }

        Assert.True(fromHold > Duration.FromMinutes(10), $"{fromHold}");
        Assert.Equal(Duration.FromMinutes(5), await DriveAsync(visit));
    }

    private const string Far = "44077";

    private static WindowWish Wish => new(TestData.Zip, Service.RecoveryId, [RecorderBrand.Dahua]);

    /// <summary>One technician, and the first two windows of a day with nothing in it. In each is room for one visit.</summary>
    private async Task<(Interval First, Interval Second)> OneTechnicianAsync()
    {
        await app.Data.StaffAsync(StaffRole.Technician, more: OneVisitAWindow);
        var day = (await FreeAsync()).GroupBy(window => TechnicianLock.DateOf(window.Start)).Skip(1).First().ToList();
        return (day[0], day[1]);
    }

    private static void OneVisitAWindow(StaffMember staff) => staff.WorkWeekly(Enumerable.Range(1, 5).SelectMany(day => new[]
    {
        new WorkingHours((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(9, 45)),
        new WorkingHours((IsoDayOfWeek)day, new LocalTime(10, 30), new LocalTime(12, 15)),
    }));

    private Task<HoldOutcome> HoldAsync(string browser, Interval window, CleveSecApp? node = null, string? network = null) =>
        (node ?? app).WithAsync<HoldWindow, HoldOutcome>(holds => holds.RunAsync(new HoldRequest(browser, Wish, window.Start, network), Ct));

    private static Task<bool> ReleaseAsync(CleveSecApp node, string browser) => node.WithAsync<HoldWindow, bool>(async holds =>
    {
        await holds.ReleaseAsync(browser, Ct);
        return true;
    });

    private Task<CurrentHold?> CurrentAsync(string? browser) => app.WithAsync<HoldQuery, CurrentHold?>(holds => holds.CurrentAsync(browser, Ct));

    private Task<List<Interval>> FreeAsync(Guid? except = null) => app.WithAsync<FreeWindowsQuery, List<Interval>>(async free =>
        [.. (await free.RunAsync(Wish with { ExceptVisit = except }, Ct)).Select(offer => offer.Window)]);

    private Task<int> CountAsync() => app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct));

    private Task<Duration> DriveAsync(Guid visitId) => app.DbAsync(async db =>
    {
        var visit = await db.Visits.AsNoTracking().SingleAsync(row => row.Id == visitId, Ct);
        return visit.WorkStart - visit.OccupiedStart;
    });
}
