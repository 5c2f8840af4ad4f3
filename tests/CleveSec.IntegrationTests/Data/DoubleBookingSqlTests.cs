using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Data;

/// <summary>The database excludes overlapping spans of one technician, travel and buffer included, for every live status.</summary>
public sealed class DoubleBookingSqlTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 12, 1, 17, 0);

    public static TheoryData<VisitStatus> Live => [.. Enum.GetValues<VisitStatus>().Where(Visit.IsLiveStatus)];

    public static TheoryData<VisitStatus> Finished => [.. Enum.GetValues<VisitStatus>().Where(status => !Visit.IsLiveStatus(status))];

    [Theory]
    [MemberData(nameof(Live))]
    public async Task Insert_OverlapWithALiveVisit_IsRefused(VisitStatus status)
    {
        var technician = await TechnicianAsync();
        await InsertAsync(technician, status, 0);

        await RefusedAsync(() => InsertAsync(technician, VisitStatus.Planned, 0));
        await RefusedAsync(() => InsertAsync(technician, VisitStatus.Held, 0));
    }

    [Theory]
    [MemberData(nameof(Finished))]
    public async Task Insert_WhereAFinishedVisitWas_IsTaken(VisitStatus status)
    {
        var technician = await TechnicianAsync();
        await InsertAsync(technician, status, 0);

        await InsertAsync(technician, VisitStatus.Planned, 0);
    }

    /// <summary>Work takes an hour, with 20 minutes of travel before and 15 of buffer after: 95 minutes from one to the next.</summary>
    [Theory]
    [InlineData(95, true)]
    [InlineData(-95, true)]
    [InlineData(94, false)]
    [InlineData(-94, false)]
    [InlineData(75, false)]
    [InlineData(60, false)]
    public async Task Insert_MinutesLater_OnlyWhenTravelAndBufferFit(int minutes, bool taken)
    {
        var technician = await TechnicianAsync();
        await InsertAsync(technician, VisitStatus.Planned, 0);

        if (taken)
        {
            await InsertAsync(technician, VisitStatus.Planned, minutes);
        }
        else
        {
            await RefusedAsync(() => InsertAsync(technician, VisitStatus.Planned, minutes));
        }
    }

    [Fact]
    public async Task Insert_AnotherTechnicianAtTheSameTime_IsTaken()
    {
        await InsertAsync(await TechnicianAsync(), VisitStatus.Planned, 0);

        await InsertAsync(await TechnicianAsync(), VisitStatus.Planned, 0);
    }

    [Fact]
    public async Task Update_IntoAnOverlap_IsRefused()
    {
        var (technician, other) = (await TechnicianAsync(), await TechnicianAsync());
        await InsertAsync(technician, VisitStatus.Confirmed, 0);
        var later = await InsertAsync(technician, VisitStatus.Planned, 240);
        var finished = await InsertAsync(technician, VisitStatus.Cancelled, 0);
        var foreign = await InsertAsync(other, VisitStatus.Planned, 0);

        await RefusedAsync(() => app.Database.AsSiteAsync("update visits set occupied_start = occupied_start - interval '3 hours', work_start = work_start - interval '3 hours' where id = $1", later));
        await RefusedAsync(() => app.Database.AsSiteAsync("update visits set status = 'Planned' where id = $1", finished));
        await RefusedAsync(() => app.Database.AsSiteAsync("update visits set technician_id = $2 where id = $1", foreign, technician));
    }

    [Theory]
    [InlineData("occupied_start", "work_start + interval '1 minute'")]
    [InlineData("occupied_end", "work_end - interval '1 minute'")]
    [InlineData("work_end", "work_start")]
    [InlineData("job_id", "null")]
    public async Task Update_SpanThatMakesNoSense_IsRefused(string column, string value)
    {
        var visit = await InsertAsync(await TechnicianAsync(), VisitStatus.Planned, 0);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync($"update visits set {column} = {value} where id = $1", visit));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task Insert_FiftyAtOnceForOneSpan_ExactlyOneWins()
    {
        var technician = await TechnicianAsync();
        var job = (await app.Data.JobAsync(JobStatus.Reported)).Id;

        var tries = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Record.ExceptionAsync(() => InsertAsync(technician, VisitStatus.Planned, 0, job)).AsTask()));

        Assert.Single(tries, error => error is null);
        Assert.All(tries.Where(error => error is not null), error => Assert.True(DbErrors.IsWindowTaken(error!), error!.Message));
    }

    private async Task<Guid> TechnicianAsync() => (await app.Data.StaffAsync(StaffRole.Technician)).Id;

    private async Task<Guid> InsertAsync(Guid technician, VisitStatus status, int minutes, Guid? job = null)
    {
        job ??= status == VisitStatus.Held ? null : (await app.Data.JobAsync(JobStatus.Reported)).Id;
        var start = (Noon + Duration.FromMinutes(minutes)).ToDateTimeUtc();
        var id = await app.Database.AsSiteAsync("""
            insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence, hold_key_hash, held_until)
            values (gen_random_uuid(), $1, $2, $3, '44113', $4, $4 + interval '2 hours', $4, $4 + interval '1 hour', $4 - interval '20 minutes', $4 + interval '75 minutes', now(), now(), 0, $5, $6)
            returning id
            """, job is { } known ? known : DBNull.Value, technician, status.ToString(), start, status == VisitStatus.Held ? Keys.Hash(Guid.NewGuid().ToString()) : DBNull.Value, status == VisitStatus.Held ? start : DBNull.Value);
        return (Guid)id!;
    }

    private static async Task RefusedAsync(Func<Task> change)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(change);
        Assert.Equal((PostgresErrorCodes.ExclusionViolation, DbErrors.NoDoubleBooking), (refused.SqlState, refused.ConstraintName));
        Assert.True(DbErrors.IsWindowTaken(refused));
    }
}
