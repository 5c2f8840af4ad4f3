using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Vendors;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>The reader as it runs: told by the server, killed at any moment, and what it says to an operator.</summary>
public sealed class VendorMailReaderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delivery_WhileTheReaderIdles_IsTakenWithoutAPoll()
    {
        var took = await RoundAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"Taken after {took.TotalSeconds:0.00} s");
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Delivery_WhileTheReaderIdles_IsTakenWithinFiveSeconds() => Assert.InRange((await RoundAsync()).TotalSeconds, 0, 5);

    /// <summary>A server that cannot tell of new mail is asked every while, on the same connection; one that can is never asked.</summary>
    [Theory]
    [InlineData(true, "3600", "IDLE", "NOOP")]
    [InlineData(false, "5", "NOOP", "IDLE")]
    public async Task Delivery_WithAndWithoutIdle_IsTakenTheOneWayOrTheOther(bool idle, string poll, string used, string unused)
    {
        await using var imap = await ImapServer.StartAsync(idle);

        await RoundAsync(imap, poll);

        Assert.Contains(used, imap.Heard());
        Assert.DoesNotContain(unused, imap.Heard());
    }

    [Fact]
    public async Task Kill9_WhileAnswersAreRead_LosesAndDoublesNothing()
    {
        const int Answers = 30;
        await using var imap = await ImapServer.StartAsync();
        await using var app = new CleveSecApp(new AppOptions());
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant();
        await app.InitializeAsync();
        var job = await VendorLetters.SentAsync(app);
        var letter = await VendorLetters.LetterIdAsync(app, job);
        var random = new Random(7);

        for (var (n, kills) = (0, 0); n < Answers; kills++)
        {
            await using var site = await StartAsync(app, imap);
            for (var batch = 0; batch < Answers / 3; batch++)
            {
                imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(letter, $"Re: {n}", file: [(byte)n++])), app.Clock.Now);
            }

            await Task.Delay(random.Next(20, 1500), Ct);
            site.Kill9();
        }

        await using (await StartAsync(app, imap))
        {
            await UntilAsync(app, Answers);
        }

        var answers = await VendorLetters.AnswersAsync(app);
        Assert.Equal(Answers, answers.Count);
        Assert.Equal(Answers, answers.Select(answer => answer.MessageId).Distinct().Count());
        Assert.All(answers, answer => Assert.Equal(job.VendorCases[0].Id, answer.VendorCaseId));
    }

    [Fact]
    public async Task Commit_Failing_ReadsTheMailAgain()
    {
        await using var imap = await ImapServer.StartAsync();
        await using var app = new CleveSecApp(new AppOptions { VendorMail = imap });
        await app.InitializeAsync();
        var job = await VendorLetters.SentAsync(app);
        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request")), app.Clock.Now);

        // Between fetching and the commit the database says no, as where a node dies there.
        await app.Database.AsOwnerAsync("create function no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
        await app.Database.AsOwnerAsync("create constraint trigger no after insert on vendor_answers deferrable initially deferred for each row execute function no()");
        Assert.Equal(0, await app.ReadVendorMailAsync());
        Assert.Empty(await VendorLetters.AnswersAsync(app));

        await app.Database.AsOwnerAsync("drop trigger no on vendor_answers");
        Assert.Equal(1, await app.ReadVendorMailAsync());
        Assert.Single(await VendorLetters.AnswersAsync(app));
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "VendorMail:Port=1", "Nothing listens" },
        { "VendorMail:Password=wrong", "refuses user or password" },
        { "VendorMail:Folder=Nowhere", "no folder Nowhere" },
        { "VendorMail:Security=StartTls", "no STARTTLS" },
        { "VendorMail:Security=Tls", "does not speak TLS" },
        { "VendorMail:Host=nowhere.invalid", "No server is called nowhere.invalid" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_OfTheOperator_IsSaidInOneSentence(string setting, string sentence)
    {
        await using var imap = await ImapServer.StartAsync();
        var parts = setting.Split('=');
        await using var app = new CleveSecApp(new AppOptions { VendorMail = imap, Settings = new Dictionary<string, string?> { [parts[0]] = parts[1] } });
        await app.InitializeAsync();

        Assert.Equal(0, await app.ReadVendorMailAsync());

        var mailbox = await app.DbAsync(db => db.VendorMailboxes.AsNoTracking().SingleAsync(Ct));
        Assert.Contains(sentence, mailbox.Error, StringComparison.Ordinal);
        Assert.NotNull(mailbox.FailingSince);
    }

    [Theory]
    [InlineData("Security", "Ssl", "Set VendorMail:Security")]
    [InlineData("Port", "0", "Set VendorMail:Port")]
    [InlineData("User", "", "Set VendorMail:User and VendorMail:Password")]
    [InlineData("PollSeconds", "1", "Set VendorMail:PollSeconds")]
    [InlineData("Address", "nobody at all <", "Set VendorMail:Address")]
    public void Settings_Wrong_AreSaidInOneSentence(string name, string value, string sentence)
    {
        var settings = new VendorMailSettings { Host = "imap.example.com", User = "u", Password = "p" };
        Assert.Null(settings.Problem());
        var property = typeof(VendorMailSettings).GetProperty(name)!;
        property.SetValue(settings, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));

        Assert.StartsWith(sentence, settings.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_OfWhatIsNotKnown_NamesNoSecret() =>
        Assert.DoesNotContain("p4ss", VendorMailDoor.Sentence(new AuthenticationException("user with p4ss"), new VendorMailSettings()) + VendorMailDoor.Sentence(new SocketException(), new VendorMailSettings { Password = "p4ss" }), StringComparison.Ordinal);

    /// <summary>The reader looks by itself once an hour only: what it takes before, it was told of.</summary>
    private static async Task<TimeSpan> RoundAsync()
    {
        await using var imap = await ImapServer.StartAsync();
        return await RoundAsync(imap, "3600");
    }

    private static async Task<TimeSpan> RoundAsync(ImapServer imap, string poll)
    {
        await using var app = new CleveSecApp(new AppOptions { VendorMail = imap, RunVendorMail = true, Settings = new Dictionary<string, string?> { ["VendorMail:PollSeconds"] = poll } });
        await app.InitializeAsync();
        var job = await VendorLetters.SentAsync(app);
        var letter = await VendorLetters.LetterIdAsync(app, job);
        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(letter, "Re: first")), app.Clock.Now);
        await UntilAsync(app, 1);
        var since = Stopwatch.StartNew();
        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(letter, "Re: second")), app.Clock.Now);
        await UntilAsync(app, 2);
        return since.Elapsed;
    }

    private static async Task UntilAsync(CleveSecApp app, int answers)
    {
        for (var waited = Stopwatch.StartNew(); await app.DbAsync(db => db.VendorAnswers.CountAsync(Ct)) < answers; await Task.Delay(Pause, Ct))
        {
            Assert.True(waited.Elapsed < Patience, $"{(await VendorLetters.AnswersAsync(app)).Count} of {answers} answers in {Patience.TotalSeconds:0} s. {await app.DbAsync(db => db.VendorMailboxes.Select(row => row.Error).SingleAsync(Ct))}");
        }
    }

    private static Task<SiteProcess> StartAsync(CleveSecApp app, ImapServer imap) => SiteProcess.StartAsync(
        app.Database, ("VendorMail:Host", "127.0.0.1"), ("VendorMail:Port", imap.Port.ToString(CultureInfo.InvariantCulture)), ("VendorMail:Security", "None"), ("VendorMail:User", ImapServer.User), ("VendorMail:Password", ImapServer.Password));
}
