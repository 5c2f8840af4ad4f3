using CleveSec.Migrations;
using CleveSec.Migrations.Commands;
using CleveSec.Migrations.LocalDatabase;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CleveSec.TestSupport;

/// <summary>
/// One private server for this process, started when first asked for and removed when the process ends. What a killed process left behind is removed by the next one.
/// Databases are copies of one that was migrated and seeded once.
/// </summary>
internal sealed class PostgresServer
{
    internal const string Prefix = "clevesec-tests-";
    private const string Template = DatabaseRoles.Database;
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => Task.Run(StartAsync));
    private readonly LocalPostgres server;
    private readonly SemaphoreSlim oneCopyAtATime = new(1);
    private int made;

    private PostgresServer(LocalPostgres server) => this.server = server;

    public static Task<PostgresServer> GetAsync() => Shared.Value;

    /// <summary>A database of its own for a test class: migrated, seeded with reference data, without people or jobs.</summary>
    /// <param name="template">Null: the migrated one; "template0" for one without a schema.</param>
    public async Task<TestDatabase> CreateAsync(string template = Template)
    {
        var name = $"test_{Interlocked.Increment(ref this.made)}";

        // PostgreSQL refuses a second copy while a first one reads the template.
        await this.oneCopyAtATime.WaitAsync();
        try
        {
            await ExecuteAsync(this.server.OwnerConnectionString("postgres"), $"create database {name} template {template}");
        }
        finally
        {
            this.oneCopyAtATime.Release();
        }

        return new TestDatabase(name, SoonIdle(this.server.SiteConnectionString(name)), Planned(this.server.OwnerConnectionString(name)), this.server.OwnerConnectionString("postgres"));
    }

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled(connectionString));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <summary>Many sites, one after the other, share the server's connections. Shorter, and a site in use would open new ones all the time and plan its statements anew.</summary>
    private static string SoonIdle(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { ConnectionIdleLifetime = 10, ConnectionPruningInterval = 2 }.ConnectionString;

    /// <summary>What a test asks again and again is planned once, as the site does.</summary>
    private static string Planned(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50 }.ConnectionString;

    private static async Task<PostgresServer> StartAsync()
    {
        await RemoveLeftoversAsync();
        var options = Options(Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAsync(options).Wait(TimeSpan.FromSeconds(20));
        var server = await LocalPostgres.StartAsync(options, CancellationToken.None);
        await MigrateAsync(Unpooled(server.OwnerConnectionString(Template)));
        return new PostgresServer(server);
    }

    internal static async Task MigrateAsync(string owner)
    {
        await using var db = DatabaseSettings.Open(owner);
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.MigrateAsync(db.Database);
        await Seeding.RunAsync(db, new ConfigurationBuilder().Build(), CancellationToken.None);
    }

    private static LocalPostgresOptions Options(string folder) => new() { Checkout = folder, Durable = false, Folder = folder };

    internal static async Task RemoveAsync(LocalPostgresOptions options)
    {
        try
        {
            NpgsqlConnection.ClearAllPools();
            await LocalPostgres.RemoveAsync(options, CancellationToken.None);
            Directory.Delete(options.Folder!, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperatorError)
        {
            // Somebody else's, or already gone: the next run looks again.
        }
    }

    private static async Task RemoveLeftoversAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, out var pid) && !Directory.Exists($"/proc/{pid}") && OperatingSystem.IsLinux())
            {
                await RemoveAsync(Options(folder));
            }
        }
    }
}

/// <summary>A database of one test class. The site signs in with the few rights it has in earnest; the owner is there for what only migrations do.</summary>
internal sealed record TestDatabase(string Name, string Site, string Owner, string Maintenance) : IAsyncDisposable
{
    /// <summary>Dropped without waiting: the site's pool lets go some seconds later, and what is not dropped goes with the server.</summary>
    public ValueTask DisposeAsync()
    {
        LetGo(this.Site);
        LetGo(this.Owner);
        _ = this.DropAsync();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs one statement and returns its first value.</summary>
    public Task<object?> AsSiteAsync(string sql, params object?[] parameters) => RunAsync(this.Site, sql, parameters);

    /// <inheritdoc cref="AsSiteAsync"/>
    public Task<object?> AsOwnerAsync(string sql, params object?[] parameters) => RunAsync(this.Owner, sql, parameters);

    private static void LetGo(string connectionString)
    {
        using var one = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(one);
    }

    private async Task DropAsync()
    {
        // Each time PostgreSQL itself waits five seconds for those who still use it.
        for (var tries = 0; tries < 5; tries++)
        {
            try
            {
                await PostgresServer.ExecuteAsync(this.Maintenance, $"drop database if exists {this.Name}");
                return;
            }
            catch (NpgsqlException)
            {
                // Still in use, or the server is gone.
            }
        }
    }

    private static async Task<object?> RunAsync(string connectionString, string sql, object?[] parameters)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }

        return await command.ExecuteScalarAsync();
    }
}
