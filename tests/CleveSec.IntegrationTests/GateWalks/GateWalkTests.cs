using System.Collections.Concurrent;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.GateWalks;

/// <summary>
/// Random people send the site random forms about a job, old, foreign and forged ones among them, and SQL passes the domain by: nobody gets past the gate without verified ownership, nothing answers
/// 500, and who has no right changes nothing. A failure prints the seed and the whole walk; set CLEVESEC_SEED to see it again.
/// </summary>
public sealed class GateWalkTests(CleveSecApp app, ITestOutputHelper output) : IClassFixture<CleveSecApp>
{
    private const int Walks = 200;

    /// <summary>Of the long form: a hundred times as many, on sites that are each used long enough to be warm.</summary>
    private const int Sites = 10;
    private const int WalksOfASite = 100 * Walks / Sites;

    [Fact]
    public async Task Walk_OverHttpAndSql_TheGateHolds()
    {
        var reached = await RunAsync(app, Walks, Seed());

        // A walk that reaches nothing proves nothing.
        output.WriteLine(string.Join(", ", reached.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        int Times(params string[] names) => names.Sum(name => reached.GetValueOrDefault(name));
        Assert.All(
            [Times("verify", "verify approved", "override"), Times("attempt", "start"), Times("ask the vendor", "write a letter"), Times("ask a second person", "ask by telephone"), Times("SQL refused"), Times("SQL taken")],
            times => Assert.InRange(times, 10, int.MaxValue));
        Assert.False(reached.ContainsKey("verify with too little"), "Too little was enough.");
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Walk_OverHttpAndSqlALongTime_TheGateHolds()
    {
        var seed = Seed();
        var breaches = new ConcurrentQueue<string>();

        // More than there are processors: a walk often waits for the database.
        await Parallel.ForEachAsync(Enumerable.Range(0, Sites), new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken }, async (site, _) =>
        {
            await using var fresh = new CleveSecApp();
            await fresh.InitializeAsync();
            try
            {
                await RunAsync(fresh, WalksOfASite, seed + site);
            }
            catch (Xunit.Sdk.XunitException breach)
            {
                // The other sites go on: what they find may be something else.
                breaches.Enqueue(breach.Message);
            }
        });
        Assert.True(breaches.IsEmpty, string.Join("\n\n", breaches));
    }

    [Theory]
    [InlineData("alter table reset_attempts disable trigger user")]
    [InlineData("alter table vendor_cases disable trigger user")]
    [InlineData("alter table jobs disable trigger user")]
    public async Task Walk_WithoutOneOfTheDatabasesGates_IsCaught(string off)
    {
        await using var open = new CleveSecApp();
        await open.InitializeAsync();
        await open.Database.AsOwnerAsync(off);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => RunAsync(open, Walks, Seed()));
    }

    private static async Task<Dictionary<string, int>> RunAsync(CleveSecApp app, int walks, int seed)
    {
        await using var crowd = await GateCrowd.ComeAsync(app);
        var reached = new Dictionary<string, int>();
        for (var i = 0; i < walks; i++)
        {
            var walk = await GateWalk.BeginAsync(app, crowd, new Random(unchecked((seed * 397) + i)));
            Assert.True((await walk.GoAsync() is var breach) && breach is null, $"seed {seed}, walk {i}: {breach}");
            await walk.EndAsync();
            walk.Reached.ForEach(name => reached[name] = reached.GetValueOrDefault(name) + 1);
        }

        return reached;
    }

    private int Seed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CLEVESEC_SEED"), out var given) ? given : Random.Shared.Next(int.MaxValue / 2);
        output.WriteLine($"seed {seed}");
        return seed;
    }
}
