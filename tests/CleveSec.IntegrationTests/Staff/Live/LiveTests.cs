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
public sealed class LiveTests : IAsyncLifetime
{
    /// <summary>A change that nothing else in a test makes.</summary>
    private const string OneChange = "insert into change_feed (topic, subject) values ('inbox', gen_random_uuid()) returning id";
    private const string Tell = "select pg_notify('live', '')";
    private readonly CleveSecApp first = new();
    private CleveSecApp second = null!;
    private SiteClient office = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await first.InitializeAsync();
        second = new CleveSecApp(new AppOptions { Database = first.Database });
        await second.InitializeAsync();
        office = await first.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        office.Dispose();
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Change_OnOneInstance_IsToldOnTheOther()
    {
        var technician = await first.Data.StaffAsync(StaffRole.Technician);
        var (stream, hello) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;
        Assert.Equal("reset", hello.EventType);

        var job = await first.Data.JobAsync(JobStatus.Scheduled, technician);

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
        var (one, other) = (await first.Data.StaffAsync(StaffRole.Technician), await first.Data.StaffAsync(StaffRole.Technician));
        var job = await first.Data.JobAsync(JobStatus.Scheduled, one);
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        await first.Database.AsSiteAsync(
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
        var job = await first.Data.JobAsync(JobStatus.Scheduled);
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        await first.Database.AsSiteAsync("update visits set status = 'Cancelled' where id = $1", job.LiveVisit!.Id);

        Assert.Null(Assert.Single(await stream.ChangesAsync(1)).Now);
    }

    [Fact]
    public async Task Hold_Deleted_IsTold()
    {
        var job = await first.Data.JobAsync(JobStatus.Scheduled);
        await first.Database.AsOwnerAsync("update visits set job_id = null, status = 'Held', held_until = now(), hold_key_hash = '\\x00' where id = $1", job.LiveVisit!.Id);
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        await first.Database.AsSiteAsync("delete from visits where status = 'Held'");

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
        await first.Data.JobAsync();
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        await first.Database.AsOwnerAsync(sql);

        Assert.Equal(topic, (await stream.ChangesAsync(1))[0].Topic);
    }

    [Fact]
    public async Task Replay_AThousandChangesWithStreamsThatBreak_LosesAndDoublesNothing()
    {
        const int All = 1_000;
        var (stream, _) = await LiveReader.OpenAsync(second, office);
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
            (stream, var missed) = await LiveReader.OpenAsync(node % 2 == 0 ? first : second, office, stream.LastId);
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
        await using var slow = new NpgsqlConnection(first.Database.Owner);
        await slow.OpenAsync(Ct);
        await using var transaction = await slow.BeginTransactionAsync(Ct);
        await using var early = new NpgsqlCommand(OneChange, slow, transaction);
        var earlyId = (long)(await early.ExecuteScalarAsync(Ct))!;
        var (stream, _) = await LiveReader.OpenAsync(first, office);
        var lateId = (long)(await first.Database.AsOwnerAsync(OneChange))!;
        await first.Database.AsOwnerAsync(Tell);
        Assert.Equal(lateId, Assert.Single(await stream.ChangesAsync(1)).Version);
        Assert.True(earlyId < lateId);
        await stream.DisposeAsync();

        await transaction.CommitAsync(Ct);
        var (again, missed) = await LiveReader.OpenAsync(second, office, stream.LastId);

        await using var reading = again;
        Assert.Equal(earlyId, Assert.Single(LiveReader.ChangesOf(missed)).Version);
    }

    /// <summary>The negative control: by the number alone the change would be lost.</summary>
    [Fact]
    public async Task Ids_OfTransactionsThatOverlap_AreNotInTheOrderOfTheirCommits()
    {
        await using var slow = new NpgsqlConnection(first.Database.Owner);
        await slow.OpenAsync(Ct);
        await using var transaction = await slow.BeginTransactionAsync(Ct);
        await using var early = new NpgsqlCommand(OneChange, slow, transaction);
        await early.ExecuteNonQueryAsync(Ct);
        var seen = (long)(await first.Database.AsOwnerAsync(OneChange))!;
        await transaction.CommitAsync(Ct);

        Assert.Equal(0L, await first.Database.AsOwnerAsync("select count(*) from change_feed where topic = 'inbox' and id > $1", seen));
    }

    [Fact]
    public async Task Stream_ListenerKilled_GoesOnAndMissesNothing()
    {
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        await first.Database.AsSiteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{DatabaseListener.ApplicationName}' and datname = current_database()");
        var id = (long)(await first.Database.AsOwnerAsync(OneChange))!;
        await first.Database.AsOwnerAsync(Tell);

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
        var (stream, start) = await LiveReader.OpenAsync(first, office, point);
        await using var reading = stream;

        Assert.Equal("reset", start.EventType);
    }

    [Fact]
    public async Task Replay_MoreThanCanBeTold_ReadsEverythingAnew()
    {
        var (stream, _) = await LiveReader.OpenAsync(first, office);
        await stream.DisposeAsync();
        await first.Database.AsOwnerAsync($"insert into change_feed (topic, subject) select 'inbox', gen_random_uuid() from generate_series(1, {(FeedReader.Most + 1).ToString(CultureInfo.InvariantCulture)})");

        var (again, start) = await LiveReader.OpenAsync(second, office, stream.LastId, once: true);

        await using var reading = again;
        Assert.Equal("reset", start.EventType);
        Assert.Null(await again.NextAsync());
    }

    [Fact]
    public async Task Stream_SignedOut_Ends()
    {
        using var colleague = await first.Data.SignInAsync(StaffRole.Admin);
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        var (other, _) = await LiveReader.OpenAsync(second, colleague);
        await using var reading = stream;
        await using var going = other;

        await office.GetAsync("/staff/account");
        await office.SubmitAsync(".rail__side form[action='/staff/sign-out']");

        Assert.Equal("ended", (await stream.NextAsync())?.EventType);
        Assert.Null(await stream.NextAsync());
        var id = (long)(await first.Database.AsOwnerAsync(OneChange))!;
        await first.Database.AsOwnerAsync(Tell);
        Assert.Equal(id, (await other.ChangesAsync(1))[^1].Version);
    }

    [Fact]
    public async Task Stream_PersonDeactivated_Ends()
    {
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        await first.Database.AsOwnerAsync("update staff_members set active = false");

        while (await stream.NextAsync() is { } item)
        {
            Assert.Contains(item.EventType, new[] { "changes", "ended" });
        }
    }

    [Fact]
    public async Task Stream_SessionLeftAlone_EndsWithTheNextSignOfLife()
    {
        var (stream, _) = await LiveReader.OpenAsync(first, office);
        await using var reading = stream;
        var hub = first.Services.GetRequiredService<LiveHub>();
        await hub.CheckAsync(Ct);
        Assert.Equal(1, hub.Count);

        first.Clock.Advance(StaffTickets.IdleOf(StaffRole.Dispatcher) + Duration.FromSeconds(1));
        await hub.CheckAsync(Ct);

        Assert.Equal("ended", (await stream.NextAsync())?.EventType);
        Assert.Equal(0, hub.Count);
    }

    /// <summary>A stream that comes back again and again keeps nobody signed in.</summary>
    [Fact]
    public async Task Open_AfterMinutes_DoesNotExtendTheSession()
    {
        var before = await first.Database.AsOwnerAsync("select max(last_seen_at) from staff_sessions");
        first.Clock.Advance(Duration.FromMinutes(5));

        var (stream, _) = await LiveReader.OpenAsync(first, office);
        await stream.DisposeAsync();

        Assert.Equal(before, await first.Database.AsOwnerAsync("select max(last_seen_at) from staff_sessions"));
        await office.GetAsync("/staff");
        Assert.NotEqual(before, await first.Database.AsOwnerAsync("select max(last_seen_at) from staff_sessions"));
    }

    [Fact]
    public async Task Moving_Posted_IsToldToOthersUnderTheNameOfTheSession()
    {
        var robin = await first.Data.StaffAsync(StaffRole.Dispatcher, "Robin O’Brien-Muñoz");
        using var hand = await first.Data.SignInAsync(robin);
        var (own, _) = await LiveReader.OpenAsync(second, hand);
        var (others, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = own;
        await using var readingToo = others;
        var page = await hand.GetAsync("/staff/account");
        var token = page.One(".rail__side input[name=__RequestVerificationToken]").GetAttribute("value");
        var id = Guid.NewGuid();

        (await hand.PostAsync("/staff/live/moving", ("id", id.ToString()), ("on", "true"), ("by", "Somebody else"), ("__RequestVerificationToken", token))).Expect(HttpStatusCode.NoContent);
        (await hand.PostAsync("/staff/live/moving", ("id", id.ToString()), ("on", "true"))).Expect(HttpStatusCode.BadRequest);
        (await hand.PostAsync("/staff/live/moving", ("id", "x"), ("on", "maybe"), ("__RequestVerificationToken", token))).Expect(HttpStatusCode.BadRequest);

        var told = await others.NextAsync();
        Assert.Equal("moving", told?.EventType);
        Assert.Equal($$"""{"id":"{{id}}","by":"{{robin.Name}}","on":true}""", System.Text.RegularExpressions.Regex.Unescape(told!.Value.Data));
        await first.Database.AsOwnerAsync(OneChange);
        await first.Database.AsOwnerAsync(Tell);
        Assert.Equal("changes", (await own.NextAsync())?.EventType);
    }

    [Fact]
    public async Task Open_StrangerOrTechnician_GetsNothing()
    {
        using var stranger = first.Client();
        using var technician = await first.Data.SignInAsync(StaffRole.Technician);

        Assert.StartsWith("/staff/sign-in", (await stranger.GetAsync("/staff/live")).Location, StringComparison.Ordinal);
        (await technician.GetAsync("/staff/live")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(0, first.Services.GetRequiredService<LiveHub>().Count);
    }

    [Fact]
    public async Task Open_MoreThanABrowserNeeds_IsRefused()
    {
        var streams = new List<LiveReader>();
        for (var i = 0; i < LiveHub.MostPerSession; i++)
        {
            streams.Add((await LiveReader.OpenAsync(first, office)).Reader);
        }

        (await office.GetAsync("/staff/live")).Expect(HttpStatusCode.TooManyRequests);

        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public void Tell_BrowserThatDoesNotRead_IsCutOff()
    {
        // Its own: the site's gets signs of life of its own accord.
        var hub = new LiveHub(first.Services.GetRequiredService<IServiceScopeFactory>());
        var cut = 0;
        var slow = new LiveStream(Guid.NewGuid(), () => cut++);
        Assert.True(hub.Add(slow));

        for (var i = 0; i < LiveStream.MostWaiting; i++)
        {
            hub.Tell(new LiveMessage.Beat());
        }

        Assert.Equal((0, 1), (cut, hub.Count));
        hub.Tell(new LiveMessage.Beat());
        hub.Tell(new LiveMessage.Beat());
        Assert.Equal((1, 0), (cut, hub.Count));
    }

    [Fact]
    public async Task Clean_ChangesNobodyCanAskFor_AreGone()
    {
        await first.Database.AsOwnerAsync("insert into change_feed (topic, subject, at) values ('inbox', gen_random_uuid(), now() - interval '73 hours'), ('inbox', gen_random_uuid(), now() - interval '71 hours')");
        var before = (long)(await first.Database.AsOwnerAsync("select count(*) from change_feed"))!;

        await first.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Equal(before - 1, await first.Database.AsOwnerAsync("select count(*) from change_feed"));
    }

    /// <summary>Transactions of different lengths, some of two changes, so that ids and commits cross.</summary>
    private async Task WriteAsync(int writer, int count)
    {
        await using var connection = new NpgsqlConnection(first.Database.Owner);
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
