using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Web.Mail;

/// <summary>Puts letters into the current unit of work: a mail is a row before it is a message, and commits with what it tells.</summary>
internal sealed class Outbox(CleveSecDb db, SecretBox secrets, IClock clock, OutboxSignal signal, SiteAddress site)
{
    /// <summary>To a customer about a job: by e-mail, or as a call the office has to make where there is no address.</summary>
    public void Tell(Job job, Letter letter)
    {
        var now = clock.GetCurrentInstant();
        if (job.Customer.Email is { } address)
        {
            var mail = Add(address, job.Customer.Name, letter, job.Id);
            db.Messages.Add(Message.ByEmail(job.Id, mail.Subject, mail.Id, now));
        }
        else
        {
            db.Messages.Add(Message.ByPhone(job.Id, letter.Subject, now));
        }
    }

    /// <summary>To an address, a staff member's say.</summary>
    public OutboxMail Add(string address, string name, Letter letter, Guid? jobId = null)
    {
        var now = clock.GetCurrentInstant();
        var id = Guid.CreateVersion7();
        var mail = new OutboxMail
        {
            Id = id,
            JobId = jobId,
            Kind = letter.Kind,
            ToAddress = address,
            ToName = name,
            Subject = OneLine(letter.Subject, OutboxMail.SubjectMaxLength),
            TextBody = MailTemplate.Text(letter),
            HtmlBody = MailTemplate.Html(letter),
            Calendar = letter.Calendar,
            SealedSecrets = secrets.SealMail(letter.Secrets),
            MessageId = $"{id:N}@{site.Host}",
            State = OutboxState.Waiting,
            CreatedAt = now,
            NextTryAt = now,
        };
        db.OutboxMails.Add(mail);
        signal.Raise();
        return mail;
    }

    /// <summary>Without line breaks and control characters, cut to length: safe in a header.</summary>
    public static string OneLine(string text, int length)
    {
        var clean = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return clean.Length <= length ? clean : clean[..length];
    }
}

/// <summary>Wakes the sender of this instance; others find the row when they look.</summary>
internal sealed class OutboxSignal
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised: one look finds everything.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => raised.WaitAsync(atMost, ct);
}
