using System.Globalization;
using System.Net;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.UseCases.Scheduling.Calendars;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>Busy times of a technician's own calendar, read from a stand-in that fails as told. Only what this host says is let through to 127.0.0.1.</summary>
public sealed class BusyFeedTests : IAsyncLifetime
{
    private const string Calendars = "/staff/other-work/calendars";
    private readonly CleveSecApp app = new();
    private StandInServer server = null!;
    private BusyFeedClient client = null!;
    private StaffMember dana = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        this.server = await StandInServer.StartAsync();
        this.client = new BusyFeedClient([this.server.Address.Authority], TimeSpan.FromSeconds(2));
        await this.app.InitializeAsync();
        this.dana = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana");
    }

    public async ValueTask DisposeAsync()
    {
        this.client.Dispose();
        await this.app.DisposeAsync();
        await this.server.DisposeAsync();
    }

    [Fact]
    public async Task Read_NewMovedAndGone_TheDaysFollowAndNothingPrivateIsKept()
    {
        var feed = await this.FeedAsync();
        this.Say(Event("a", "DTSTART;TZID=America/New_York:20261125T090000", "DTEND;TZID=America/New_York:20261125T100000", "SUMMARY:Dr. Secret", "LOCATION:Clinic"), Event("b", "DTSTART:20261126T150000Z", "DTEND:20261126T160000Z"));
        Assert.Equal(1, await this.ReadAsync());
        Assert.Equal(["25 09:00-10:00", "26 10:00-11:00"], await this.BusyAsync());
        Assert.Equal(0, await this.ReadAsync());

        this.Say(Event("a", "DTSTART;TZID=America/New_York:20261125T093000", "DTEND;TZID=America/New_York:20261125T103000"));
        this.app.Clock.Advance(BusyFeedReader.ReadEvery);
        Assert.Equal(1, await this.ReadAsync());
        Assert.Equal(["25 09:30-10:30"], await this.BusyAsync());

        // Back where it was: the row that was cancelled stands again.
        this.Say(Event("a", "DTSTART;TZID=America/New_York:20261125T090000", "DTEND;TZID=America/New_York:20261125T100000"));
        this.app.Clock.Advance(BusyFeedReader.ReadEvery);
        await this.ReadAsync();
        Assert.Equal(["25 09:00-10:00"], await this.BusyAsync());

        var dump = await this.app.DbAsync(db => db.Database.SqlQuery<string>($"""select coalesce(string_agg(w::text, ' '), '') || (select string_agg(f::text, ' ') from busy_feeds f) as "Value" from other_work w""").SingleAsync(Ct));
        Assert.DoesNotContain("Secret", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("Clinic", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("/secret-path", dump, StringComparison.Ordinal);
        Assert.Equal(feed, (await this.RowAsync()).Id);
    }

    [Fact]
    public async Task Read_FreeCancelledOverlappingAndOwnEvents_CountAsTheyShould()
    {
        await this.FeedAsync();
        this.Say(
            Event("free", "DTSTART:20261125T140000Z", "DTEND:20261125T150000Z", "TRANSP:TRANSPARENT"),
            Event("off", "DTSTART:20261125T160000Z", "DTEND:20261125T170000Z", "STATUS:CANCELLED"),
            Event("one", "DTSTART:20261126T140000Z", "DTEND:20261126T160000Z"),
            Event("two", "DTSTART:20261126T150000Z", "DTEND:20261126T170000Z"),
            Event("next", "DTSTART:20261126T170000Z", "DTEND:20261126T180000Z"),
            Event("empty", "DTSTART:20261126T190000Z", "DTEND:20261126T190000Z"),
            Event("0123@clevesec.test", "DTSTART:20261127T140000Z", "DTEND:20261127T150000Z"),
            Event("floating", "DTSTART:20261130T090000", "DTEND:20261130T100000"),
            Event("windows", "DTSTART;TZID=Eastern Standard Time:20261201T090000", "DTEND;TZID=Eastern Standard Time:20261201T100000"),
            Event("day", "DTSTART;VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261204"));

        await this.ReadAsync();

        Assert.Equal(["26 09:00-12:00", "26 12:00-13:00", "30 09:00-10:00", "01 09:00-10:00", "02 00:00-00:00", "03 00:00-00:00"], await this.BusyAsync());
        Assert.Null((await this.RowAsync()).Error);
    }

    [Fact]
    public async Task Read_Recurring_ExpandsToTheHorizonWithoutTheExceptionsAndWithTheMovedOne()
    {
        await this.FeedAsync();
        this.Say(
            Event("r", "DTSTART;TZID=America/New_York:20260101T120000", "DTEND;TZID=America/New_York:20260101T123000", "RRULE:FREQ=DAILY;COUNT=10000", "EXDATE;TZID=America/New_York:20261126T120000"),
            Event("r", "RECURRENCE-ID;TZID=America/New_York:20261127T120000", "DTSTART;TZID=America/New_York:20261127T150000", "DTEND;TZID=America/New_York:20261127T153000"),
            Event("r", "RECURRENCE-ID;TZID=America/New_York:20261128T120000", "DTSTART;TZID=America/New_York:20261128T120000", "DTEND;TZID=America/New_York:20261128T123000", "STATUS:CANCELLED"));

        await this.ReadAsync();

        Assert.Equal(["24 12:00-12:30", "25 12:00-12:30", "27 15:00-15:30", "29 12:00-12:30"], (await this.BusyAsync()).Take(4));
        Assert.Equal(13, (await this.BusyAsync()).Count);
    }

    [Fact]
    public async Task Read_OnTheNightTheClocksChange_KeepsTheTimeOnTheWall()
    {
        await this.FeedAsync();
        this.app.Clock.Now = Instant.FromUtc(2027, 3, 12, 15, 0);
        this.Say(
            Event("weekly", "DTSTART;TZID=America/New_York:20270301T090000", "DTEND;TZID=America/New_York:20270301T100000", "RRULE:FREQ=DAILY;UNTIL=20270316T000000Z"),
            Event("gap", "DTSTART;TZID=America/New_York:20270314T013000", "DTEND;TZID=America/New_York:20270314T033000"));

        await this.ReadAsync();

        Assert.Equal(["12 09:00-10:00", "13 09:00-10:00", "14 01:30-03:30", "14 09:00-10:00", "15 09:00-10:00"], await this.BusyAsync());
        var gap = await this.app.DbAsync(db => db.OtherWork.AsNoTracking().OrderBy(work => work.Start).Skip(2).FirstAsync(Ct));
        Assert.Equal(Duration.FromHours(1), gap.End - gap.Start);
    }

    [Fact]
    public async Task Read_WhereAVisitStands_IsKeptInTheInboxUntilItIsOutOfTheWay()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, this.dana);
        await this.FeedAsync();
        this.Say(Event("a", "DTSTART;TZID=America/New_York:20261125T103000", "DTEND;TZID=America/New_York:20261125T113000"));
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        await this.ReadAsync();

        Assert.Empty(await this.BusyAsync());
        Assert.Contains($"In the way: Dana has {job.Number}, 10–11 am.", (await office.GetAsync("/staff?view=new")).Text, StringComparison.Ordinal);
        Assert.Contains("In the way", (await office.GetAsync("/staff/other-work")).Text, StringComparison.Ordinal);
        Assert.True((await this.app.Data.LoadAsync(job.Id)).Visits[0].IsLive);

        await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.Unschedule("customer asked", step));
        this.server.Answer = context =>
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        };
        this.app.Clock.Advance(BusyFeedReader.ReadEvery);
        await this.app.DbAsync(db => db.BusyFeeds.ExecuteUpdateAsync(set => set.SetProperty(row => row.ETag, "\"1\""), Ct));
        await this.ReadAsync();

        Assert.Equal(["25 10:30-11:30"], await this.BusyAsync());
        Assert.DoesNotContain("has something else", (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TheSameDay_AsksWithTheETagAndTheNextDayWithout()
    {
        await this.FeedAsync();
        List<string> tags = [];
        this.server.Answer = context =>
        {
            tags.Add(context.Request.Headers.IfNoneMatch.ToString());
            context.Response.Headers.ETag = "\"v1\"";
            return context.Response.WriteAsync(Calendar());
        };

        await this.ReadAsync();
        this.app.Clock.Advance(BusyFeedReader.ReadEvery);
        await this.ReadAsync();
        this.app.Clock.Advance(Duration.FromDays(1));
        await this.ReadAsync();

        Assert.Equal(["", "\"v1\"", ""], tags);
    }

    public static TheoryData<string> Faults => new(FaultNames("http://127.0.0.1:1").Keys);

    private static Dictionary<string, (RequestDelegate Answer, string Error)> FaultNames(string elsewhere) => new()
    {
        ["not found"] = (context => Status(context, 404), "status 404"),
        ["broken"] = (context => Status(context, 500), "status 500"),
        ["slow"] = (StandInServer.NeverAsync, "did not arrive within"),
        ["garbage"] = (context => context.Response.WriteAsync("<html>Sign in</html>"), "alendar"),
        ["empty"] = (context => context.Response.WriteAsync(""), "alendar"),
        ["half"] = (context => context.Response.WriteAsync("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:banana\r\n"), "alendar"),
        ["5 MB"] = (context => context.Response.WriteAsync(new string('x', 5_000_000), context.RequestAborted), "larger than 2 MB"),
        ["bomb"] = (BombAsync, "larger than 2 MB"),
        ["redirect to http"] = (context => RedirectAsync(context, elsewhere + "/x"), "not https"),
        ["redirect to loopback"] = (context => RedirectAsync(context, "https://127.0.0.1:5432/"), "private network"),
        ["redirect to localhost"] = (context => RedirectAsync(context, "https://localhost/"), "private network"),
        ["redirect to metadata"] = (context => RedirectAsync(context, "https://169.254.169.254/latest/"), "private network"),
        ["redirect to IPv6"] = (context => RedirectAsync(context, "https://[::ffff:10.0.0.1]/"), "private network"),
        ["redirect to a file"] = (context => RedirectAsync(context, "file:///etc/passwd"), "not https"),
        ["redirect in circles"] = (context => RedirectAsync(context, context.Request.Path), "without end"),
        ["every second"] = (context => context.Response.WriteAsync(Calendar(Event("s", "DTSTART:20200101T000000Z", "DTEND:20200101T000001Z", "RRULE:FREQ=SECONDLY"))), "more often than makes sense"),
        ["every second by parts"] = (context => context.Response.WriteAsync(Calendar(Event("s", "DTSTART:20200101T000000Z", "DTEND:20200101T000001Z", $"RRULE:FREQ=YEARLY;BYMINUTE={Numbers(60)};BYSECOND={Numbers(60)}"))), "more often than makes sense"),
        ["storm"] = (context => context.Response.WriteAsync(Calendar([.. Enumerable.Range(0, 4000).Select(i => Event($"e{i}", $"DTSTART:{Instant.FromUtc(2026, 11, 25, 0, 0) + Duration.FromMinutes(4 * i):yyyyMMdd'T'HHmmss'Z'}", "DURATION:PT3M"))])), "too many events"),
        ["never"] = (context => context.Response.WriteAsync(Calendar(Event("n", "DTSTART:20260101T000000Z", "DTEND:20260101T010000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))), ""),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Read_CalendarFails_KeepsWhatItSaidTellsTheOfficeAfterAnHourAndRecovers(string fault)
    {
        await this.FeedAsync();
        this.Say(Event("a", "DTSTART:20261130T140000Z", "DTEND:20261130T150000Z"));
        await this.ReadAsync();
        var (answer, error) = FaultNames("http://127.0.0.1:1")[fault];

        this.server.Answer = answer;
        for (var i = 0; i < 2; i++)
        {
            this.app.Clock.Advance(BusyFeedReader.ReadEvery);
            await this.ReadAsync();
        }

        if (fault == "never")
        {
            // A rule that never holds may be read as nothing, or not at all; it must only come to an end.
            return;
        }

        var row = await this.RowAsync();
        Assert.Contains(error, row.Error, StringComparison.Ordinal);
        Assert.Equal(this.app.Clock.Now - BusyFeedReader.ReadEvery, row.FailingSince);
        Assert.Equal(["30 09:00-10:00"], await this.BusyAsync());
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains(error, (await office.GetAsync(Calendars)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The calendar of Dana", (await office.GetAsync("/staff")).Text, StringComparison.Ordinal);
        this.app.Clock.Advance(Duration.FromHours(1));
        using var later = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("The calendar of Dana cannot be read", (await later.GetAsync("/staff")).Text, StringComparison.Ordinal);

        this.Say();
        await this.ReadAsync();
        row = await this.RowAsync();
        Assert.Equal((null, null), (row.Error, row.FailingSince));
        Assert.Empty(await this.BusyAsync());
    }

    [Theory]
    [InlineData("https://127.0.0.1/a.ics")]
    [InlineData("https://10.1.2.3/a.ics")]
    [InlineData("https://[::1]/a.ics")]
    [InlineData("https://[fe80::1]/a.ics")]
    [InlineData("https://2130706433/a.ics")]
    [InlineData("https://localhost/a.ics")]
    public async Task Fetch_PrivateAddress_IsRefusedAfterTheNameIsResolved(string address)
    {
        // Negative control: the stand-in's own address, let through by the configuration, is reached by every other test here.
        var refused = await Assert.ThrowsAsync<BusyFeedFailed>(() => this.client.FetchAsync(new Uri(address), null, Ct));

        Assert.Contains("private network", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void PublicAddress_Is_KnowsTheSpecialOnes(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task Page_AddAndRemove_KeepsTheAddressSecretAndFreesTheTimes()
    {
        using var office = await this.app.Data.SignInAsync(await this.app.Data.StaffAsync(StaffRole.Dispatcher, "Robin"));
        const string Form = "form:has([name='Input.Address'])";
        await office.GetAsync(Calendars);
        foreach (var bad in new[] { "", "http://calendar.example/a.ics", "https://me:pass@calendar.example/a.ics", "no address", "file:///etc/passwd" })
        {
            (await office.SubmitAsync(Form, ("Input.Technician", this.dana.Id.ToString()), ("Input.Address", bad))).Expect(HttpStatusCode.UnprocessableEntity);
        }

        (await office.SubmitAsync(Form, ("Input.Technician", this.dana.Id.ToString()), ("Input.Address", "webcal://calendar.example/secret-path/a.ics"))).ExpectRedirect(Calendars);
        (await office.SubmitAsync(Form, ("Input.Technician", this.dana.Id.ToString()), ("Input.Address", "https://calendar.example/secret-path/a.ics"))).ExpectRedirect(Calendars);

        var row = await this.RowAsync();
        Assert.Equal("calendar.example", row.Host);
        var page = await office.GetAsync(Calendars);
        Assert.DoesNotContain("secret-path", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", row.SealedUrl, StringComparison.Ordinal);

        await this.app.DbAsync(db => db.BusyFeeds.ExecuteDeleteAsync(Ct));
        await this.FeedAsync();
        this.Say(Event("a", "DTSTART:20261130T140000Z", "DTEND:20261130T150000Z"));
        await this.ReadAsync();
        Assert.Single(await this.BusyAsync());
        await office.GetAsync(Calendars);
        (await office.SubmitAsync("form[action*=Remove]")).ExpectRedirect(Calendars);
        Assert.Empty(await this.BusyAsync());
        Assert.Equal(0, await this.app.DbAsync(db => db.BusyFeeds.CountAsync(Ct)));
        Assert.Equal(["Robin calendar added Dana", "Robin calendar removed Dana"], await this.app.DbAsync(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.StaffName} {entry.Action} {entry.Subject}").ToListAsync(Ct)));
    }

    private static string Numbers(int count) => string.Join(',', Enumerable.Range(0, count));

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task RedirectAsync(HttpContext context, string to)
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }

    /// <summary>A few kilobytes that become many megabytes.</summary>
    private static async Task BombAsync(HttpContext context)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        using var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[20_000_000], Ct);
        }

        await context.Response.Body.WriteAsync(packed.ToArray(), context.RequestAborted);
    }

    private static string Event(string uid, params string[] lines) => $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\n";

    private static string Calendar(params string[] events) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//stand-in//EN\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    private void Say(params string[] events) => this.server.Answer = context => context.Response.WriteAsync(Calendar(events), Encoding.UTF8);

    private async Task<Guid> FeedAsync()
    {
        var feed = new BusyFeed { Id = Guid.CreateVersion7(), TechnicianId = this.dana.Id, Host = "127.0.0.1", CreatedAt = this.app.Clock.Now, SealedUrl = this.app.Services.GetRequiredService<SecretBox>().SealAddress(new Uri(this.server.Address, "/secret-path/a.ics").AbsoluteUri) };
        await this.app.DbAsync(db =>
        {
            db.BusyFeeds.Add(feed);
            return db.SaveChangesAsync(Ct);
        });
        return feed.Id;
    }

    private Task<int> ReadAsync() => new BusyFeedReader(
        this.app.Services.GetRequiredService<IServiceScopeFactory>(), this.client, this.app.Services.GetRequiredService<SiteAddress>(), this.app.Clock, NullLogger<BusyFeedReader>.Instance).RunOnceAsync(Ct);

    private Task<BusyFeed> RowAsync() => this.app.DbAsync(db => db.BusyFeeds.AsNoTracking().SingleAsync(Ct));

    /// <summary>What takes the technician's time: day of the month and span in New York.</summary>
    private async Task<List<string>> BusyAsync() =>
        (await this.app.DbAsync(db => db.Visits.AsNoTracking().Where(visit => visit.OtherWorkId != null && visit.Status == VisitStatus.Confirmed).OrderBy(visit => visit.WorkStart).ToListAsync(Ct)))
        .ConvertAll(visit => string.Create(CultureInfo.InvariantCulture, $"{visit.WorkStart.InZone(BookingRules.Zone):dd HH:mm}-{visit.WorkEnd.InZone(BookingRules.Zone):HH:mm}"));
}
