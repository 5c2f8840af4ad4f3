using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using Npgsql;

namespace CleveSec.IntegrationTests.Data;

/// <summary>The recovery log holds against SQL that passes the domain by.</summary>
public sealed class RecoverySqlTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Gate = "CS001";
    private const string Kept = "CS002";

    private const string NewStart = """
        insert into attempt_starts (id, job_id, job_recorder_id, method_id, destructive, preconditions, effect_acknowledged, started_at, by_id, by_name)
        values (gen_random_uuid(), $1, $2, 'dahua-questions', $3, '{}', true, now(), gen_random_uuid(), 'Somebody')
        """;

    private const string NewClip = """
        insert into clip_exports (id, job_id, job_recorder_id, channel, clip_from, clip_to, offset_seconds, playback_checked, exported_by, at, by_id, by_name)
        values (gen_random_uuid(), $1, $2, 1, '2026-11-20 08:00', '2026-11-20 09:00', 0, true, 'Casey Morgan', now(), gen_random_uuid(), 'Somebody')
        """;

    private const string NewSetupStep = "insert into setup_steps (id, job_recorder_id, step_id, state, version, at, by_name) values (gen_random_uuid(), $1, 'time-zone', 'Done', 1, now(), 'Somebody')";

    [Theory]
    [InlineData(JobStatus.Reported)]
    [InlineData(JobStatus.OnSite)]
    [InlineData(JobStatus.Refused)]
    public async Task Insert_OwnershipNotVerified_IsRefused(JobStatus status)
    {
        var (job, recorder) = await JobAsync(status);

        await RefusedAsync(Gate, NewStart, job, recorder, false);
        await RefusedAsync(Gate, NewClip, job, recorder);
        await RefusedAsync(Gate, NewSetupStep, recorder);
    }

    [Fact]
    public async Task Insert_WhereItMayBe_IsTaken()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync(NewStart, job, recorder, false);

        var (done, opened) = await JobAsync(JobStatus.Reinitialized);
        await app.Database.AsSiteAsync(NewClip, done, opened);
        await app.Database.AsSiteAsync(NewSetupStep, opened);
    }

    [Fact]
    public async Task InsertStart_DestructiveWithoutConsentOrUntold_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(Gate, NewStart, job, recorder, true);
        await RefusedAsync(PostgresErrorCodes.CheckViolation, NewStart.Replace("'{}', true", "'{}', false", StringComparison.Ordinal), job, recorder, false);
        await app.Database.AsSiteAsync("update job_recorders set consent_at = now(), consent_by_name = 'Casey Morgan' where id = $1", recorder);
        await app.Database.AsSiteAsync(NewStart, job, recorder, true);
    }

    [Fact]
    public async Task InsertStart_ASecondUnderWay_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync(NewStart, job, recorder, false);

        await RefusedAsync(PostgresErrorCodes.UniqueViolation, NewStart, job, recorder, false);
        await app.Database.AsSiteAsync("update attempt_starts set over_at = now() where job_recorder_id = $1", recorder);
        await app.Database.AsSiteAsync(NewStart, job, recorder, false);
    }

    [Theory]
    [InlineData("method_id = 'dahua-email'")]
    [InlineData("started_at = now() - interval '1 hour'")]
    [InlineData("over_at = now(), by_name = 'Other'")]
    [InlineData("preconditions = '{x}'")]
    public async Task UpdateStart_AnythingButItsEnd_IsRefused(string change)
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync(NewStart, job, recorder, false);

        await RefusedAsync(Kept, $"update attempt_starts set {change} where job_recorder_id = $1", recorder);
    }

    [Fact]
    public async Task UpdateStart_OnceOver_StaysOver()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync(NewStart, job, recorder, false);
        await app.Database.AsSiteAsync("update attempt_starts set over_at = now() where job_recorder_id = $1", recorder);

        await RefusedAsync(Kept, "update attempt_starts set over_at = null where job_recorder_id = $1", recorder);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync("delete from attempt_starts where job_recorder_id = $1", recorder));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task InsertAttempt_WithABeginningThatNeverWas_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        const string ended = """
            insert into reset_attempts (id, job_id, job_recorder_id, method_id, destructive, outcome, started_at, at, by_id, by_name)
            select id, job_id, job_recorder_id, method_id, destructive, 'Succeeded', {0}, now(), by_id, by_name from attempt_starts where job_recorder_id = $1
            """;
        await app.Database.AsSiteAsync(NewStart, job, recorder, false);

        await RefusedAsync(Gate, ended.Replace("{0}", "started_at - interval '1 hour'", StringComparison.Ordinal), recorder);
        await RefusedAsync(Gate, ended.Replace("{0}", "started_at", StringComparison.Ordinal).Replace("select id", "select gen_random_uuid()", StringComparison.Ordinal), recorder);
        await app.Database.AsSiteAsync(ended.Replace("{0}", "started_at", StringComparison.Ordinal), recorder);
    }

    [Fact]
    public async Task InsertClip_RecorderNeverOpened_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(Gate, NewClip, job, recorder);
    }

    [Fact]
    public async Task Clip_Changed_IsRefusedForBothRoles()
    {
        var (job, recorder) = await JobAsync(JobStatus.Reinitialized);
        await app.Database.AsSiteAsync(NewClip, job, recorder);

        foreach (var sql in new[] { "update clip_exports set channel = 2 where job_id = $1", "delete from clip_exports where job_id = $1" })
        {
            var asSite = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql, job));
            var asOwner = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(sql, job));
            Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, Kept), (asSite.SqlState, asOwner.SqlState));
        }
    }

    [Fact]
    public async Task Cameras_MoreBackThanThereAre_IsRefused()
    {
        var (_, recorder) = await JobAsync(JobStatus.Reinitialized);

        await RefusedAsync(PostgresErrorCodes.CheckViolation, "update job_recorders set cameras_total = 4, cameras_back = 5 where id = $1", recorder);
        await RefusedAsync(PostgresErrorCodes.CheckViolation, "update job_recorders set cameras_total = null, cameras_back = 1 where id = $1", recorder);
    }

    private async Task<(Guid Job, Guid Recorder)> JobAsync(JobStatus status)
    {
        var job = await app.Data.JobAsync(status);
        return (job.Id, job.Recorders[0].Id);
    }

    /// <summary>By the site's role and by the owner of the schema.</summary>
    private async Task RefusedAsync(string code, string sql, params object[] values)
    {
        var asSite = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql, values));
        var asOwner = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(sql, values));
        Assert.Equal((code, code), (asSite.SqlState, asOwner.SqlState));
    }
}
