using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Npgsql;

namespace CleveSec.IntegrationTests.Data;

/// <summary>The gate holds against SQL that passes the domain by, from the site's role and from the owner of the schema.</summary>
public sealed class OwnershipGateSqlTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Gate = "CS001";
    private const string Kept = "CS002";

    private const string NewAttempt = """
        insert into reset_attempts (id, job_id, job_recorder_id, method_id, destructive, outcome, at, by_id, by_name)
        values (gen_random_uuid(), $1, $2, 'dahua-questions', $3, 'Failed', now(), gen_random_uuid(), 'Somebody')
        """;

    private const string NewVendorCase = """
        insert into vendor_cases (id, job_id, job_recorder_id, vendor, method_id, state, asked_at, by_name)
        values (gen_random_uuid(), $1, $2, 'Dahua', 'dahua-vendor-code', 'Sent', now(), 'Somebody')
        """;

    private const string SetReinitialized = "update job_recorders set outcome = 'Reinitialized', outcome_at = now(), reinitialized_at = now() where id = $1";

    public static TheoryData<JobStatus> NotVerified => [JobStatus.Reported, JobStatus.Scheduled, JobStatus.OnSite, JobStatus.Refused, JobStatus.Cancelled];

    public static TheoryData<JobStatus, JobStatus> ClaimedStatuses
    {
        get
        {
            var rows = new TheoryData<JobStatus, JobStatus>();
            foreach (var from in new[] { JobStatus.Reported, JobStatus.Scheduled, JobStatus.OnSite, JobStatus.Refused })
            {
                foreach (var to in new[] { JobStatus.OwnershipVerified, JobStatus.AwaitingVendor, JobStatus.Reinitialized, JobStatus.NotRecovered })
                {
                    rows.Add(from, to);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(NotVerified))]
    public async Task InsertAttempt_OwnershipNotVerified_IsRefused(JobStatus status)
    {
        var (job, recorder) = await JobAsync(status);

        await RefusedAsync(Gate, NewAttempt, job, recorder, false);
    }

    [Theory]
    [MemberData(nameof(NotVerified))]
    public async Task InsertVendorCase_OwnershipNotVerified_IsRefused(JobStatus status)
    {
        var (job, recorder) = await JobAsync(status);

        await RefusedAsync(Gate, NewVendorCase, job, recorder);
    }

    [Theory]
    [MemberData(nameof(NotVerified))]
    public async Task SetReinitialized_OwnershipNotVerified_IsRefused(JobStatus status)
    {
        var (_, recorder) = await JobAsync(status);

        await RefusedAsync(Gate, SetReinitialized, recorder);
    }

    [Theory]
    [MemberData(nameof(ClaimedStatuses))]
    public async Task SetStatus_BehindTheGateWithoutACheck_IsRefused(JobStatus from, JobStatus to)
    {
        var (job, _) = await JobAsync(from);

        await RefusedAsync(Gate, "update jobs set status = $2 where id = $1", job, to.ToString());
    }

    [Fact]
    public async Task Insert_VerifiedAndLinked_IsTaken()
    {
        // The control of everything above: the same statements pass where they should.
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);

        await app.Database.AsSiteAsync(NewAttempt, job, recorder, false);
        await app.Database.AsSiteAsync(NewVendorCase, job, recorder);
        await app.Database.AsSiteAsync(SetReinitialized, recorder);
        await app.Database.AsSiteAsync("update jobs set status = 'Reinitialized' where id = $1", job);
    }

    [Fact]
    public async Task Insert_VerifiedButTheRecorderNotLinked_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync("update job_recorders set link_seen_at = null where id = $1", recorder);

        await RefusedAsync(Gate, NewAttempt, job, recorder, false);
        await RefusedAsync(Gate, NewVendorCase, job, recorder);
        await RefusedAsync(Gate, SetReinitialized, recorder);
    }

    [Fact]
    public async Task Insert_RecorderOfAnotherVerifiedJob_IsRefused()
    {
        var (job, _) = await JobAsync(JobStatus.OwnershipVerified);
        var (_, foreign) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(Gate, NewAttempt, job, foreign, false);
        await RefusedAsync(Gate, NewVendorCase, job, foreign);
    }

    [Fact]
    public async Task Insert_CheckWithdrawnButStatusLeft_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync("update ownership_checks set withdrawn_at = now() where job_id = $1", job);

        await RefusedAsync(Gate, NewAttempt, job, recorder, false);
        await RefusedAsync(Gate, NewVendorCase, job, recorder);
        await RefusedAsync(Gate, SetReinitialized, recorder);
    }

    [Theory]
    [InlineData(JobStatus.AwaitingVendor)]
    [InlineData(JobStatus.Reinitialized)]
    [InlineData(JobStatus.NotRecovered)]
    [InlineData(JobStatus.Closed)]
    public async Task InsertAttempt_PastTheTimeOfAttempts_IsRefused(JobStatus status)
    {
        var (job, recorder) = await JobAsync(status);

        await RefusedAsync(Gate, NewAttempt, job, recorder, false);
    }

    /// <summary>A job that waits for one recorder's vendor holds that one; the other is free while somebody is on site, linked and verified as ever.</summary>
    [Fact]
    public async Task Awaiting_TheOtherRecorder_IsFreeOnSiteAndBehindTheGateOnly()
    {
        var job = await app.Data.JobAsync(JobStatus.AwaitingVendor, recorders: 2);
        var waiting = job.VendorCases[0].JobRecorderId;
        var other = job.Recorders.Single(recorder => recorder.Id != waiting).Id;

        await RefusedAsync(Gate, NewAttempt, job.Id, waiting, false);
        await RefusedAsync(Gate, SetReinitialized, waiting);
        await app.Database.AsSiteAsync(NewAttempt, job.Id, other, false);
        await app.Database.AsSiteAsync(SetReinitialized, other);
        await RefusedAsync(Gate, NewAttempt, job.Id, other, true);

        await app.Database.AsSiteAsync("update job_recorders set link_seen_at = null where id = $1", other);
        await RefusedAsync(Gate, NewAttempt, job.Id, other, false);
        await app.Database.AsSiteAsync("update job_recorders set link_seen_at = now() where id = $1", other);
        await app.Database.AsSiteAsync("update visits set status = 'PartlyDone' where job_id = $1", job.Id);
        await RefusedAsync(Gate, NewAttempt, job.Id, other, false);
        await app.Database.AsSiteAsync("update visits set status = 'OnSite' where job_id = $1", job.Id);
        await app.Database.AsSiteAsync(NewAttempt, job.Id, other, false);
        await app.Database.AsSiteAsync("update ownership_checks set withdrawn_at = now() where job_id = $1", job.Id);
        await RefusedAsync(Gate, NewAttempt, job.Id, other, false);
    }

    [Fact]
    public async Task InsertAttempt_DestructiveWithoutConsent_IsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(Gate, NewAttempt, job, recorder, true);

        await app.Database.AsSiteAsync("update job_recorders set consent_at = now(), consent_by_name = 'Casey Morgan' where id = $1", recorder);
        await app.Database.AsSiteAsync(NewAttempt, job, recorder, true);
    }

    [Fact]
    public async Task SetStatus_ReinitializedWithoutARecorder_IsRefused()
    {
        var (job, _) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(Gate, "update jobs set status = 'Reinitialized' where id = $1", job);
    }

    [Fact]
    public async Task Move_WhatExistsToAJobThatIsNotVerified_IsRefused()
    {
        var (verified, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        var (other, _) = await JobAsync(JobStatus.Reported);
        await app.Database.AsSiteAsync(NewAttempt, verified, recorder, false);
        await app.Database.AsSiteAsync(NewVendorCase, verified, recorder);
        await app.Database.AsSiteAsync(SetReinitialized, recorder);

        await RefusedAsync(Gate, "update vendor_cases set job_id = $1 where job_id = $2", other, verified);
        await RefusedAsync(Gate, "update job_recorders set job_id = $1 where job_id = $2", other, verified);
        await RefusedAsOwnerAsync(Gate, "update reset_attempts set job_id = $1 where job_id = $2", other, verified);
        await RefusedAsSiteAsync(PostgresErrorCodes.InsufficientPrivilege, "update reset_attempts set job_id = $1 where job_id = $2", other, verified);
    }

    [Fact]
    public async Task InsertAttempt_WhileAWithdrawalIsUnderWay_WaitsForItAndIsRefused()
    {
        var (job, recorder) = await JobAsync(JobStatus.OwnershipVerified);
        await using var withdrawing = new NpgsqlConnection(app.Database.Site);
        await withdrawing.OpenAsync(Ct);
        await using var transaction = await withdrawing.BeginTransactionAsync(Ct);
        await RunAsync(withdrawing, "update jobs set status = 'OnSite' where id = $1", job);
        await RunAsync(withdrawing, "update ownership_checks set withdrawn_at = now() where job_id = $1", job);

        var attempt = Record.ExceptionAsync(() => app.Database.AsSiteAsync(NewAttempt, job, recorder, false));
        await UntilSomebodyWaitsAsync();
        Assert.False(attempt.IsCompleted);
        await transaction.CommitAsync(Ct);

        Assert.Equal(Gate, Assert.IsType<PostgresException>(await attempt).SqlState);
    }

    [Theory]
    [InlineData("update ownership_checks set person_name = 'Somebody Else' where job_id = $1")]
    [InlineData("update ownership_checks set outcome = 'Overridden', reason = 'x' where job_id = $1")]
    [InlineData("update ownership_checks set at = now() + interval '1 day' where job_id = $1")]
    public async Task UpdateCheck_AnythingButWithdrawal_IsRefused(string sql)
    {
        var (job, _) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(Kept, sql, job);
    }

    [Fact]
    public async Task UpdateCheck_WithdrawnOne_StaysWithdrawn()
    {
        var (job, _) = await JobAsync(JobStatus.OwnershipVerified);
        await app.Database.AsSiteAsync("update ownership_checks set withdrawn_at = now() where job_id = $1", job);

        await RefusedAsync(Kept, "update ownership_checks set withdrawn_at = null where job_id = $1", job);
        await RefusedAsSiteAsync(PostgresErrorCodes.InsufficientPrivilege, "delete from ownership_checks where job_id = $1", job);
    }

    [Fact]
    public async Task InsertCheck_WithoutWhatWasSeen_IsRefused()
    {
        var (job, _) = await JobAsync(JobStatus.OnSite);

        await RefusedAsync(PostgresErrorCodes.CheckViolation, "insert into ownership_checks (id, job_id, outcome, by_id, by_name, at) values (gen_random_uuid(), $1, 'Verified', gen_random_uuid(), 'Somebody', now())", job);
        await RefusedAsync(PostgresErrorCodes.CheckViolation, "insert into ownership_checks (id, job_id, outcome, reason, by_id, by_name, at) values (gen_random_uuid(), $1, 'Overridden', '  ', gen_random_uuid(), 'Somebody', now())", job);
    }

    [Fact]
    public async Task InsertCheck_ASecondStandingOne_IsRefused()
    {
        var (job, _) = await JobAsync(JobStatus.OwnershipVerified);

        await RefusedAsync(PostgresErrorCodes.UniqueViolation, "insert into ownership_checks (id, job_id, outcome, reason, by_id, by_name, at) values (gen_random_uuid(), $1, 'Overridden', 'x', gen_random_uuid(), 'Somebody', now())", job);
    }

    [Fact]
    public async Task OverrideMark_OnceSet_StaysForGood()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        var office = await app.Data.StaffAsync(Domain.Staff.StaffRole.Dispatcher);
        await app.Data.ActAsync(job.Id, office, (it, step) => it.Override("We know the owner.", step));

        await RefusedAsync(Kept, "update jobs set ownership_overridden = false where id = $1", job.Id);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(Guid Job, Guid Recorder)> JobAsync(JobStatus status)
    {
        var job = await app.Data.JobAsync(status);
        return (job.Id, job.Recorders[0].Id);
    }

    private async Task RefusedAsync(string state, string sql, params object?[] parameters)
    {
        await RefusedAsSiteAsync(state, sql, parameters);
        await RefusedAsOwnerAsync(state, sql, parameters);
    }

    private async Task RefusedAsSiteAsync(string state, string sql, params object?[] parameters) =>
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql, parameters))).SqlState);

    private async Task RefusedAsOwnerAsync(string state, string sql, params object?[] parameters)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(sql, parameters));
        Assert.Equal(state, refused.SqlState);
        Assert.Equal(state == Gate, DbErrors.IsOwnershipGate(refused));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, Guid job)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = job } } };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
    }

    private async Task UntilSomebodyWaitsAsync()
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20, Ct))
        {
            if (await app.Database.AsOwnerAsync("select count(*) from pg_locks where not granted and database is not distinct from (select oid from pg_database where datname = current_database()) or (not granted and locktype = 'transactionid')") is > 0L)
            {
                return;
            }
        }

        Assert.Fail("The attempt did not wait.");
    }
}
