using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Data;

/// <summary>What is asked often is planned once for each connection, and nothing is compiled.</summary>
public sealed class PreparedStatementTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Query_AskedAgainAndAgain_IsPrepared() => app.DbAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(Ct);
        for (var i = 0; i < 6; i++)
        {
            await db.Jobs.CountAsync(Ct);
        }

        var prepared = await db.Database.SqlQuery<string>($"select statement as \"Value\" from pg_prepared_statements").ToListAsync(Ct);
        Assert.Contains(prepared, statement => statement.Contains("FROM jobs", StringComparison.Ordinal));
        return prepared.Count;
    });

    [Fact]
    public Task Connection_OfTheSite_CompilesNothing() => app.DbAsync(async db =>
    {
        var jit = await db.Database.SqlQuery<string>($"select current_setting('jit') as \"Value\"").SingleAsync(Ct);
        Assert.Equal("off", jit);
        return jit;
    });
}
