using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Mailbox;

/// <param name="Address">Part of the address mailed to; null: all.</param>
/// <param name="Page">From 1.</param>
internal sealed record MailSearch(string? Address, OutboxState? State, int Page);

internal sealed record MailRow(Guid Id, string ToAddress, string Subject, OutboxState State, int Tries, Instant CreatedAt, Instant NextTryAt, string? LastError);

internal sealed record MailList(IReadOnlyList<MailRow> Rows, int Total, bool AnyMail);

/// <summary>The outbox, newest first.</summary>
internal sealed class MailListQuery(CleveSecDb db)
{
    public const int PageSize = 50;
    public const int SearchMaxLength = 254;

    public async Task<MailList> RunAsync(MailSearch search, CancellationToken ct)
    {
        var mails = db.OutboxMails.AsNoTracking();
        var pattern = LikePattern.Containing(search.Address);
        var found = mails.Where(mail => (search.State == null || mail.State == search.State)
            && (pattern == null || EF.Functions.ILike(mail.ToAddress, pattern, LikePattern.Escape)));
        var total = await found.CountAsync(ct);
        var rows = await found.OrderByDescending(mail => mail.CreatedAt).ThenByDescending(mail => mail.Id).Skip((search.Page - 1) * PageSize).Take(PageSize)
            .Select(mail => new MailRow(mail.Id, mail.ToAddress, mail.Subject, mail.State, mail.Tries, mail.CreatedAt, mail.NextTryAt, mail.LastError))
            .ToListAsync(ct);
        return new MailList(rows, total, total > 0 || await mails.AnyAsync(ct));
    }
}
