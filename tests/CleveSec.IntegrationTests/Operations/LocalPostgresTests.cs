using CleveSec.Migrations;
using CleveSec.Migrations.LocalDatabase;
using Npgsql;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>Each test has a server of its own, in a folder that goes with it.</summary>
public sealed class LocalPostgresTests : IAsyncLifetime
{
    private readonly LocalPostgresOptions options = new()
    {
        Checkout = "/nowhere",
        Durable = false,
        Folder = Path.Combine(Path.GetTempPath(), "clevesec-" + Guid.NewGuid().ToString("N")),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await LocalPostgres.RemoveAsync(this.options, CancellationToken.None);
        if (Directory.Exists(this.options.Folder))
        {
            Directory.Delete(this.options.Folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_FourAtOnce_OneStartsTheOthersAttach()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LocalPostgres.StartAsync(this.options, Ct), Ct)));

        Assert.Single(servers, s => s.StartedHere);
        Assert.Single(servers.Select(s => s.Port).Distinct());
    }

    [Fact]
    public async Task Stop_ThenStart_KeepsTheDataAndThePort()
    {
        var first = await LocalPostgres.StartAsync(this.options, Ct);
        await ExecuteAsync(first.OwnerConnectionString(), "CREATE TABLE kept AS SELECT 42 AS answer");
        await first.StopAsync(Ct);

        var second = await LocalPostgres.StartAsync(this.options, Ct);

        Assert.True(second.StartedHere);
        Assert.Equal(42, await ExecuteAsync(second.OwnerConnectionString(), "SELECT answer FROM kept"));
        Assert.Equal(first.Port, second.Port);
    }

    [Fact]
    public async Task SiteRole_HasNoRightsOfItsOwn()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(server.SiteConnectionString(), "CREATE TABLE mine (id int)"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal("clevesec_site", await ExecuteAsync(server.SiteConnectionString(), "SELECT rolname::text FROM pg_roles WHERE pg_has_role(rolname, 'member') AND rolname <> current_user"));
    }

    [Fact]
    public async Task Owner_CanCreateTheExtensionsAndTestDatabases()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);

        await ExecuteAsync(server.OwnerConnectionString(), "CREATE EXTENSION btree_gist; CREATE EXTENSION citext; CREATE EXTENSION pg_trgm");
        await ExecuteAsync(server.OwnerConnectionString("postgres"), "CREATE DATABASE another TEMPLATE clevesec");

        Assert.Equal("another", await ExecuteAsync(server.OwnerConnectionString("another"), "SELECT current_database()::text"));
    }

    [Fact]
    public async Task Secrets_AreReadableByTheirOwnerOnly()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);

        var file = Assert.Single(Directory.GetFiles(server.Folder, "*.secrets"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Start_WrongPassword_IsRefused()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);
        var wrong = new NpgsqlConnectionStringBuilder(server.OwnerConnectionString()) { Password = "wrong" }.ConnectionString;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(wrong, "SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Start_BrokenData_SaysWhatToDo()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);
        await server.StopAsync(Ct);
        File.Delete(Path.Combine(Cluster(server), "global", "pg_control"));

        var trouble = await Assert.ThrowsAsync<OperatorError>(() => LocalPostgres.StartAsync(this.options, Ct));

        Assert.Contains("did not start", trouble.Message, StringComparison.Ordinal);
        Assert.Contains("./run --reset", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DataOfAVersionThatIsNotInstalled_SaysWhatToInstall()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);
        await server.StopAsync(Ct);
        Directory.Move(Cluster(server), Path.Combine(server.Folder, "test-postgres-9"));

        var trouble = await Assert.ThrowsAsync<OperatorError>(() => LocalPostgres.StartAsync(this.options, Ct));

        Assert.Contains("install postgresql-9 again", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FixedPortInUse_NamesThePort()
    {
        var server = await LocalPostgres.StartAsync(this.options, Ct);
        var second = this.options with { Folder = this.options.Folder + "/second", Port = server.Port };

        var trouble = await Assert.ThrowsAsync<OperatorError>(() => LocalPostgres.StartAsync(second, Ct));

        Assert.StartsWith($"Port {server.Port} of CLEVESEC_PG_PORT is in use", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_NothingRuns_AnswersNull() => Assert.Null(await LocalPostgres.AttachAsync(this.options, Ct));

    private static string Cluster(LocalPostgres server) => Assert.Single(Directory.GetDirectories(server.Folder, "test-postgres-*"));

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}
