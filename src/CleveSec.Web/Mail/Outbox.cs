using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using NodaTime;

namespace CleveSec.Web.Mail;

/// <summary>Puts letters into the current unit of work: a mail is a row before it is a message, and commits with what it tells.</summary>
internal sealed class Outbox(CleveSecDb db, SecretBox secrets, IClock clock, OutboxSignal signal, SiteAddress site, TextOutbox texts)
{
    /// <summary>
    /// To a customer about a job: by e-mail where there is an address, beside it by text where the letter has a short form and the customer agreed; by text alone where there is
    /// no address; else as a call the office has to make.
    /// </summary>
    /// <param name="forOffice">What a call is about, in the office's language.</param>
    public void Tell(Job job, Letter letter, string forOffice)
    {
        var now = clock.GetCurrentInstant();
        var text = texts.Reaches(job.Customer) ? letter.Short : null;
        var message = job.Customer.Email is { } address ? ByEmail(job, Add(address, job.Customer.Name, letter, job.Id), now)
            : text is not null ? Message.ByText(job.Id, OneLine(forOffice, Message.SubjectMaxLength), now)
            : Message.ByPhone(job.Id, OneLine(forOffice, Message.SubjectMaxLength), now);
        db.Messages.Add(message);
        if (text is not null)
        {
            texts.Add(job.Id, job.Customer.Phone, letter.Kind, text, letter.Secrets, message.Id);
        }
    }

    private static Message ByEmail(Job job, OutboxMail mail, Instant now) => Message.ByEmail(job.Id, mail.Subject, mail.Id, now);

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
        // Half of a character of two is no text, and PostgreSQL takes none.
        return clean.Length <= length ? clean : clean[..(char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)];
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
