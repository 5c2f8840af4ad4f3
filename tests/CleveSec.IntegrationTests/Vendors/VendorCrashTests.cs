using System.Diagnostics;
using System.Globalization;
using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>
/// The site dies at one moment of writing and sending a letter to a vendor, or of accepting its answer, over a real SMTP server. Afterwards the person sends the same form again:
/// one case, one letter that is recognisably the same one where it came twice, one answer.
/// </summary>
public sealed class VendorCrashTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly int seed = Environment.TickCount;
    private MailServer mail = null!;
    private CleveSecApp app = null!;

    /// <summary>Where the site dies.</summary>
    private enum Moment
    {
        /// <summary>The form has come, nothing is kept.</summary>
        BeforeTheDraftIsKept,

        /// <summary>The draft is there, "send" has come and is not committed.</summary>
        BeforeItIsInTheOutbox,

        /// <summary>Committed, and no sender has looked.</summary>
        BeforeTheOutboxSends,

        /// <summary>The mail server has all but the last line.</summary>
        BeforeTheServerTookIt,

        /// <summary>The mail server has it and has not said so.</summary>
        BeforeTheServerSaidSo,

        /// <summary>The mail server has said so, and the row does not know it.</summary>
        BeforeItIsMarked,
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        mail = await MailServer.StartAsync();
        app = new CleveSecApp(new AppOptions());
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant();
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await mail.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(Moment.BeforeTheDraftIsKept), 1)]
    [InlineData(nameof(Moment.BeforeItIsInTheOutbox), 1)]
    [InlineData(nameof(Moment.BeforeTheOutboxSends), 1)]
    [InlineData(nameof(Moment.BeforeTheServerTookIt), 1)]
    [InlineData(nameof(Moment.BeforeTheServerSaidSo), 2)]
    [InlineData(nameof(Moment.BeforeItIsMarked), 2)]
    public async Task Kill9_WhileALetterIsSent_LeavesOneCaseAndOneRecognisableLetter(string moment, int copies)
    {
        var letter = await NewAsync();

        await DieAsync(Enum.Parse<Moment>(moment), letter);

        await using (var site = await StartAsync(mail.Port))
        {
            await letter.WriteAsync(site);
            await letter.SendAsync(site, await CaseAsync(letter));
            await DeliveredAsync(site);
        }

        await CheckAsync(letter, copies, copies);
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Kill9_AtAHundredRandomMoments_LeavesOneCaseAndOneRecognisableLetterEach()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        List<LetterOfOffice> letters = [];
        for (var i = 0; i < 100; i++)
        {
            var letter = await NewAsync();
            letters.Add(letter);
            await using var site = await StartAsync(mail.Port);
            await letter.OpenAsync(site);
            var life = LiveAsync(site, letter);
            await Task.Delay(random.Next(0, 1200), Ct);
            site.Kill9();
            await life;
        }

        await using (var site = await StartAsync(mail.Port))
        {
            foreach (var letter in letters)
            {
                await letter.WriteAsync(site);
                await letter.SendAsync(site, await CaseAsync(letter));
            }

            await DeliveredAsync(site);
        }

        foreach (var letter in letters)
        {
            await CheckAsync(letter, 1, 2);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{letters.Count} letters, {mail.Messages().Count} mails.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill9_WhileAnAnswerIsAccepted_AcceptsItOnce(bool committed)
    {
        var job = await VendorLetters.SentAsync(app);
        var answer = await AnswerAsync(job);
        var person = await PersonAsync();
        var accept = $"/staff/vendor/answers/{answer}?handler=Accept";
        await using (var site = await StartAsync(null))
        {
            await person.OpenAsync(site, $"/staff/vendor/answers/{answer}");
            if (committed)
            {
                // Nobody reads the page that comes of it.
                var lost = person.PostAsync(site, accept);
                await UntilAsync("select count(*) from vendor_answers where id = $1 and state = 'Accepted'", answer);
                site.Kill9();
                await lost;
            }
            else
            {
                await DieBehindAsync(site, "select from jobs where id = $1 for update", job.Id, () => person.PostAsync(site, accept));
            }
        }

        Assert.Equal(committed ? VendorCaseState.Answered : VendorCaseState.Sent, (await app.Data.LoadAsync(job.Id)).VendorCases.Single().State);
        await using (var site = await StartAsync(null))
        {
            var again = await person.PostAsync(site, accept);
            Assert.Equal(committed ? HttpStatusCode.Conflict : HttpStatusCode.Found, again!.Status);
            Assert.Contains("Accepted", (await person.OpenAsync(site, $"/staff/vendor/answers/{answer}")).Text, StringComparison.Ordinal);
        }

        var after = await app.Data.LoadAsync(job.Id);
        var kept = await app.DbAsync(db => db.VendorAnswers.AsNoTracking().SingleAsync(Ct));
        Assert.Equal((VendorCaseState.Answered, VendorAnswerState.Accepted, JobStatus.OwnershipVerified), (after.VendorCases.Single().State, kept.State, after.Status));
        Assert.Equal(kept.CameAt + Duration.FromHours(24), after.VendorCases.Single().AnswerValidUntil);
        Assert.Equal(1, await EventsAsync(job.Id, nameof(JobAction.EndVendorCase)));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "vendor answer accepted", Ct)));
    }

    private async Task DieAsync(Moment moment, LetterOfOffice letter)
    {
        await using var gate = new SmtpGate(moment == Moment.BeforeTheServerTookIt ? SmtpHold.BeforeTheLastLine : SmtpHold.AfterItWasTaken, mail.Port);
        await using var site = await StartAsync(moment < Moment.BeforeTheServerTookIt ? null : gate.Port);
        await letter.OpenAsync(site);
        if (moment == Moment.BeforeTheDraftIsKept)
        {
            await DieBehindAsync(site, "select from jobs where id = $1 for update", letter.JobId, () => letter.WriteAsync(site));
            Assert.Equal(0, await app.DbAsync(db => db.VendorCases.CountAsync(one => one.JobId == letter.JobId, Ct)));
            return;
        }

        await letter.WriteAsync(site);
        var its = await CaseAsync(letter);
        if (moment == Moment.BeforeItIsInTheOutbox)
        {
            await DieBehindAsync(site, "select from jobs where id = $1 for update", letter.JobId, () => letter.SendAsync(site, its));
            Assert.Equal(0, await app.DbAsync(db => db.OutboxMails.CountAsync(row => row.JobId == letter.JobId && row.Kind == "VendorLetter", Ct)));
            return;
        }

        await letter.SendAsync(site, its);
        if (moment != Moment.BeforeTheOutboxSends)
        {
            await gate.HeldAsync();
        }

        if (moment == Moment.BeforeItIsMarked)
        {
            await DieBehindAsync(site, "select from outbox_mails where job_id = $1 and kind = 'VendorLetter' for update", letter.JobId, () =>
            {
                gate.LetGo();
                return Task.CompletedTask;
            });
        }

        site.Kill9();
        gate.Cut();
        Assert.Equal(1, await app.DbAsync(db => db.OutboxMails.CountAsync(row => row.JobId == letter.JobId && row.Kind == "VendorLetter" && row.State == OutboxState.Waiting, Ct)));
    }

    /// <summary>Holds a row, so that what is done then waits for it in the database, and kills the site there.</summary>
    private async Task DieBehindAsync(SiteProcess site, string sql, Guid id, Func<Task> act)
    {
        await using var holding = new NpgsqlConnection(app.Database.Owner);
        await holding.OpenAsync(Ct);
        await using (var command = new NpgsqlCommand($"begin; {sql.Replace("$1", $"'{id}'", StringComparison.Ordinal)}", holding))
        {
            await command.ExecuteNonQueryAsync(Ct);
        }

        var waiting = act();
        await UntilAsync($"select count(*) from pg_stat_activity where datname = current_database() and {holding.ProcessID} = any(pg_blocking_pids(pid))");
        site.Kill9();

        // The server notices a dead client only when it next speaks to it; before that what it was told would still be done.
        await app.Database.AsSiteAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        await waiting;
    }

    private async Task LiveAsync(SiteProcess site, LetterOfOffice letter)
    {
        await letter.WriteAsync(site);
        if (await app.DbAsync(db => db.VendorCases.Where(one => one.JobId == letter.JobId).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(Ct)) is { } its)
        {
            await letter.SendAsync(site, its);
        }
    }

    private async Task CheckAsync(LetterOfOffice letter, int least, int most)
    {
        var job = await app.Data.LoadAsync(letter.JobId);
        var its = Assert.Single(job.VendorCases);
        Assert.Equal((VendorCaseState.Sent, JobStatus.AwaitingVendor), (its.State, job.Status));
        Assert.Equal((1, 1), (await EventsAsync(job.Id, nameof(JobAction.AskVendor)), await EventsAsync(job.Id, "VendorLetterSent")));
        var row = await app.DbAsync(db => db.OutboxMails.AsNoTracking().SingleAsync(one => one.JobId == job.Id && one.Kind == "VendorLetter", Ct));
        Assert.Equal((OutboxState.Sent, its.LetterMailId), (row.State, row.Id));
        var copies = mail.Messages().Where(message => (message.Subject ?? "").Contains(its.Token!, StringComparison.Ordinal)).ToList();
        Assert.InRange(copies.Count, least, most);
        Assert.All(copies, copy => Assert.Equal((row.MessageId, VendorLetters.Recipient), (copy.MessageId, copy.To.Mailboxes.Single().Address)));
        Assert.All(copies, copy => Assert.Equal(VendorLetters.Export, Attached(copy)));
        Assert.Equal(0, await app.DbAsync(db => db.OutboxAttachments.CountAsync(file => file.OutboxMailId == row.Id, Ct)));
    }

    private async Task DeliveredAsync(SiteProcess site)
    {
        for (var waited = Stopwatch.StartNew(); await app.DbAsync(db => db.OutboxMails.AnyAsync(row => row.State != OutboxState.Sent, Ct)); await Task.Delay(Pause, Ct))
        {
            Assert.True(waited.Elapsed < Patience, $"Letters wait. {site.Output}");
        }
    }

    /// <summary>Asked as the site: what another role's connections wait for nobody sees.</summary>
    private async Task UntilAsync(string count, params object[] values)
    {
        for (var waited = Stopwatch.StartNew(); await app.Database.AsSiteAsync(count, values) is 0L; await Task.Delay(Pause, Ct))
        {
            Assert.True(waited.Elapsed < Patience, count);
        }
    }

    /// <summary>What a dead sender had taken goes out once its lease is over, which is made to be now.</summary>
    private async Task<SiteProcess> StartAsync(int? smtp)
    {
        await app.Database.AsOwnerAsync("update outbox_mails set lease_until = null, next_try_at = now() where state = 'Waiting'");
        return smtp is { } port
            ? await SiteProcess.StartAsync(app.Database, ("Mail:Host", "127.0.0.1"), ("Mail:Port", port.ToString(CultureInfo.InvariantCulture)), ("Mail:Security", "None"), ("Mail:FromAddress", "office@clevesec.test"))
            : await SiteProcess.StartAsync(app.Database);
    }

    private async Task<LetterOfOffice> NewAsync()
    {
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, await app.Data.StaffAsync(StaffRole.Technician));
        return new LetterOfOffice(await PersonAsync(), job);
    }

    private async Task<OfficeBrowser> PersonAsync()
    {
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        return new OfficeBrowser(client.Cookies);
    }

    private Task<Guid> CaseAsync(LetterOfOffice letter) => app.DbAsync(db => db.VendorCases.Where(one => one.JobId == letter.JobId).Select(one => one.Id).SingleAsync(Ct));

    private Task<int> EventsAsync(Guid job, string kind) => app.DbAsync(db => db.JobEvents.CountAsync(happened => happened.JobId == job && happened.Kind == kind, Ct));

    private async Task<Guid> AnswerAsync(Job job)
    {
        var (id, now) = (Guid.CreateVersion7(), app.Clock.Now);
        await app.DbAsync(db =>
        {
            db.VendorAnswers.Add(new VendorAnswer
            {
                Id = id,
                VendorCaseId = job.VendorCases[0].Id,
                Uid = 1,
                Fingerprint = id.ToByteArray(),
                FromAddress = VendorLetters.Recipient,
                Match = VendorAnswerMatch.Reply,
                CameAt = now,
                ReadAt = now,
                SealedBytes = [1],
                SealedKey = [1],
            });
            return db.SaveChangesAsync(Ct);
        });
        return id;
    }

    private static byte[] Attached(MimeMessage copy)
    {
        using var bytes = new MemoryStream();
        copy.Attachments.OfType<MimePart>().Single(part => part.FileName == "export.xml").Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
