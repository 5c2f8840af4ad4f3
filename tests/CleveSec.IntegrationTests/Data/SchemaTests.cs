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

    /// <summary>Cases that were asked or answered by telephone before get their clock; what was asked by letter keeps its own.</summary>
    [Fact]
    public async Task Migrate_VendorClock_GivesOldCasesTheirTime()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateAsync("template0");
        await using var db = DatabaseSettings.Open(database.Owner);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("VendorHours", Ct);
        await database.AsOwnerAsync("""
            alter table vendor_cases drop constraint fk_vendor_cases_jobs_job_id, drop constraint fk_vendor_cases_job_recorders_job_recorder_id, disable trigger user;
            update vendors set validity_hours = 30, reply_hours = 10 where id = 'lorex-support';
            insert into vendor_cases (id, job_id, job_recorder_id, vendor, method_id, state, asked_at, sent_at, answered_at, by_name, token, validity_hours) values
              (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'asked', 'lorex-support', 'Sent', '2026-11-20 12:00Z', '2026-11-20 12:00Z', null, 'x', null, null),
              (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'answered', 'lorex-support', 'Answered', '2026-11-20 12:00Z', '2026-11-20 12:00Z', '2026-11-21 12:00Z', 'x', null, null),
              (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'unknown', 'nobody', 'Answered', '2026-11-20 12:00Z', '2026-11-20 12:00Z', '2026-11-21 12:00Z', 'x', null, null),
              (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'letter', 'lorex-support', 'Sent', '2026-11-20 12:00Z', '2026-11-20 12:00Z', null, 'x', 'TOKEN', 24),
              (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'over', 'lorex-support', 'Refused', '2026-11-20 12:00Z', '2026-11-20 12:00Z', '2026-11-21 12:00Z', 'x', null, null)
            """);

        await migrator.MigrateAsync("VendorClock", Ct);

        Assert.Equal(
            ["answered - - 2026-11-22 18:00", "asked 30 2026-11-20 22:00 -", "letter 24 - -", "over - - -", "unknown - - 2026-11-23 12:00"],
            (string[])(await database.AsOwnerAsync("""
                select array_agg(concat_ws(' ', vendor, coalesce(validity_hours::text, '-'), coalesce(to_char(answer_expected_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '-'), coalesce(to_char(answer_valid_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '-')) order by vendor) from vendor_cases
                """))!);
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
