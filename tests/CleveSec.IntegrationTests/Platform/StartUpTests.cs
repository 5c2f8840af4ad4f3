using CleveSec.IntegrationTests.Operations;
using CleveSec.Migrations.Commands;
using CleveSec.Migrations.LocalDatabase;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.IntegrationTests.Platform;

/// <summary>What cannot work does not start: one sentence on standard error that says what to do, and an exit code.</summary>
public sealed class StartUpTests
{
    private static readonly (string, string?)[] Production =
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("Mail:Host", "127.0.0.1"),
        ("Mail:Port", "25"),
        ("Mail:FromAddress", "office@clevesec.test"),
    ];

    public static TheoryData<string, string?, string> BadSettings => new()
    {
        { "ConnectionStrings:CleveSec", "", "Set ConnectionStrings:CleveSec" },
        { "Site:BaseUrl", "", "Set Site:BaseUrl" },
        { "Site:BaseUrl", "clevesec.test", "Set Site:BaseUrl" },
        { "Security:MasterKey", "", "Set Security:MasterKey" },
        { "Security:MasterKey", "c2hvcnQ=", "Set Security:MasterKey" },
        { "Mail:Security", "Maybe", "Set Mail:Security" },
        { "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true", "Unset ASPNETCORE_FORWARDEDHEADERS_ENABLED" },
    };

    public static TheoryData<string, string?, string> NotForProduction => new()
    {
        { "Site:Demo", "true", "Unset Site:Demo" },
        { "Site:BaseUrl", "http://clevesec.test", "Set Site:BaseUrl to an https address" },
        { "Mail:Host", "", "Set Mail:Host" },
        { "Mail:Folder", "/tmp", "Unset Mail:Folder" },
        { "Mail:FromAddress", "office@clevesec.invalid", "Set Mail:FromAddress" },
        { "Security:MasterKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Set Security:MasterKey to random bytes" },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BadSettings))]
    public async Task Start_SettingMissingOrWrong_IsRefused(string key, string? value, string sentence) =>
        await RefusedAsync(sentence, ("ConnectionStrings:CleveSec", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x"), (key, value));

    [Theory]
    [MemberData(nameof(NotForProduction))]
    public async Task Start_InProductionWithWhatIsForTrials_IsRefused(string key, string? value, string sentence) =>
        await RefusedAsync(sentence, [("ConnectionStrings:CleveSec", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x"), .. Production, (key, value)]);

    [Fact]
    public async Task Start_NobodyListens_SaysThatPostgresIsAway() =>
        await RefusedAsync("PostgreSQL could not be reached", ("ConnectionStrings:CleveSec", $"Host=127.0.0.1;Port={Ports.Free()};Database=x;Username=x;Password=x"));

    [Fact]
    public async Task Start_WrongPassword_SaysSo()
    {
        await using var database = await NewAsync();

        await RefusedAsync("PostgreSQL refused the user or password", ("ConnectionStrings:CleveSec", new NpgsqlConnectionStringBuilder(database.Site) { Password = "wrong" }.ConnectionString));
    }

    [Fact]
    public async Task Start_NoSuchDatabase_SaysSo()
    {
        await using var database = await NewAsync();

        await RefusedAsync("The database does not exist", ("ConnectionStrings:CleveSec", new NpgsqlConnectionStringBuilder(database.Site) { Database = "nowhere" }.ConnectionString));
    }

    [Fact]
    public async Task Start_NoSchema_SaysToMigrate()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync("template0");

        await RefusedAsync("The database has no schema yet", ("ConnectionStrings:CleveSec", database.Site));
    }

    [Fact]
    public async Task Start_OlderSchema_SaysToMigrate()
    {
        await using var database = await NewAsync();
        await database.AsOwnerAsync("update schema_history set migration_id = '20000101000000_Before' where migration_id = (select max(migration_id) from schema_history)");

        await RefusedAsync("The database schema is older", ("ConnectionStrings:CleveSec", database.Site));
    }

    [Fact]
    public async Task Start_NewerSchema_SaysToUpdateTheSite()
    {
        await using var database = await NewAsync();
        await database.AsOwnerAsync("insert into schema_history (migration_id, product_version) values ('99990101000000_Later', '10')");

        await RefusedAsync("The database schema is newer", ("ConnectionStrings:CleveSec", database.Site));
    }

    [Fact]
    public async Task Start_InProductionOnAServerThatForgets_IsRefused()
    {
        await using var database = await NewAsync();

        await RefusedAsync("PostgreSQL runs with fsync = off", [("ConnectionStrings:CleveSec", database.Site), .. Production]);
    }

    [Fact]
    public async Task Start_InProductionOnDemoData_IsRefused()
    {
        await using var database = await NewAsync();
        await DemoPeople.AddAsync(database);

        await RefusedAsync("This database holds demo people (admin@demo.invalid)", [("ConnectionStrings:CleveSec", database.Site), .. Production]);
    }

    [Fact]
    public async Task Start_AnotherMasterKeyThanBefore_IsRefused()
    {
        await using var database = await NewAsync();
        await using (var first = await SiteProcess.StartAsync(database))
        {
            using var client = first.Client();
            await client.GetAsync("/staff/sign-in");
            Assert.Equal(0, await first.StopAsync());
        }

        await RefusedAsync("Security:MasterKey does not open what is stored in this database", ("ConnectionStrings:CleveSec", database.Site), ("Security:MasterKey", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))));

        await using var again = await SiteProcess.StartAsync(database);
        Assert.Equal(0, await again.StopAsync());
    }

    [Fact]
    public async Task Start_PortTaken_SaysWhich()
    {
        await using var database = await NewAsync();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var (exitCode, errors) = await SiteProcess.RunToEndAsync(("ConnectionStrings:CleveSec", database.Site), ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));

        Assert.Equal(3, exitCode);
        Assert.Contains($"{port}", OneSentence(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InProductionOnADurableServer_DependsOnTheRole()
    {
        var options = new LocalPostgresOptions { Checkout = "/nowhere", Folder = Path.Combine(Path.GetTempPath(), "clevesec-durable-" + Guid.NewGuid().ToString("N")) };
        try
        {
            var server = await LocalPostgres.StartAsync(options, Ct);
            await using (var db = DatabaseSettings.Open(PostgresServer.Unpooled(server.OwnerConnectionString())))
            {
                await db.Database.MigrateAsync(Ct);
            }

            var secrets = LocalSecrets.Read(Assert.Single(Directory.GetFiles(server.Folder, "*.secrets")))!;
            var superuser = new NpgsqlConnectionStringBuilder(server.OwnerConnectionString()) { Username = DatabaseRoles.Superuser, Password = secrets.Superuser }.ConnectionString;

            await RefusedAsync("The site's database user may change history or the schema", [("ConnectionStrings:CleveSec", server.OwnerConnectionString()), .. Production]);
            await RefusedAsync("The site's database user may change history or the schema", [("ConnectionStrings:CleveSec", superuser), .. Production]);
            await using var site = await SiteProcess.StartAsync(new TestDatabase("clevesec", server.SiteConnectionString(), server.OwnerConnectionString(), superuser), Production);
            using (var client = site.Client())
            {
                // Only in production the site may be found.
                Assert.Contains("Sitemap: ", (await client.GetAsync("/robots.txt")).Body, StringComparison.Ordinal);
            }

            Assert.Equal(0, await site.StopAsync());

            await DemoPeople.AddAsync(new TestDatabase("clevesec", server.SiteConnectionString(), server.OwnerConnectionString(), superuser));
            await RefusedAsync("This database holds demo people", [("ConnectionStrings:CleveSec", server.SiteConnectionString()), .. Production]);
            await PostgresServer.ExecuteAsync(superuser, "delete from staff_members");

            await PostgresServer.ExecuteAsync(superuser, $"alter role {DatabaseRoles.Site} set synchronous_commit = off");
            await RefusedAsync("PostgreSQL runs with synchronous_commit = off", [("ConnectionStrings:CleveSec", server.SiteConnectionString()), .. Production]);
        }
        finally
        {
            await LocalPostgres.RemoveAsync(options, CancellationToken.None);
            Directory.Delete(options.Folder, recursive: true);
        }
    }

    private static async Task<TestDatabase> NewAsync() => await (await PostgresServer.GetAsync()).CreateAsync();

    private static async Task RefusedAsync(string sentence, params (string Key, string? Value)[] settings)
    {
        var (exitCode, errors) = await SiteProcess.RunToEndAsync(settings);

        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, OneSentence(errors), StringComparison.Ordinal);
    }

    private static string OneSentence(string errors)
    {
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("CleveSec does not start: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Password=", line, StringComparison.OrdinalIgnoreCase);
        return line;
    }
}
