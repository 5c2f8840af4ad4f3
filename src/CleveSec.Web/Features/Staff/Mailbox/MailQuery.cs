using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Mailbox;

/// <summary>One mail as it stands in the outbox; its secrets are not opened.</summary>
/// <param name="MayLeave">Not so for a letter to a vendor whose case is over.</param>
internal sealed record MailView(
    Guid Id, string Kind, string ToName, string ToAddress, string Subject, string TextBody, bool HasCalendar, string MessageId, OutboxState State, int Tries,
    Instant CreatedAt, Instant NextTryAt, Instant? SentAt, string? LastError, string? JobNumber, bool MayLeave);

internal sealed class MailQuery(CleveSecDb db)
{
    public Task<MailView?> RunAsync(Guid id, CancellationToken ct) => (
        from mail in db.OutboxMails.AsNoTracking()
        join found in db.Jobs.AsNoTracking() on mail.JobId equals found.Id into jobs
        from job in jobs.DefaultIfEmpty()
        where mail.Id == id
        select new MailView(
            mail.Id, mail.Kind, mail.ToName, mail.ToAddress, mail.Subject, mail.TextBody, mail.Calendar != null, mail.MessageId, mail.State, mail.Tries,
            mail.CreatedAt, mail.NextTryAt, mail.SentAt, mail.LastError, job == null ? null : job.Number,
            !db.VendorCases.Any(vendor => vendor.LetterMailId == mail.Id && vendor.State != VendorCaseState.Sent && vendor.State != VendorCaseState.Answered))).FirstOrDefaultAsync(ct);
}
