using System.Security.Claims;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>A person decides about what came: accepted it goes to the technician's job sheet, refused it is gone. Each is written to the audit.</summary>
internal sealed class DecideAnswer(CleveSecDb db, MasterKey master, ClamdScanner scanner, JobChanges changes, AuditTrail audit, IClock clock)
{
    /// <param name="caseId">Where the mail named none, the case it belongs to.</param>
    /// <param name="confirmed">The person asked the vendor by another way whether it is theirs.</param>
    public async Task<JobChange> AcceptAsync(Guid answerId, Guid? caseId, bool confirmed, ClaimsPrincipal who, Actor by, CancellationToken ct)
    {
        if (await db.VendorAnswers.FirstOrDefaultAsync(one => one.Id == answerId, ct) is not { } answer)
        {
            return new JobChange.NotFound();
        }

        if (WhyNot(answer, confirmed) is { } not)
        {
            return new JobChange.Refused(not);
        }

        if (answer.VendorCaseId is null && caseId is null)
        {
            return new JobChange.Refused("Choose the vendor case this belongs to.");
        }

        answer.VendorCaseId ??= caseId;
        var chosen = answer.VendorCaseId!.Value;
        if (await ScanAsync(answer, ct) is { } problem)
        {
            return new JobChange.Refused(problem);
        }

        var number = await db.Jobs.Where(job => job.VendorCases.Any(one => one.Id == chosen)).Select(job => job.Number).FirstOrDefaultAsync(ct);
        return await changes.RunAsync(db.Jobs.Where(job => job.VendorCases.Any(one => one.Id == chosen)), by, Act, ct);

        void Act(Job job, Step step)
        {
            job.AcceptVendorAnswer(chosen, answer.CameAt, step);
            answer.State = VendorAnswerState.Accepted;
            Decided(answer, by, null, step.At);
            audit.Add(who, "vendor answer accepted", number ?? "", $"{answer.FromAddress} {answerId}");
        }
    }

    /// <summary>Not the vendor's, of no use, or seen: what it held is deleted.</summary>
    /// <returns>Why not; null: done. "Nothing there" is null twice.</returns>
    public async Task<(bool Found, string? Problem)> RefuseAsync(Guid answerId, string reason, ClaimsPrincipal who, Actor by, CancellationToken ct)
    {
        if (await db.VendorAnswers.FirstOrDefaultAsync(one => one.Id == answerId, ct) is not { } answer)
        {
            return (false, null);
        }

        if (answer.State == VendorAnswerState.Refused)
        {
            return (true, null);
        }

        if (answer.State is not VendorAnswerState.Quarantined)
        {
            return (true, Over(answer));
        }

        // On its job, as the other decisions; who names no case stands under its sender.
        var number = answer.VendorCaseId is { } its ? await db.Jobs.Where(job => job.VendorCases.Any(one => one.Id == its)).Select(job => job.Number).FirstOrDefaultAsync(ct) : null;
        (answer.State, answer.SealedBytes, answer.SealedKey) = (VendorAnswerState.Refused, null, null);
        Decided(answer, by, reason, clock.GetCurrentInstant());
        audit.Add(who, "vendor answer refused", number ?? answer.FromAddress, $"{answer.FromAddress} {answerId}: {reason}");
        try
        {
            await db.SaveChangesAsync(ct);
            return (true, null);
        }
        catch (Exception error) when (DbErrors.IsLostRace(error))
        {
            return (true, JobChanges.LostRace);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static string? WhyNot(VendorAnswer answer, bool confirmed) =>
        answer.State != VendorAnswerState.Quarantined ? Over(answer)
        : answer.Kind == VendorAnswerKind.Automatic ? "A program wrote this by itself: it is not the answer, and nothing of it is kept."
        : answer.Kind == VendorAnswerKind.Bounce ? "This is the mail server’s word that our letter was not delivered. There is nothing to accept in it."
        : answer.Problem == VendorAnswerProblem.TooLarge ? "This mail is too large and was not fetched. Look at it in the mailbox, and ask the vendor to send the file alone."
        : answer.Problem == VendorAnswerProblem.Unreadable ? "This mail is damaged and cannot be read. Ask the vendor to send it again."
        : answer.IsSuspicious && !confirmed ? "Somebody else may have sent this. Ask the vendor by another way, then say so here."
        : null;

    private static string Over(VendorAnswer answer) => answer.State switch
    {
        VendorAnswerState.Accepted => $"{answer.DecidedByName} has accepted it already.",
        VendorAnswerState.Refused => $"{answer.DecidedByName} has refused it.",
        VendorAnswerState.Expired => "It is not good any more, and what it held was deleted. Ask the vendor again.",
        _ => "It came when its vendor case was over. What it held was not kept.",
    };

    /// <summary>Where a scanner is set, nothing is handed on that it has not looked at.</summary>
    private async Task<string?> ScanAsync(VendorAnswer answer, CancellationToken ct)
    {
        if (scanner.IsOn && answer is { Scan: ScanState.NotScanned or ScanState.Failed, SealedBytes: { } bytes, SealedKey: { } key })
        {
            (answer.Scan, answer.ScanWords) = await scanner.ScanMailAsync(SealedFiles.Open(master, answer.Id, bytes, key), ct);
        }

        return answer.Scan switch
        {
            ScanState.Infected => $"The virus scanner found something in it: {answer.ScanWords}. It cannot be accepted.",
            ScanState.Failed => "The virus scanner does not answer. Try again in a while.",
            _ => null,
        };
    }

    private static void Decided(VendorAnswer answer, Actor by, string? reason, Instant at) =>
        (answer.DecidedAt, answer.DecidedById, answer.DecidedByName, answer.Reason) = (at, by.Id, by.Name, reason);
}
