using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers;

/// <param name="Job">The number of the job it belongs to; null for a correction.</param>
/// <param name="Href">To more about it, or null.</param>
internal sealed record HistoryLine(Instant At, string What, string? Reason, string Who, string? Job, string? Href = null);

/// <param name="Older">What the link to what happened before carries; null: this is all.</param>
internal sealed record History(IReadOnlyList<HistoryLine> Lines, long? Older);

/// <summary>Everything that happened to a customer, site or recorder in time order, the newest first: jobs, visits, ownership checks and attempts (all job events), mails, texts, calls, notes, corrections.</summary>
internal sealed class HistoryQuery(CleveSecDb db)
{
    public const int PageSize = 100;

    /// <param name="jobs">Whose history it is.</param>
    /// <param name="recorder">Leaves out what was done to other recorders of these jobs.</param>
    /// <param name="subject">As the audit trail names it.</param>
    /// <param name="before">In microseconds since 1970.</param>
    public async Task<History> RunAsync(IQueryable<Job> jobs, Guid? recorder, string subject, long? before, CancellationToken ct)
    {
        var until = before is { } at ? Instant.FromUnixTimeTicks(Math.Clamp(at, 0, 200_000_000_000_000_000) * 10) : Instant.FromUtc(9999, 1, 1, 0, 0);
        List<HistoryLine> lines = [.. await EventsAsync(jobs, recorder, until, ct), .. await MessagesAsync(jobs, until, ct), .. await TextsAsync(jobs, until, ct), .. await NotesAsync(jobs, until, ct), .. await CorrectionsAsync(subject, until, ct)];
        List<HistoryLine> newest = [.. lines.OrderByDescending(line => line.At)];
        if (newest.Count <= PageSize)
        {
            return new History(newest, null);
        }

        // Lines of one moment stay together: the next page begins before it.
        var last = newest[PageSize - 1].At;
        return new History([.. newest.TakeWhile((line, i) => i < PageSize || line.At == last)], last.ToUnixTimeTicks() / 10);
    }

    private async Task<IEnumerable<HistoryLine>> EventsAsync(IQueryable<Job> jobs, Guid? recorder, Instant until, CancellationToken ct)
    {
        var technicians = await db.Staff.AsNoTracking().Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct);
        var words = new EventWords(technicians);
        var rows = await (
            from happened in db.JobEvents.AsNoTracking()
            join job in jobs on happened.JobId equals job.Id
            where happened.At < until && (recorder == null || happened.JobRecorderId == null || job.Recorders.Any(part => part.Id == happened.JobRecorderId && part.RecorderId == recorder))
            orderby happened.At descending, happened.Sequence descending
            select new { Happened = happened, job.Number }).Take(PageSize * 2).ToListAsync(ct);
        return rows.Select(row => new HistoryLine(
            row.Happened.At, words.What(row.Happened), row.Happened.Detail.GetValueOrDefault("reason"),
            row.Happened.ActorRole == ActorRole.Homeowner ? $"{row.Happened.ActorName}, the customer" : $"{row.Happened.ActorName}, {row.Happened.ActorRole.ToString().ToLowerInvariant()}", row.Number));
    }

    private async Task<IEnumerable<HistoryLine>> MessagesAsync(IQueryable<Job> jobs, Instant until, CancellationToken ct) =>
        (await (
            from message in db.Messages.AsNoTracking()
            join job in jobs on message.JobId equals job.Id
            join found in db.OutboxMails.AsNoTracking() on message.OutboxMailId equals found.Id into mails
            from mail in mails.DefaultIfEmpty()
            where message.CreatedAt < until && message.Channel != MessageChannel.Text
            orderby message.CreatedAt descending
            select new { message.CreatedAt, message.Channel, message.Subject, message.OutboxMailId, message.DoneByName, State = mail == null ? null : (OutboxState?)mail.State, To = mail == null ? null : mail.ToAddress, job.Number }).Take(PageSize * 2).ToListAsync(ct))
        .Select(row => row.Channel == MessageChannel.Phone
            ? new HistoryLine(row.CreatedAt, $"To phone: {row.Subject}", null, row.DoneByName is { } by ? $"done by {by}" : "still to do", row.Number)
            : new HistoryLine(row.CreatedAt, $"Mail: {row.Subject}", null, $"to {row.To}, {(row.State switch { OutboxState.Sent => "sent", OutboxState.Failed => "failed", _ => "waits to be sent" })}", row.Number, row.OutboxMailId is { } id ? Links.MailboxItem(id) : null));

    private async Task<IEnumerable<HistoryLine>> TextsAsync(IQueryable<Job> jobs, Instant until, CancellationToken ct) =>
        (await (
            from text in db.OutboxTexts.AsNoTracking()
            join job in jobs on text.JobId equals (Guid?)job.Id
            where text.CreatedAt < until
            orderby text.CreatedAt descending
            select new { text.CreatedAt, text.State, text.ToPhone, Subject = db.Messages.Where(message => message.Id == text.MessageId).Select(message => message.Subject).FirstOrDefault(), job.Number }).Take(PageSize * 2).ToListAsync(ct))
        .Select(row => new HistoryLine(row.CreatedAt, $"Text: {row.Subject ?? "a code"}", null, $"to {PhoneNumbers.Display(row.ToPhone)}, {row.State.ToString().ToLowerInvariant()}", row.Number));

    private async Task<IEnumerable<HistoryLine>> NotesAsync(IQueryable<Job> jobs, Instant until, CancellationToken ct) =>
        (await (
            from note in db.CustomerNotes.AsNoTracking()
            join job in jobs on note.JobId equals job.Id
            where note.At < until
            orderby note.At descending
            select new { note.At, note.Text, note.DoneByName, job.Number }).Take(PageSize * 2).ToListAsync(ct))
        .Select(row => new HistoryLine(row.At, "The customer wrote", row.Text, row.DoneByName is { } by ? $"seen by {by}" : "not looked at yet", row.Number));

    private async Task<IEnumerable<HistoryLine>> CorrectionsAsync(string subject, Instant until, CancellationToken ct) =>
        (await db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == subject && entry.At < until).OrderByDescending(entry => entry.At).Take(PageSize * 2)
            .Select(entry => new { entry.At, entry.Action, entry.Detail, entry.StaffName }).ToListAsync(ct))
        .Select(row => new HistoryLine(row.At, char.ToUpperInvariant(row.Action[0]) + row.Action[1..], row.Detail, row.StaffName, null));
}
