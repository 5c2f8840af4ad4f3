using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime;

namespace CleveSec.Web.Mail;

/// <summary>Sends what waits in the outbox: one row at a time, leased, with a retry table, so that each mail leaves at least once and several instances can work.</summary>
internal sealed class OutboxSender(IServiceScopeFactory scopes, IOptions<MailSettings> settings, OutboxSignal signal, IClock clock, ILogger<OutboxSender> log) : BackgroundService
{
    /// <summary>The pause after each failed try; after the last the mail is given up and shown to staff (about four days).</summary>
    public static readonly IReadOnlyList<Duration> Pauses =
    [
        Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1), Duration.FromHours(4),
        Duration.FromHours(8), Duration.FromHours(16), Duration.FromHours(24), Duration.FromHours(24), Duration.FromHours(18),
    ];

    private static readonly Duration Lease = Duration.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (settings.Value.CanSend && await SendNextAsync(stoppingToken))
                {
                }

                await signal.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // One bad mail or a lost database must not stop the site; the next look comes by itself.
                log.LogError(error, "Looking into the outbox failed.");
                await signal.WaitAsync(LookEvery * 3, CancellationToken.None);
            }
        }
    }

    /// <summary>Sends one mail that is due. False: there was none.</summary>
    public async Task<bool> SendNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        if (await ClaimAsync(db, ct) is not { } mail)
        {
            return false;
        }

        try
        {
            var message = Compose(mail, settings.Value, scope.ServiceProvider.GetRequiredService<SecretBox>());
            await scope.ServiceProvider.GetRequiredService<LetterFiles>().AttachAsync(message, mail, ct);
            await scope.ServiceProvider.GetRequiredService<IMailTransport>().SendAsync(message, ct);
            mail.State = OutboxState.Sent;
            mail.SentAt = clock.GetCurrentInstant();
            mail.SealedSecrets = null;
            mail.LastError = null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The lease runs out and another sender takes it.
            throw;
        }
        catch (Exception error)
        {
            Fail(mail, error);
        }

        mail.LeaseUntil = null;
        await KeepAsync(db, mail);
        return true;
    }

    /// <summary>What became of it, and, where it left, without what it took along: that is not needed here any more, also not when the process ends right after.</summary>
    private static Task KeepAsync(CleveSecDb db, OutboxMail mail) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);

        // Changes stay pending until the commit, so that a retry writes them again.
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, CancellationToken.None);
        if (mail.State == OutboxState.Sent)
        {
            await db.OutboxAttachments.Where(file => file.OutboxMailId == mail.Id).ExecuteDeleteAsync(CancellationToken.None);
        }

        await transaction.CommitAsync(CancellationToken.None);
    });

    private async Task<OutboxMail?> ClaimAsync(CleveSecDb db, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var until = now + Lease;
        var claimed = await db.Database.SqlQuery<Guid>($"""
            update outbox_mails set lease_until = {until}, tries = tries + 1
            where id = (select id from outbox_mails
                        where state = 'Waiting' and next_try_at <= {now} and (lease_until is null or lease_until < {now})
                        order by next_try_at limit 1 for update skip locked)
            returning id as "Value"
            """).ToListAsync(ct);
        return claimed.Count == 0 ? null : await db.OutboxMails.FirstAsync(mail => mail.Id == claimed[0], ct);
    }

    private void Fail(OutboxMail mail, Exception error)
    {
        var words = error is MailRefused ? error.Message : $"{error.GetType().Name}: {error.Message}";
        mail.LastError = Outbox.OneLine(words, OutboxMail.ErrorMaxLength);
        if (error is MailRefused || mail.Tries > Pauses.Count)
        {
            mail.State = OutboxState.Failed;
        }
        else
        {
            mail.NextTryAt = clock.GetCurrentInstant() + Pauses[mail.Tries - 1];
        }

        log.LogWarning("Mail {MailId} ({Kind}) was not sent, try {Try}: {Error}", mail.Id, mail.Kind, mail.Tries, mail.LastError);
    }

    public static MimeMessage Compose(OutboxMail mail, MailSettings settings, SecretBox secrets)
    {
        var opened = secrets.OpenMail(mail.SealedSecrets);
        var message = new MimeMessage { MessageId = mail.MessageId, Subject = mail.Subject, Date = mail.CreatedAt.ToDateTimeOffset() };
        message.From.Add(new MailboxAddress(settings.FromName, settings.FromAddress));
        message.To.Add(new MailboxAddress(Outbox.OneLine(mail.ToName, 120), mail.ToAddress));

        // A letter to a vendor was sent by a person and wants a person's answer; help desks drop what calls itself automatic.
        if (mail.Kind != nameof(UseCases.Vendors.VendorLetter))
        {
            message.Headers.Add("Auto-Submitted", "auto-generated");
        }

        var body = new BodyBuilder { TextBody = Filled(mail.TextBody, opened, text => text), HtmlBody = Filled(mail.HtmlBody, opened, System.Net.WebUtility.HtmlEncode) };
        if (mail.Calendar is { } calendar)
        {
            var part = new TextPart("calendar") { Text = calendar };
            part.ContentType.Parameters.Add("method", calendar.Contains("METHOD:CANCEL", StringComparison.Ordinal) ? "CANCEL" : "REQUEST");
            part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "visit.ics" };
            body.Attachments.Add(part);
        }

        message.Body = body.ToMessageBody();
        return message;
    }

    private static string Filled(string body, IReadOnlyDictionary<string, string> secrets, Func<string, string?> encode) =>
        secrets.Aggregate(body, (text, secret) => text.Replace($"{{{{{secret.Key}}}}}", encode(secret.Value), StringComparison.Ordinal));
}
