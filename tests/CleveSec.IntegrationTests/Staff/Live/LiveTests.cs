using System.Globalization;
using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using CleveSec.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace CleveSec.IntegrationTests.Staff.Live;

/// <summary>Two instances on one database: what happens on one is seen on the other, once, whatever is interrupted.</summary>
public sealed class LiveTests : TwoInstances
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_OnOneInstance_IsToldOnTheOther()
    {
        var technician = await First.Data.StaffAsync(StaffRole.Technician);
        var (stream, hello) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;
        Assert.Equal("reset", hello.EventType);

        var job = await First.Data.JobAsync(JobStatus.Scheduled, technician);

        var changes = new List<LiveChange>();
        while (!changes.Exists(change => change.Topic == "visit") || !changes.Exists(change => change.Topic == "job"))
        {
            changes.AddRange(await stream.ChangesAsync(1));
        }

        var visit = changes.Last(change => change.Topic == "visit");
        Assert.Equal(job.LiveVisit!.Id, visit.Id);
        Assert.Equal(technician.Id, visit.Technician);
        Assert.Equal(LocalDatePattern.Iso.Format(job.LiveVisit.WorkStart.InZone(BookingRules.Zone).Date), visit.Day);
        Assert.Contains(changes, change => change.Topic == "job" && change.Id == job.Id && change.Now is null);
    }

    [Fact]
    public async Task Move_ToAnotherTechnicianAndDay_IsToldWhereItWasAndWhereItIs()
    {
        var (one, other) = (await First.Data.StaffAsync(StaffRole.Technician), await First.Data.StaffAsync(StaffRole.Technician));
        var job = await First.Data.JobAsync(JobStatus.Scheduled, one);
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        await First.Database.AsSiteAsync(
            "update visits set technician_id = $1, work_start = work_start + interval '1 day', work_end = work_end + interval '1 day', occupied_start = occupied_start + interval '1 day', occupied_end = occupied_end + interval '1 day' where id = $2",
            other.Id, job.LiveVisit!.Id);

        var changes = await stream.ChangesAsync(2);
        Assert.Equal([one.Id, other.Id], changes.OrderBy(change => change.Day).Select(change => change.Technician!.Value));
        Assert.Equal(2, changes.Select(change => change.Day).Distinct().Count());
        var (visit, day) = (job.LiveVisit, Duration.FromDays(1));
        var now = new VisitPlace(
            visit.Sequence, other.Id, (visit.WorkStart + day).ToUnixTimeSeconds(), (visit.WorkEnd + day).ToUnixTimeSeconds(), visit.WindowStart.ToUnixTimeSeconds(), visit.WindowEnd.ToUnixTimeSeconds());
        Assert.Equal([now, now], changes.Select(change => change.Now));
    }

    [Fact]
    public async Task Visit_Over_IsToldWithoutAPlace()
    {
        var job = await First.Data.JobAsync(JobStatus.Scheduled);
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        await First.Database.AsSiteAsync("update visits set status = 'Cancelled' where id = $1", job.LiveVisit!.Id);

        Assert.Null(Assert.Single(await stream.ChangesAsync(1)).Now);
    }

    [Fact]
    public async Task Hold_Deleted_IsTold()
    {
        var job = await First.Data.JobAsync(JobStatus.Scheduled);
        await First.Database.AsOwnerAsync("update visits set job_id = null, status = 'Held', held_until = now(), hold_key_hash = '\\x00' where id = $1", job.LiveVisit!.Id);
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        await First.Database.AsSiteAsync("delete from visits where status = 'Held'");

        var gone = Assert.Single(await stream.ChangesAsync(1));
        Assert.Equal(("visit", job.LiveVisit.Id, (Guid?)job.LiveVisit.TechnicianId), (gone.Topic, gone.Id, gone.Technician));
        Assert.Null(gone.Now);
    }

    [Theory]
    [InlineData("update jobs set queue_reason = 'x'", "job")]
    [InlineData("insert into call_requests (id, name, phone, at, language) values (gen_random_uuid(), 'Jo O''Brien-Muñoz', '+12165550123', now(), 'English')", "inbox")]
    [InlineData("insert into customer_notes (id, job_id, text, at) select gen_random_uuid(), id, 'hello', now() from jobs limit 1", "inbox")]
    [InlineData("update recorders set serial = 'NVR-0815-0001'", "inbox")]
    [InlineData("insert into staff_absences (id, staff_id, start, \"end\", reason) select gen_random_uuid(), id, now(), now() + interval '1 hour', 'x' from staff_members limit 1", "other-work")]
    public async Task Change_OfWhatScreensShow_IsTold(string sql, string topic)
    {
        await First.Data.JobAsync();
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        await First.Database.AsOwnerAsync(sql);

        Assert.Equal(topic, (await stream.ChangesAsync(1))[0].Topic);
    }

    [Fact]
    public async Task Replay_AThousandChangesWithStreamsThatBreak_LosesAndDoublesNothing()
    {
        const int All = 1_000;
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        var writing = Task.WhenAll(Enumerable.Range(0, 10).Select(writer => WriteAsync(writer, All / 10)));
        var versions = new List<long>();
        for (var node = 0; versions.Count < All; node++)
        {
            // Breaks after every few events, and comes back on the other instance.
            for (var i = 0; i < 7 && versions.Count < All; i++)
            {
                versions.AddRange((await stream.ChangesAsync(1)).Select(change => change.Version));
            }

            await stream.DisposeAsync();
            (stream, var missed) = await LiveReader.OpenAsync(node % 2 == 0 ? First : Second, Office, stream.LastId);
            Assert.NotEqual("reset", missed.EventType);
            versions.AddRange(LiveReader.ChangesOf(missed).Select(change => change.Version));
        }

        await writing;
        await stream.DisposeAsync();
        Assert.Equal(All, versions.Count);
        Assert.Equal(All, versions.Distinct().Count());
    }

    /// <summary>The earlier id is committed later: between the two somebody reads, goes, and comes back.</summary>
    [Fact]
    public async Task Replay_SmallerIdCommittedAfterGreaterOne_IsNotLost()
    {
        await using var slow = new NpgsqlConnection(First.Database.Owner);
        await slow.OpenAsync(Ct);
        await using var transaction = await slow.BeginTransactionAsync(Ct);
        await using var early = new NpgsqlCommand(OneChange, slow, transaction);
        var earlyId = (long)(await early.ExecuteScalarAsync(Ct))!;
        var (stream, _) = await LiveReader.OpenAsync(First, Office);
        var lateId = (long)(await First.Database.AsOwnerAsync(OneChange))!;
        await First.Database.AsOwnerAsync(Tell);
        Assert.Equal(lateId, Assert.Single(await stream.ChangesAsync(1)).Version);
        Assert.True(earlyId < lateId);
        await stream.DisposeAsync();

        await transaction.CommitAsync(Ct);
        var (again, missed) = await LiveReader.OpenAsync(Second, Office, stream.LastId);

        await using var reading = again;
        Assert.Equal(earlyId, Assert.Single(LiveReader.ChangesOf(missed)).Version);
    }

    /// <summary>The negative control: by the number alone the change would be lost.</summary>
    [Fact]
    public async Task Ids_OfTransactionsThatOverlap_AreNotInTheOrderOfTheirCommits()
    {
        await using var slow = new NpgsqlConnection(First.Database.Owner);
        await slow.OpenAsync(Ct);
        await using var transaction = await slow.BeginTransactionAsync(Ct);
        await using var early = new NpgsqlCommand(OneChange, slow, transaction);
        await early.ExecuteNonQueryAsync(Ct);
        var seen = (long)(await First.Database.AsOwnerAsync(OneChange))!;
        await transaction.CommitAsync(Ct);

        Assert.Equal(0L, await First.Database.AsOwnerAsync("select count(*) from change_feed where topic = 'inbox' and id > $1", seen));
    }

    [Fact]
    public async Task Stream_ListenerKilled_GoesOnAndMissesNothing()
    {
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        await First.Database.AsSiteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{DatabaseListener.ApplicationName}' and datname = current_database()");
        var id = (long)(await First.Database.AsOwnerAsync(OneChange))!;
        await First.Database.AsOwnerAsync(Tell);

        Assert.Equal(id, Assert.Single(await stream.ChangesAsync(1)).Version);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1.2:3:")]
    [InlineData("99999999999999999999.1:1:")]
    [InlineData("1700000000.5:3:")]
    [InlineData("1700000000.3:9:4,4")]
    [InlineData("4000000000.9000000000000000000:9000000000000000000:")]
    public async Task Replay_PointThatIsNotOurs_ReadsEverythingAnew(string point)
    {
        var (stream, start) = await LiveReader.OpenAsync(First, Office, point);
        await using var reading = stream;

        Assert.Equal("reset", start.EventType);
    }

    [Fact]
    public async Task Replay_MoreThanCanBeTold_ReadsEverythingAnew()
    {
        var (stream, _) = await LiveReader.OpenAsync(First, Office);
        await stream.DisposeAsync();
        await First.Database.AsOwnerAsync($"insert into change_feed (topic, subject) select 'inbox', gen_random_uuid() from generate_series(1, {(FeedReader.Most + 1).ToString(CultureInfo.InvariantCulture)})");

        var (again, start) = await LiveReader.OpenAsync(Second, Office, stream.LastId, once: true);

        await using var reading = again;
        Assert.Equal("reset", start.EventType);
        Assert.Null(await again.NextAsync());
    }

    [Fact]
    public async Task Clean_ChangesNobodyCanAskFor_AreGone()
    {
        await First.Database.AsOwnerAsync("insert into change_feed (topic, subject, at) values ('inbox', gen_random_uuid(), now() - interval '73 hours'), ('inbox', gen_random_uuid(), now() - interval '71 hours')");
        var before = (long)(await First.Database.AsOwnerAsync("select count(*) from change_feed"))!;

        await First.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Equal(before - 1, await First.Database.AsOwnerAsync("select count(*) from change_feed"));
    }

    /// <summary>Transactions of different lengths, some of two changes, so that ids and commits cross.</summary>
    private async Task WriteAsync(int writer, int count)
    {
        await using var connection = new NpgsqlConnection(First.Database.Owner);
        await connection.OpenAsync(Ct);
        for (var written = 0; written < count;)
        {
            var rows = Math.Min(1 + ((written + writer) % 3), count - written);
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            for (var row = 0; row < rows; row++)
            {
                await using var change = new NpgsqlCommand(OneChange + "; select pg_sleep(random() / 200); " + Tell, connection, transaction);
                await change.ExecuteNonQueryAsync(Ct);
            }

            await transaction.CommitAsync(Ct);
            written += rows;
        }
    }
}
