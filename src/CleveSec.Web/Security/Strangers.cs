using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>What the site still knows of people who only asked something; the privacy page promises these spans.</summary>
internal static class Strangers
{
    /// <summary>A name and number, after the call was made.</summary>
    public static readonly Duration CallKept = Duration.FromDays(30);

    /// <summary>A question whose address nobody has confirmed.</summary>
    public static readonly Duration UnconfirmedKept = Duration.FromDays(7);

    public static readonly Duration SpamKept = Duration.FromDays(30);

    /// <summary>The address somebody asked with, after the answer; and the mails about it, after they were written.</summary>
    public static readonly Duration AddressKept = Duration.FromDays(30);

    /// <summary>Letters about questions. Those about a job are kept with it.</summary>
    private static readonly string[] Letters = ["CommentConfirmationMail", "CommentAnsweredMail"];

    public static async Task CleanAsync(CleveSecDb db, Instant now, CancellationToken ct)
    {
        await QuestionsAsync(db, now, ct);
        await MailsAsync(db, now - AddressKept, ct);
        // The row stays, empty: the site's role may not delete it.
        var called = now - CallKept;
        await db.CallRequests.Where(request => request.DoneAt < called && request.Phone != "").ExecuteUpdateAsync(set => set
            .SetProperty(request => request.Name, OutboxMail.Erased)
            .SetProperty(request => request.Phone, "")
            .SetProperty(request => request.BestTime, (string?)null)
            .SetProperty(request => request.About, (string?)null), ct);
    }

    private static async Task QuestionsAsync(CleveSecDb db, Instant now, CancellationToken ct)
    {
        var (unconfirmed, spam, decided) = (now - UnconfirmedKept, now - SpamKept, now - AddressKept);
        await db.GuideComments.Where(comment => comment.State == CommentState.Unconfirmed && comment.At < unconfirmed && !db.SecretLinks.Any(link => link.SubjectId == comment.Id && link.ExpiresAt > now))
            .ExecuteDeleteAsync(ct);
        await db.GuideComments.Where(comment => comment.State == CommentState.Spam && comment.At < spam).ExecuteDeleteAsync(ct);
        await db.GuideComments.Where(comment => (comment.State == CommentState.Published || comment.State == CommentState.Rejected) && comment.DecidedAt < decided && comment.Email != null)
            .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.Email, (string?)null), ct);
    }

    /// <summary>One that still waits by then would lead to a link that is over.</summary>
    private static Task MailsAsync(CleveSecDb db, Instant written, CancellationToken ct) => db.OutboxMails
        .Where(mail => Letters.Contains(mail.Kind) && mail.CreatedAt < written && mail.ToAddress != OutboxMail.Erased)
        .ExecuteUpdateAsync(set => set
            .SetProperty(mail => mail.State, mail => mail.State == OutboxState.Waiting ? OutboxState.Failed : mail.State)
            .SetProperty(mail => mail.ToAddress, OutboxMail.Erased)
            .SetProperty(mail => mail.ToName, "")
            .SetProperty(mail => mail.TextBody, OutboxMail.Erased)
            .SetProperty(mail => mail.HtmlBody, OutboxMail.Erased)
            .SetProperty(mail => mail.SealedSecrets, (string?)null)
            .SetProperty(mail => mail.LastError, (string?)null), ct);
}
