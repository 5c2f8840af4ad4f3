using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Mailbox;

internal abstract record RetryOutcome
{
    internal sealed record Queued : RetryOutcome;

    /// <summary>It has left already.</summary>
    internal sealed record SentBefore : RetryOutcome;

    /// <summary>A letter to a vendor whose case is over: it must not leave any more.</summary>
    internal sealed record Over : RetryOutcome;

    internal sealed record NotFound : RetryOutcome;
}

/// <summary>Puts a mail in front of the sender now. One that was given up starts its tries anew; one that waits keeps count.</summary>
internal sealed class RetryMail(CleveSecDb db, OutboxSignal signal, IClock clock)
{
    public async Task<RetryOutcome> RunAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await db.VendorCases.AnyAsync(vendor => vendor.LetterMailId == id && vendor.State != VendorCaseState.Sent && vendor.State != VendorCaseState.Answered, ct))
        {
            return new RetryOutcome.Over();
        }

        var queued = await db.OutboxMails.Where(mail => mail.Id == id && mail.State != OutboxState.Sent && mail.ToAddress != OutboxMail.Erased)
            .ExecuteUpdateAsync(set => set
                .SetProperty(mail => mail.Tries, mail => mail.State == OutboxState.Failed ? 0 : mail.Tries)
                .SetProperty(mail => mail.State, OutboxState.Waiting)
                .SetProperty(mail => mail.NextTryAt, now), ct);
        if (queued > 0)
        {
            signal.Raise();
            return new RetryOutcome.Queued();
        }

        return await db.OutboxMails.AnyAsync(mail => mail.Id == id, ct) ? new RetryOutcome.SentBefore() : new RetryOutcome.NotFound();
    }
}
