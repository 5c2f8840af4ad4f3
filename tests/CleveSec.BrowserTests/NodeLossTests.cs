using System.Diagnostics;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>Two nodes on one database, and the one a board hangs on dies.</summary>
public sealed class NodeLossTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private LocalDate day;
    private StaffMember dana = null!;
    private StaffMember luis = null!;
    private Job job = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();

        // The node that dies is a process of its own and goes by the real time.
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant();
        day = app.Clock.Now.InZone(BookingRules.Zone).Date.Next(IsoDayOfWeek.Wednesday);
        dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        luis = await app.Data.StaffAsync(StaffRole.Technician, "Luis O'Brien-Muñoz");
        job = await app.Data.JobAsync(JobStatus.Scheduled, dana, Moves.At(day, 10));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Node_Killed_BoardGoesOnThroughTheOtherAndMissesNothing()
    {
        await using var dying = await SiteProcess.StartAsync(app.Database);
        await using var front = new Relay(dying.Address, app.Address);
        await using var left = await browser.BoardAsync(app, day, through: front.Address);
        await using var right = await browser.BoardAsync(app, day);
        using var mover = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await left.ListenAsync();
        var before = await LastChangeAsync();
        await MoveAsync(mover, luis, Moves.At(day, 10, 15));
        await left.ShowsTheTruthAsync(app, day);
        Assert.True(front.OpenTo(dying.Address) > 0 && front.OpenTo(app.Address) == 0, "The board hangs on the node that is to die.");

        dying.Kill9();
        var since = Stopwatch.StartNew();
        await MoveAsync(mover, dana, Moves.At(day, 10, 30));
        await left.ShowsTheTruthAsync(app, day);
        TestContext.Current.TestOutputHelper?.WriteLine($"shown through the other node {since.ElapsedMilliseconds} ms after the first one was killed");
        await MoveAsync(mover, luis, Moves.At(day, 10, 45));

        await left.ShowsTheTruthAsync(app, day);
        await right.ShowsTheTruthAsync(app, day);
        await left.IsLiveAsync();
        Assert.Equal(await ChangesAsync(before), (await left.ToldAsync()).Order(StringComparer.Ordinal));
    }

    private async Task MoveAsync(SiteClient mover, StaffMember technician, Instant start)
    {
        var moved = await mover.MoveAsync(job, technician.Id, start, Moves.SeenOf(await app.VisitAsync(job.Id)));
        Assert.True(moved.Status == 200, $"{moved.Status} {moved.Why} {string.Join(' ', moved.Rules)}");
    }

    private async Task<long> LastChangeAsync() => (long)(await app.Database.AsOwnerAsync("select coalesce(max(id), 0) from change_feed"))!;

    private async Task<IEnumerable<string>> ChangesAsync(long after) =>
        ((string)(await app.Database.AsOwnerAsync("select string_agg(id::text, ' ') from change_feed where topic = 'visit' and id > $1", after))!).Split(' ').Order(StringComparer.Ordinal);
}
