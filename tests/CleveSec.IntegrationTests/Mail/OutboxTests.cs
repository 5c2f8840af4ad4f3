using System.Net;
using System.Net.Sockets;
using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace CleveSec.IntegrationTests.Mail;

/// <summary>A mail is a row before it is a message: it leaves over real SMTP, at least once, and says what became of it.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private MailServer mail = null!;
    private CleveSecApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        mail = await MailServer.StartAsync();
        app = new CleveSecApp(new AppOptions { Mail = mail });
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await mail.DisposeAsync();
    }

    [Fact]
    public async Task Send_LetterWithSecretAndCalendar_ArrivesWholeAndTheSecretIsErased()
    {
        var id = await AddAsync(secret: "s3cr3t-t0ken", calendar: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n");
        var before = await RowAsync(id);
        Assert.DoesNotContain("s3cr3t-t0ken", before.TextBody + before.HtmlBody + before.SealedSecrets, StringComparison.Ordinal);

        await app.SendMailsAsync();

        var message = await mail.WaitForAsync(arrived => arrived.MessageId == before.MessageId);
        Assert.Contains("https://clevesec.test/visit/s3cr3t-t0ken", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://clevesec.test/visit/s3cr3t-t0ken", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("O'Brien-Muñoz & <Co>", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("O&#39;Brien-Mu", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(message.BodyParts.OfType<TextPart>(), part => part.ContentType.MimeType == "text/calendar" && part.ContentType.Parameters["method"] == "REQUEST");
        var after = await RowAsync(id);
        Assert.Equal((OutboxState.Sent, (string?)null), (after.State, after.SealedSecrets));
    }

    [Fact]
    public async Task Send_ServerGone_WaitsByTheTableThenGivesUpAndSaysWhy()
    {
        await using var dead = new CleveSecApp(new AppOptions { Settings = new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{ClosedPort()}", ["Mail:Security"] = "None" } });
        await dead.InitializeAsync();
        var id = await AddAsync(dead);

        await dead.SendMailsAsync();
        var first = await RowAsync(id, dead);
        Assert.Equal((OutboxState.Waiting, 1, dead.Clock.Now + Duration.FromMinutes(1)), (first.State, first.Tries, first.NextTryAt));
        Assert.NotNull(first.LastError);
        Assert.Equal(0, await dead.SendMailsAsync());

        foreach (var pause in OutboxSender.Pauses)
        {
            dead.Clock.Advance(pause);
            Assert.Equal(1, await dead.SendMailsAsync());
        }

        Assert.Equal(OutboxState.Failed, (await RowAsync(id, dead)).State);
        Assert.InRange(OutboxSender.Pauses.Aggregate(Duration.Zero, (sum, pause) => sum + pause).TotalDays, 3.5, 4.5);
    }

    [Fact]
    public async Task Send_RecipientRefused_FailsAtOnce()
    {
        using var refusing = new RefusingServer();
        await using var site = new CleveSecApp(new AppOptions { Settings = new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{refusing.Port}", ["Mail:Security"] = "None" } });
        await site.InitializeAsync();
        var id = await AddAsync(site);

        await site.SendMailsAsync();

        var row = await RowAsync(id, site);
        Assert.Equal(OutboxState.Failed, row.State);
        Assert.Contains("550", row.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_FourSendersAtOnce_EachMailLeavesOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            await AddAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.SendMailsAsync()));

        Assert.Equal(20, await app.DbAsync(db => db.OutboxMails.CountAsync(row => row.State == OutboxState.Sent && row.Tries == 1, Ct)));
        var arrived = mail.Messages();
        Assert.Equal(20, arrived.Count);
        Assert.Equal(20, arrived.Select(message => message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Send_SenderDiedHolding_AnotherTakesItAfterTheLease()
    {
        var id = await AddAsync();
        await app.DbAsync(db => db.OutboxMails.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, app.Clock.Now + Duration.FromMinutes(2)), Ct));

        Assert.Equal(0, await app.SendMailsAsync());
        app.Clock.Advance(Duration.FromMinutes(3));

        Assert.Equal(1, await app.SendMailsAsync());
        Assert.Equal(OutboxState.Sent, (await RowAsync(id)).State);
    }

    [Fact]
    public async Task Tell_CustomerWithoutEmail_IsACallForTheOffice()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: null);
        await app.WithAsync<IServiceProvider, int>(async services =>
        {
            var db = services.GetRequiredService<CleveSecDb>();
            var tracked = await db.Jobs.Include(row => row.Customer).Include(row => row.Site).Include(row => row.Visits).SingleAsync(row => row.Id == job.Id, Ct);
            services.GetRequiredService<Web.UseCases.Jobs.Letters.CustomerLetters>().Changed(tracked, tracked.LiveVisit!, "Dana");
            return await db.SaveChangesAsync(Ct);
        });

        var message = await app.DbAsync(db => db.Messages.SingleAsync(row => row.JobId == job.Id, Ct));
        Assert.True(message.IsOpenCall);
        Assert.Equal(0, await app.DbAsync(db => db.OutboxMails.CountAsync(row => row.JobId == job.Id, Ct)));
    }

    [Fact]
    public async Task WithoutMailSettings_MailsWait()
    {
        await using var silent = new CleveSecApp(new AppOptions { RunOutbox = true });
        await silent.InitializeAsync();
        var id = await AddAsync(silent);

        var row = await RowAsync(id, silent);

        Assert.Equal((OutboxState.Waiting, 0), (row.State, row.Tries));
    }

    private Task<Guid> AddAsync(CleveSecApp? on = null, string secret = "token", string? calendar = null) => (on ?? app).WithAsync<IServiceProvider, Guid>(async services =>
    {
        var letter = new Letter(
            "TestMail",
            "A subject\r\nBcc: nobody@example.com",
            [new MailBlock.Text("O'Brien-Muñoz & <Co>"), new MailBlock.Button("Open", services.GetRequiredService<SiteAddress>().WithSecret("/visit/", "link"))],
            new Dictionary<string, string> { ["link"] = secret },
            calendar);
        var row = services.GetRequiredService<Outbox>().Add("casey@example.com", "Casey\r\nMorgan", letter);
        await services.GetRequiredService<CleveSecDb>().SaveChangesAsync(Ct);
        return row.Id;
    });

    private Task<OutboxMail> RowAsync(Guid id, CleveSecApp? on = null) => (on ?? app).DbAsync(db => db.OutboxMails.AsNoTracking().SingleAsync(row => row.Id == id, Ct));

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Speaks just enough SMTP to refuse every recipient for good.</summary>
    private sealed class RefusingServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public RefusingServer()
        {
            listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public void Dispose() => listener.Dispose();

        private async Task ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 refusing");
            while (await reader.ReadLineAsync() is { } line)
            {
                await writer.WriteLineAsync(line.Split(' ')[0].ToUpperInvariant() switch { "RCPT" => "550 no such user", "QUIT" => "221 bye", _ => "250 ok" });
            }
        }
    }
}
