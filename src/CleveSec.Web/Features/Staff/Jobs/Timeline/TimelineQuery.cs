using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>Everything of one job in one list, the oldest first: what was done, sent, said, uploaded, signed, asked and looked at.</summary>
internal sealed class TimelineQuery(CleveSecDb db)
{
    /// <summary>Null: no such job, or not this person's.</summary>
    /// <param name="kinds">Empty: all of them.</param>
    public async Task<IReadOnlyList<TimelineEntry>?> RunAsync(IQueryable<Job> which, IReadOnlyCollection<TimelineKind> kinds, CancellationToken ct)
    {
        if (await which.AsNoTracking().Select(job => new TimelineJob(job.Id, job.Number, job.Notes, job.ReportedAt, job.Customer.Name)).FirstOrDefaultAsync(ct) is not { } job)
        {
            return null;
        }

        List<TimelineEntry> all =
        [
            .. await EventsAsync(job, ct), .. await MailsAsync(job, ct), .. await TextsAsync(job, ct), .. await CallsAsync(job, ct), .. await MessagesAsync(job, ct), .. await NotesAsync(job, ct),
            .. await PhotosAsync(job, ct), .. await FormsAsync(job, ct), .. await OwnersAsync(job, ct), .. await LooksAsync(job, ct), .. await VendorAsync(job, ct), .. await VendorMailsAsync(job, ct), .. await SecondPersonsAsync(job, ct), .. await CertificatesAsync(job, ct),
        ];

        // The sort keeps what happened at one moment in the order in which it stands above.
        return [.. all.Where(entry => kinds.Count == 0 || kinds.Contains(entry.Kind)).OrderBy(entry => entry.At)];
    }

    private async Task<IEnumerable<TimelineEntry>> EventsAsync(TimelineJob job, CancellationToken ct)
    {
        var words = new EventWords(await db.Staff.AsNoTracking().Select(staff => new { staff.Id, staff.Name }).ToDictionaryAsync(staff => staff.Id, staff => staff.Name, ct));
        return (await db.JobEvents.AsNoTracking().Where(happened => happened.JobId == job.Id).OrderBy(happened => happened.Sequence).ToListAsync(ct)).Select(happened => new TimelineEntry(
            happened.At, TimelineKind.Event, words.What(happened), happened.Detail.GetValueOrDefault("reason"),
            happened.ActorRole == ActorRole.Homeowner ? $"{happened.ActorName}, the customer" : $"{happened.ActorName}, {happened.ActorRole.ToString().ToLowerInvariant()}", null, happened.AtDevice));
    }

