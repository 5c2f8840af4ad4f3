using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>
/// Reads the mailbox that vendors answer to: at once where the server tells of new mail (IDLE), else every while. Nothing is changed in the mailbox; how far it was read stands in the
/// database. A server that cannot be reached is tried again, and the office sees since when and why.
/// </summary>
internal sealed class VendorMailReader(IServiceScopeFactory scopes, IOptions<VendorMailSettings> options, IClock clock, ILogger<VendorMailReader> log) : BackgroundService
{
    /// <summary>Servers end an IDLE after half an hour.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(9);
    private static readonly IReadOnlyList<TimeSpan> Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)];

    /// <summary>Reads what is new, and returns how many answers were kept. A mailbox that cannot be read is said so in the database.</summary>
    public async Task<int> ReadOnceAsync(CancellationToken ct)
    {
        try
        {
            using var client = new ImapClient();
            var folder = await VendorMailDoor.OpenAsync(client, options.Value, ct);
            var kept = await ReadNewAsync(folder, ct);
            await client.DisconnectAsync(true, ct);
            return kept;
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await SayAsync(error, ct);
            return 0;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; options.Value.IsOn && !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await FollowAsync(() => failures = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                await SayAsync(error, CancellationToken.None);
                await WaitAsync(Pauses[Math.Min(failures++, Pauses.Count - 1)], stoppingToken);
            }
        }
    }

    private async Task FollowAsync(Action read, CancellationToken ct)
    {
        using var client = new ImapClient();
        var folder = await VendorMailDoor.OpenAsync(client, options.Value, ct);
        while (!ct.IsCancellationRequested)
        {
            // Heard from before the reading on: what comes meanwhile is read too.
            using var news = new CancellationTokenSource(LongestIdle);
            void Arrived(object? sender, EventArgs happened) => news.Cancel();
            folder.CountChanged += Arrived;
            try
            {
                await ReadNewAsync(folder, ct);
                read();
                await UntilNewsAsync(client, news, ct);
            }
            finally
            {
                folder.CountChanged -= Arrived;
            }
        }
    }

    private async Task UntilNewsAsync(ImapClient client, CancellationTokenSource news, CancellationToken ct)
    {
        if (news.IsCancellationRequested)
        {
            return;
        }

        if (client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await client.IdleAsync(news.Token, ct);
            return;
        }

        await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), ct);
        await client.NoOpAsync(ct);
    }

    private async Task<int> ReadNewAsync(IMailFolder folder, CancellationToken ct)
    {
        var kept = 0;
        var after = await AfterAsync(folder.UidValidity, ct);
        var range = new UniqueIdRange(new UniqueId(folder.UidValidity, after + 1), UniqueId.MaxValue);

        // "n:*" names the last mail also where n is beyond it.
        var found = (await folder.SearchAsync(SearchQuery.Uids(range), ct)).Where(uid => uid.Id > after).OrderBy(uid => uid.Id).ToList();
        foreach (var uid in found)
        {
            var mail = await FetchAsync(folder, uid, ct);
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                kept += await scope.ServiceProvider.GetRequiredService<KeepAnswer>().RunAsync(mail, ct) ? 1 : 0;
            }
            catch (Exception error) when (error is ArgumentException or FormatException || error.GetBaseException() is PostgresException { SqlState: ['2', '2', ..] })
            {
                log.LogError(error, "A mail (UID {Uid}) in the mailbox for vendors' answers cannot be kept. Look at it there.", uid.Id);
                await using var anew = scopes.CreateAsyncScope();
                await anew.ServiceProvider.GetRequiredService<KeepAnswer>().SkipAsync(mail, ct);
            }
        }

        await SayAsync(null, ct);
        return kept;
    }

    private async Task<FetchedMail> FetchAsync(IMailFolder folder, UniqueId uid, CancellationToken ct)
    {
        var summary = (await folder.FetchAsync([uid], MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate, ct)).FirstOrDefault()
            ?? throw new VendorMailProblem("The mailbox named a mail and does not give it. It is tried again.");
        var (size, came) = ((long)(summary.Size ?? 0), Instant.FromDateTimeOffset(summary.InternalDate ?? DateTimeOffset.MaxValue));
        if (size > VendorAnswer.Largest)
        {
            return new FetchedMail(KeyOf(folder.UidValidity), uid.Id, came, size, null, await folder.GetHeadersAsync(uid, ct));
        }

        await using var stream = await folder.GetStreamAsync(uid, "", ct);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return new FetchedMail(KeyOf(folder.UidValidity), uid.Id, came, size, bytes.ToArray(), null);
    }

    private async Task<uint> AfterAsync(uint validity, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mailbox = await scope.ServiceProvider.GetRequiredService<CleveSecDb>().VendorMailboxes.AsNoTracking().SingleAsync(ct);
        return mailbox.UidValidity == KeyOf(validity) ? (uint)mailbox.LastUid : 0;
    }

    /// <summary>The folder's number together with which folder of whom it is: two mailboxes may have the same number.</summary>
    private long KeyOf(uint validity)
    {
        var whose = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Value.Host}\n{options.Value.User}\n{options.Value.Folder}"));
        return ((long)(BinaryPrimitives.ReadUInt32BigEndian(whose) & int.MaxValue) << 32) | validity;
    }

    /// <param name="error">Null: it was read.</param>
    private async Task SayAsync(Exception? error, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var words = error is null ? null : Outbox.OneLine(VendorMailDoor.Sentence(error, options.Value), OutboxMail.ErrorMaxLength);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var rows = scope.ServiceProvider.GetRequiredService<CleveSecDb>().VendorMailboxes;
            await (words is null
                ? rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now).SetProperty(row => row.FailingSince, (Instant?)null).SetProperty(row => row.Error, (string?)null), ct)
                : rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, row => row.FailingSince ?? now).SetProperty(row => row.Error, words), ct));
        }
        catch (Exception lost) when (words is not null && (lost is not OperationCanceledException || !ct.IsCancellationRequested))
        {
            log.LogWarning(lost, "That the mailbox for vendors' answers cannot be read could not be written down.");
        }

        if (words is not null)
        {
            log.LogWarning("The mailbox for vendors' answers was not read: {Error}", words);
        }
    }

    private static async Task WaitAsync(TimeSpan pause, CancellationToken ct)
    {
        try
        {
            await Task.Delay(pause, ct);
        }
        catch (OperationCanceledException)
        {
            // The site is stopping.
        }
    }
}
