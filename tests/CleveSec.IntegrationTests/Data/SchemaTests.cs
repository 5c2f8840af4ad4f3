using System.Diagnostics;
using CleveSec.Migrations.Commands;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CleveSec.IntegrationTests.Data;

public sealed class SchemaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExpectedSchema_Constant_IsTheLastMigration()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync();
        await using var db = DatabaseSettings.Open(database.Owner);

        Assert.Equal(CleveSecDb.ExpectedSchema, db.Database.GetMigrations().Last());
        Assert.Equal(CleveSecDb.ExpectedSchema, (await db.Database.GetAppliedMigrationsAsync(Ct)).Last());
    }

    [Fact]
    public async Task Migrate_EmptyDatabaseThenAgain_TheSecondTimeChangesNothing()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync("template0");

        await MigrateAsync(database);
        var first = await ContentAsync(database);
        await MigrateAsync(database);

        Assert.Contains("service_zips", first.Keys);
        Assert.Contains(first.Values, value => value.Rows > 0);
        Assert.Equal(first, await ContentAsync(database));
    }

    /// <summary>What an admin had set as one span for every day stands on each day afterwards; nothing is made up where nothing was set.</summary>
    [Fact]
    public async Task Migrate_VendorHours_KeepsTheSpansThatWereSet()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync("template0");
        await using var db = DatabaseSettings.Open(database.Owner);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("OwnershipPrechecks", Ct);
        await database.AsOwnerAsync("update vendors set opens_at = '09:00', closes_at = '17:30' where id = 'hik-sadp'");

        await migrator.MigrateAsync("VendorHours", Ct);

        Assert.Equal(
            ["Monday 09:00-17:30", "Tuesday 09:00-17:30", "Wednesday 09:00-17:30", "Thursday 09:00-17:30", "Friday 09:00-17:30", "Saturday 09:00-17:30", "Sunday 09:00-17:30"],
            (string[])(await database.AsOwnerAsync("select hours from vendors where id = 'hik-sadp'"))!);
        Assert.Equal(4L, await database.AsOwnerAsync("select count(*) from vendors where hours = '{}'"));
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Built("migrations", "CleveSec.Migrations.dll"), "migrate"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment[DatabaseSettings.OwnerVariable] = database.Owner;
        start.Environment.Remove(DatabaseSettings.SiteVariable);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    /// <summary>Of each table how many rows and what is in them, and every object's definition.</summary>
    private static async Task<SortedDictionary<string, (long Rows, string Hash)>> ContentAsync(TestDatabase database)
    {
        var tables = (string[])(await database.AsOwnerAsync("select array_agg(tablename::text) from pg_tables where schemaname = 'public'"))!;
        var content = new SortedDictionary<string, (long, string)>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var found = (string)(await database.AsOwnerAsync($"select count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '') from \"{table}\" row"))!;
            content[table] = (long.Parse(found.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), found.Split(' ')[1]);
        }

        content["(objects)"] = (0, (string)(await database.AsOwnerAsync("select md5(string_agg(oid::text || relname, '|' order by oid)) from pg_class"))!);
        return content;
    }
}