    private async Task<IEnumerable<TimelineEntry>> MailsAsync(TimelineJob job, CancellationToken ct) =>
        (await db.OutboxMails.AsNoTracking().Where(mail => mail.JobId == job.Id).OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id)
            .Select(mail => new { mail.Id, mail.CreatedAt, mail.Subject, mail.ToAddress, mail.State }).ToListAsync(ct))
        .Select(mail => new TimelineEntry(mail.CreatedAt, TimelineKind.Mail, $"Mail: {mail.Subject}", null, $"to {mail.ToAddress}, {(mail.State switch { OutboxState.Sent => "sent", OutboxState.Failed => "not delivered", _ => "waits to be sent" })}", Links.MailboxItem(mail.Id)));

    private async Task<IEnumerable<TimelineEntry>> TextsAsync(TimelineJob job, CancellationToken ct) =>
        (await db.OutboxTexts.AsNoTracking().Where(text => text.JobId == job.Id).OrderBy(text => text.CreatedAt).ThenBy(text => text.Id)
            .Select(text => new { text.CreatedAt, text.State, text.ToPhone, Subject = db.Messages.Where(message => message.Id == text.MessageId).Select(message => message.Subject).FirstOrDefault() }).ToListAsync(ct))
        .Select(text => new TimelineEntry(text.CreatedAt, TimelineKind.Text, $"Text: {text.Subject ?? "a code"}", null, $"to {PhoneNumbers.Display(text.ToPhone)}, {text.State.ToString().ToLowerInvariant()}"));

    private async Task<IEnumerable<TimelineEntry>> CallsAsync(TimelineJob job, CancellationToken ct) =>
        (await db.Messages.AsNoTracking().Where(message => message.JobId == job.Id && message.Channel == MessageChannel.Phone).OrderBy(message => message.CreatedAt).ThenBy(message => message.Id).ToListAsync(ct))
        .SelectMany(call => new[]
        {
            new TimelineEntry(call.CreatedAt, TimelineKind.Call, $"To phone: {call.Subject}", null, call.DoneAt is null ? "still to do" : "done since"),
            call.DoneAt is { } done ? new TimelineEntry(done, TimelineKind.Call, $"Phoned: {call.Subject}", null, call.DoneByName ?? "") : null,
        }.OfType<TimelineEntry>());

    private async Task<IEnumerable<TimelineEntry>> MessagesAsync(TimelineJob job, CancellationToken ct) =>
        (await db.CustomerNotes.AsNoTracking().Where(note => note.JobId == job.Id).OrderBy(note => note.At).ThenBy(note => note.Id).ToListAsync(ct))
        .SelectMany(note => new[]
        {
            new TimelineEntry(note.At, TimelineKind.Message, "The customer wrote", note.Text, job.Customer),
            note.DoneAt is { } done ? new TimelineEntry(done, TimelineKind.Message, "The customer’s message was dealt with", null, note.DoneByName ?? "") : null,
        }.OfType<TimelineEntry>());

    private async Task<IEnumerable<TimelineEntry>> NotesAsync(TimelineJob job, CancellationToken ct)
    {
        var attempts = await db.ResetAttempts.AsNoTracking().Where(attempt => attempt.JobId == job.Id && attempt.Note != null).OrderBy(attempt => attempt.At).ThenBy(attempt => attempt.Id).ToListAsync(ct);
        return attempts.Select(attempt => new TimelineEntry(attempt.At, TimelineKind.Note, $"Note on an attempt: {MethodName(attempt.MethodId)}", attempt.Note, attempt.ByName))
            .Concat(job.Notes is null ? [] : [new TimelineEntry(job.ReportedAt, TimelineKind.Note, "Noted when it was reported", job.Notes, "")]);
    }

    private async Task<IEnumerable<TimelineEntry>> PhotosAsync(TimelineJob job, CancellationToken ct) =>
        (await db.EvidenceFiles.AsNoTracking().Where(file => file.JobId == job.Id).OrderBy(file => file.At).ThenBy(file => file.Id).Select(file => new { file.Kind, file.At, file.ByName }).ToListAsync(ct))
        .Select(file => new TimelineEntry(file.At, TimelineKind.File, $"Photo: {file.Kind.ToString().ToLowerInvariant()}", null, file.ByName, Links.JobPhotos(job.Number)));

    private async Task<IEnumerable<TimelineEntry>> FormsAsync(TimelineJob job, CancellationToken ct) =>
        (await db.Authorizations.AsNoTracking().Where(form => form.JobId == job.Id).OrderBy(form => form.At).ThenBy(form => form.Id).Select(form => new { form.Id, form.At, form.SignedName, form.WitnessName }).ToListAsync(ct))
        .Select(form => new TimelineEntry(form.At, TimelineKind.File, $"Authorization form signed by {form.SignedName}", null, $"before {form.WitnessName}", Links.JobAuthorization(job.Number, form.Id)));

    private async Task<IEnumerable<TimelineEntry>> OwnersAsync(TimelineJob job, CancellationToken ct) =>
        (await db.OwnerSignatures.AsNoTracking().Where(signed => signed.JobId == job.Id && signed.SignedAt != null).OrderBy(signed => signed.SignedAt).ThenBy(signed => signed.Id)
            .Select(signed => new { signed.Id, signed.SignedAt, signed.SignedName, signed.RepresentativeName }).ToListAsync(ct))
        .Select(signed => new TimelineEntry(signed.SignedAt!.Value, TimelineKind.File, $"Owner’s signature by link: {signed.SignedName}", null, $"for {signed.RepresentativeName}", Links.JobAuthorization(job.Number, signed.Id)));

    /// <summary>Who looked at what is kept under seal, and who took it away. What was decided, handed over and erased of a vendor's answer stands with its case.</summary>
    private async Task<IEnumerable<TimelineEntry>> LooksAsync(TimelineJob job, CancellationToken ct) =>
        (await db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == job.Number).OrderBy(entry => entry.Id).Select(entry => new { entry.At, entry.Action, entry.Detail, entry.StaffName }).ToListAsync(ct))
        .Select(entry => new TimelineEntry(entry.At, entry.Action.StartsWith("vendor ", StringComparison.Ordinal) ? TimelineKind.Vendor : TimelineKind.Look, entry.Action.Length == 0 ? "" : char.ToUpperInvariant(entry.Action[0]) + entry.Action[1..], entry.Detail, entry.StaffName));

    private async Task<IEnumerable<TimelineEntry>> VendorAsync(TimelineJob job, CancellationToken ct) =>
        (await db.VendorCases.AsNoTracking().Where(asked => asked.JobId == job.Id).OrderBy(asked => asked.AskedAt).ThenBy(asked => asked.Id).ToListAsync(ct))
        .SelectMany(asked => new[]
        {
            new TimelineEntry(asked.AskedAt, TimelineKind.Vendor, $"Vendor case: {asked.Vendor}", MethodName(asked.MethodId), asked.ByName),
            asked.AnsweredAt is { } answered ? new TimelineEntry(answered, TimelineKind.Vendor, $"Vendor case answered: {asked.Vendor}", MethodName(asked.MethodId), "") : null,
            asked.EndedAt is { } ended ? new TimelineEntry(ended, TimelineKind.Vendor, $"Vendor case {(asked.AnsweredAt is null ? "ended without an answer" : $"over, {RecoveryWords.Of(asked.State)}")}: {asked.Vendor}", MethodName(asked.MethodId), "") : null,
        }.OfType<TimelineEntry>());

    /// <summary>Each mail as it came, whatever it was and whatever became of it.</summary>
    private async Task<IEnumerable<TimelineEntry>> VendorMailsAsync(TimelineJob job, CancellationToken ct) =>
        (await (
            from mail in db.VendorAnswers.AsNoTracking()
            join asked in db.VendorCases on mail.VendorCaseId equals asked.Id
            where asked.JobId == job.Id
            orderby mail.CameAt, mail.Id
            select new { mail.Id, mail.CameAt, mail.FromAddress, asked.Vendor, Mail = new VendorMailFacts(mail.Kind, mail.State, mail.Sender != VendorAnswerSender.Recipient, mail.SenderUnproven, mail.Problem, mail.Scan, mail.Parts) }).ToListAsync(ct))
        .Select(came => new TimelineEntry(came.CameAt, TimelineKind.Vendor, came.Mail.What(came.Vendor), came.Mail.More, came.FromAddress.Length == 0 ? "from nobody named" : $"from {came.FromAddress}", Links.VendorAnswer(came.Id)));

    private async Task<IEnumerable<TimelineEntry>> SecondPersonsAsync(TimelineJob job, CancellationToken ct) =>
        (await db.SecondPersonRequests.AsNoTracking().Where(request => request.JobId == job.Id).OrderBy(request => request.AskedAt).ThenBy(request => request.Id).ToListAsync(ct))
        .SelectMany(request => new[]
        {
            new TimelineEntry(request.AskedAt, TimelineKind.SecondPerson, $"Second person asked: {OwnershipSituations.Of(request.Situation).Words}", request.Note, request.AskedByName, Links.JobSecondPerson(job.Number)),
            request.DecidedAt is { } decided ? new TimelineEntry(decided, TimelineKind.SecondPerson, $"Second person: {request.State.ToString().ToLowerInvariant()}", request.Reason, request.DecidedByName ?? "", Links.JobSecondPerson(job.Number)) : null,
        }.OfType<TimelineEntry>());

    private async Task<IEnumerable<TimelineEntry>> CertificatesAsync(TimelineJob job, CancellationToken ct) =>
        (await db.Certificates.AsNoTracking().Where(certificate => certificate.JobId == job.Id).OrderBy(certificate => certificate.Closing)
            .Select(certificate => new { certificate.Closing, certificate.Number, certificate.IssuedAt, certificate.IssuedByName, certificate.SignedName }).ToListAsync(ct))
        .Select(certificate => new TimelineEntry(
            certificate.IssuedAt, TimelineKind.Certificate, $"Certificate {certificate.Number} issued", certificate.SignedName is { } signed ? $"signed by {signed}" : "not signed", certificate.IssuedByName, Links.JobCertificate(job.Number, certificate.Closing)));

    private static string MethodName(string id) => ResetMethod.Find(id)?.Name ?? id;

    private sealed record TimelineJob(Guid Id, string Number, string? Notes, NodaTime.Instant ReportedAt, string Customer);
}
