using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>
/// Takes one mail of the mailbox: finds its case, keeps it back for a person, and moves the mark up to which the mailbox was read, in one transaction. A node that dies before the commit
/// reads the mail again; one that dies after it does not.
/// </summary>
internal sealed class KeepAnswer(CleveSecDb db, MasterKey master, ClamdScanner scanner, IClock clock)
{
    /// <returns>Whether it was kept.</returns>
    public async Task<bool> RunAsync(FetchedMail mail, CancellationToken ct)
    {
        var reading = AnswerReading.Of(mail);
        var (its, match) = await MatchAsync(reading, ct);
        if (its is null && !await IsVendorAsync(reading.From, ct))
        {
            await InMailboxAsync(mail, () => Task.FromResult(false), ct);
            return false;
        }

        var answer = Answer(mail, reading, its, match);
        if (answer.SealedBytes is not null)
        {
            (answer.Scan, answer.ScanWords) = await scanner.ScanMailAsync(mail.Raw!, ct);
        }

        return await InMailboxAsync(mail, () => AddAsync(answer, ct), ct);
    }

    /// <summary>Goes past a mail that cannot be kept, so that it does not stand in the way of those behind it; it stays in the mailbox.</summary>
    public Task SkipAsync(FetchedMail mail, CancellationToken ct) => InMailboxAsync(mail, () => Task.FromResult(false), ct);

    private async Task<bool> AddAsync(VendorAnswer answer, CancellationToken ct)
    {
        if (await db.VendorAnswers.AnyAsync(known => known.Fingerprint == answer.Fingerprint || (known.UidValidity == answer.UidValidity && known.Uid == answer.Uid), ct))
        {
            return false;
        }

        // The case may have ended since it was matched; its row is held so that it cannot end before this is there to be purged.
        if (answer.VendorCaseId is { } caseId && !await db.VendorCases.FromSql($"select * from vendor_cases where id = {caseId} for share").AsNoTracking()
            .AnyAsync(one => one.State == VendorCaseState.Drafted || one.State == VendorCaseState.Sent || one.State == VendorCaseState.Answered, ct))
        {
            (answer.State, answer.SealedBytes, answer.SealedKey) = (VendorAnswerState.Late, null, null);
        }

        db.VendorAnswers.Add(answer);
        return true;
    }

    private Task<bool> InMailboxAsync(FetchedMail mail, Func<Task<bool>> add, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mailbox = await db.VendorMailboxes.FromSql($"select * from vendor_mailboxes for update").SingleAsync(ct);
        if (mailbox.UidValidity == mail.UidValidity && mailbox.LastUid >= mail.Uid)
        {
            return false;
        }

        var added = await add();
        (mailbox.UidValidity, mailbox.LastUid) = (mail.UidValidity, mail.Uid);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, ct);
        await transaction.CommitAsync(ct);
        return added;
    });

    private async Task<(VendorCase? Case, VendorAnswerMatch Match)> MatchAsync(AnswerReading reading, CancellationToken ct)
    {
        var ids = reading.InAnswerTo;
        if (ids.Count > 0 && await (
            from mail in db.OutboxMails.AsNoTracking()
            join one in db.VendorCases.AsNoTracking() on mail.Id equals one.LetterMailId
            where ids.Contains(mail.MessageId)
            select one).FirstOrDefaultAsync(ct) is { } answered)
        {
            return (answered, VendorAnswerMatch.Reply);
        }

        return reading.Token is { } token && await db.VendorCases.AsNoTracking().FirstOrDefaultAsync(one => one.Token == token, ct) is { } named
            ? (named, VendorAnswerMatch.Token)
            : (null, VendorAnswerMatch.SenderOnly);
    }

    private async Task<bool> IsVendorAsync(string from, CancellationToken ct)
    {
        var lower = from.ToLowerInvariant();
        return lower.Length > 0 && (await db.Vendors.AnyAsync(vendor => vendor.Recipient!.ToLower() == lower, ct)
            || await db.VendorCases.AnyAsync(one => one.Recipient!.ToLower() == lower && one.State == VendorCaseState.Sent, ct));
    }

    private VendorAnswer Answer(FetchedMail mail, AnswerReading reading, VendorCase? its, VendorAnswerMatch match)
    {
        var id = Guid.CreateVersion7();
        var keep = mail.Raw is not null && reading.Kind == VendorAnswerKind.Answer && its is null or { IsOpen: true };
        var packed = keep && mail.Raw is { } raw ? SealedFiles.Seal(master, id, raw) : ((byte[] Bytes, byte[] Key)?)null;
        return new VendorAnswer
        {
            Id = id,
            VendorCaseId = its?.Id,
            UidValidity = mail.UidValidity,
            Uid = mail.Uid,
            Fingerprint = reading.Fingerprint,
            MessageId = reading.MessageId,
            FromAddress = reading.From,
            Kind = reading.Kind,
            State = its is { IsOpen: false } ? VendorAnswerState.Late : VendorAnswerState.Quarantined,
            Match = match,
            Sender = SenderOf(reading.From, its?.Recipient),
            SenderUnproven = reading.Unproven,
            Problem = reading.Problem,
            Parts = reading.Parts,
            Size = mail.Size,
            CameAt = Instant.Min(mail.CameAt, clock.GetCurrentInstant()),
            ReadAt = clock.GetCurrentInstant(),
            SealedBytes = packed?.Bytes,
            SealedKey = packed?.Key,
        };
    }

    /// <summary>How the address in "From" stands to the one we wrote to. Anybody can write any address there, so also the right one proves nothing.</summary>
    internal static VendorAnswerSender SenderOf(string from, string? recipient)
    {
        static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];
        return recipient is null ? VendorAnswerSender.Stranger
            : string.Equals(from, recipient, StringComparison.OrdinalIgnoreCase) ? VendorAnswerSender.Recipient
            : from.Contains('@', StringComparison.Ordinal) && string.Equals(Domain(from), Domain(recipient), StringComparison.OrdinalIgnoreCase) ? VendorAnswerSender.SameDomain
            : VendorAnswerSender.Stranger;
    }
}
