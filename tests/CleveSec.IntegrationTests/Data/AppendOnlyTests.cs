using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using Npgsql;

namespace CleveSec.IntegrationTests.Data;

/// <summary>History only grows, and the site's role changes data, never the schema.</summary>
public sealed class AppendOnlyTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    public static TheoryData<string> Changes =>
    [
        "update job_events set actor_name = 'Nobody'",
        "delete from job_events",
        "truncate job_events",
        "update audit_entries set staff_name = 'Nobody'",
        "delete from audit_entries",
        "truncate audit_entries",
    ];

    public static TheoryData<string> SchemaChanges =>
    [
        "create table mine (id int)",
        "create schema mine",
        "create function mine() returns int language sql as 'select 1'",
        "create extension hstore",
        "alter table jobs add column mine int",
        "alter table jobs disable trigger all",
        "alter table reset_attempts disable trigger gate_reset_attempts",
        "drop trigger gate_reset_attempts on reset_attempts",
        "drop table job_events",
        "drop index visits_no_double_booking",
        "alter table visits drop constraint visits_no_double_booking",
        "create or replace function require_verified_ownership(p_job uuid, p_job_recorder uuid, p_statuses text[]) returns void language sql as ''",
        "set session_replication_role = replica",
        "create role mine",
        "grant clevesec_owner to clevesec_app",
        "insert into schema_history values ('99990101000000_Mine', '10')",
        "delete from schema_history",
        "delete from jobs",
        "delete from ownership_checks",
        "delete from reset_attempts",
        "update reset_attempts set outcome = 'Succeeded'",
        "truncate visits",
        "copy jobs to program 'true'",
        "select pg_read_file('/etc/passwd')",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task History_Changed_IsRefusedForBothRoles(string sql)
    {
        await WithHistoryAsync();

        var asSite = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql));
        var asOwner = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(sql));

        Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, "CS002"), (asSite.SqlState, asOwner.SqlState));
    }

    [Fact]
    public async Task History_Grown_IsTaken()
    {
        await WithHistoryAsync();

        Assert.True(await app.Database.AsOwnerAsync("select count(*) from job_events") is > 0L);
        Assert.True(await app.Database.AsOwnerAsync("select count(*) from audit_entries") is > 0L);
    }

    [Theory]
    [MemberData(nameof(SchemaChanges))]
    public async Task SiteRole_MoreThanItsData_IsRefused(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task WithHistoryAsync()
    {
        await app.Data.JobAsync(JobStatus.Reported);
        await app.Database.AsSiteAsync("insert into audit_entries (at, staff_name, action, subject) values (now(), 'Somebody', 'Test', 'x')");
    }
}
