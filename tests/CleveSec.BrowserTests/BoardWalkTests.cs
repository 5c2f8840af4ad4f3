using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>Five dispatchers move whatever they see to wherever they like, and every open screen, whatever befalls it meanwhile, ends with what the database holds.</summary>
public sealed class BoardWalkTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const int Clients = 5;
    private const int MovesEach = 12;
    private static readonly LocalDate Day = new(2026, 11, 25);
    private readonly CleveSecApp first = new();
    private readonly List<StaffMember> technicians = [];
    private readonly List<Job> jobs = [];
    private readonly SemaphoreSlim tried = new(0);
    private CleveSecApp second = null!;

    public async ValueTask InitializeAsync()
    {
        await first.InitializeAsync();
        second = new CleveSecApp(new AppOptions { Database = first.Database });
        await second.InitializeAsync();
        for (var i = 0; i < 3; i++)
        {
            technicians.Add(await first.Data.StaffAsync(StaffRole.Technician, $"Technician {i}"));
            jobs.Add(await first.Data.JobAsync(JobStatus.Scheduled, technicians[i], Moves.At(Day, 9)));
            jobs.Add(await first.Data.JobAsync(JobStatus.Scheduled, technicians[i], Moves.At(Day, 13)));
            jobs.Add(await first.Data.JobAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
        tried.Dispose();
    }

    [Fact]
    public async Task Moves_OfFiveClients_LeaveNoOverlapAndTheSameOnEveryScreen()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        await using var front = new Relay(second.Address);
        await using var here = await browser.BoardAsync(first, Day);
        await using var there = await browser.BoardAsync(first, Day, through: second.Address);
        await using var cut = await browser.BoardAsync(first, Day, through: front.Address);
        await using var offline = await browser.BoardAsync(first, Day, Browser.Tablet);
        await using var phone = await browser.BoardAsync(first, Day, Browser.Phone, second.Address);

        var walks = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => WalkAsync(new Random(seed + client), client % 2 == 0 ? first : second)));
        await TriedAsync(Clients, walks);
        front.Cut();
        await offline.Page.Context.SetOfflineAsync(true);
        await TriedAsync(Clients * MovesEach / 2, walks);
        front.Mend();
        await offline.Page.Context.SetOfflineAsync(false);
        var answers = (await walks).SelectMany(one => one).ToList();

        Assert.True(answers.TrueForAll(status => status is 200 or 409), $"seed {seed}: {string.Join(' ', answers)}");
        Assert.Contains(200, answers);
        Assert.Equal(0, await DoubleBookings.CountAsync(first.Database));
        foreach (var (person, name) in new[] { (here, "first node"), (there, "second node"), (cut, "cut"), (offline, "offline"), (phone, "phone") })
        {
            await person.ShowsTheTruthAsync(first, Day, $"seed {seed}, {name}:");
            person.TakeTrouble();
        }
    }

    /// <summary>Each looks at the card as it stands, then moves it, to another day at times, or takes it off; somebody else may be quicker meanwhile.</summary>
    private async Task<List<int>> WalkAsync(Random random, CleveSecApp node)
    {
        using var client = await node.Data.SignInAsync(StaffRole.Dispatcher);
        var statuses = new List<int>();
        for (var i = 0; i < MovesEach; i++)
        {
            var job = jobs[random.Next(jobs.Count)];
            var visit = await node.VisitAsync(job.Id);
            var to = Moves.At(random.Next(6) == 0 ? Day.PlusDays(1) : Day, 8 + random.Next(9), 15 * random.Next(4));
            var takeOff = visit is not null && random.Next(5) == 0;
            var moved = await client.MoveAsync(job, technicians[random.Next(technicians.Count)].Id, to, Moves.SeenOf(visit), "As it comes", takeOff ? "?handler=TakeOff" : "");
            statuses.Add(moved.Status);
            tried.Release();
        }

        return statuses;
    }

    /// <summary>Until so many moves more have been tried, or all walks have ended.</summary>
    private async Task TriedAsync(int moves, Task walks)
    {
        for (var i = 0; i < moves && !walks.IsCompleted; i++)
        {
            await Task.WhenAny(tried.WaitAsync(TestContext.Current.CancellationToken), walks);
        }
    }
}
