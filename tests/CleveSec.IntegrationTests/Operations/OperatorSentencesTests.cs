using System.Diagnostics;
using CleveSec.Migrations.Commands;
using CleveSec.TestSupport;
using Npgsql;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>The command line as a process: what it tells an operator who set something wrong.</summary>
public sealed class OperatorSentencesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseSettings.SiteVariable)]
    [InlineData(DatabaseSettings.OwnerVariable)]
    public async Task Status_ConnectionWrong_NamesTheSettingThatWasSet(string variable)
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync();
        var other = variable == DatabaseSettings.SiteVariable ? DatabaseSettings.OwnerVariable : DatabaseSettings.SiteVariable + ":";
        NpgsqlConnectionStringBuilder[] wrong =
        [
            new(database.Owner) { Password = "wrong" },
            new(database.Owner) { Database = "nowhere" },
            new(database.Owner) { Port = Ports.Free() },
        ];

        foreach (var connection in wrong)
        {
            var (exitCode, said) = await RunAsync("status", (variable, connection.ConnectionString));

            Assert.Equal(1, exitCode);
            Assert.Contains($"in {variable}", said, StringComparison.Ordinal);
            Assert.DoesNotContain(other, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ProductionCheck_DemoPeople_AreMissingNothingElseOfThemIs()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync();
        var (_, before) = await RunAsync("production-check", (DatabaseSettings.SiteVariable, database.Site));
        Assert.Contains("No demo people are in it.", before, StringComparison.Ordinal);

        await DemoPeople.AddAsync(database);
        var (exitCode, after) = await RunAsync("production-check", (DatabaseSettings.SiteVariable, database.Site));

        Assert.Equal(1, exitCode);
        Assert.Contains("missing      database  This database holds demo people (admin@demo.invalid)", after, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string verb, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Built("migrations", "CleveSec.Migrations.dll"), verb]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove(DatabaseSettings.OwnerVariable);
        start.Environment.Remove(DatabaseSettings.SiteVariable);
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await errors);
    }
}
