using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.OwnerByLink;

internal abstract record OwnerAsking
{
    internal sealed record Asked : OwnerAsking;

    /// <summary>These people cannot be asked for; the reason belongs beside the name.</summary>
    internal sealed record Unfit(string Reason) : OwnerAsking;

    /// <summary>Not now, or nowhere to send it; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : OwnerAsking;

    /// <summary>No such job, or not this person's.</summary>
    internal sealed record NotFound : OwnerAsking;
}

/// <summary>
/// Sends the absent owner a link to sign who acts for them: only to the channel on file, a few times a day because each is a mail to somebody. The same click twice is one link; asking anew
/// makes the earlier one worthless.
/// </summary>
internal sealed class AskOwner(CleveSecDb db, JobChanges changes, OwnerAskingQuery query, CustomerLetters letters, SecretLinks links, RateLimits limits, IClock clock)
{
    private const string SignedMeanwhile = "The owner has signed meanwhile. Look at it first: asking anew takes that signature back.";

    /// <param name="after">The last one asked that the page showed: what came after it is the same click.</param>
    /// <param name="afterSigned">The page showed it as signed.</param>
    public async Task<OwnerAsking> RunAsync(IQueryable<Job> which, Actor by, OwnerAsked asked, Guid? after, bool afterSigned, CancellationToken ct)
    {
        if (await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is not { } job)
        {
            return new OwnerAsking.NotFound();
        }

        if (IsAsked(job, asked, after))
        {
            return new OwnerAsking.Asked();
        }

        if (job.LatestOwnerSignature is { State: OwnerSignatureState.Signed } signed && (signed.Id != after || !afterSigned))
        {
            return new OwnerAsking.Refused(SignedMeanwhile);
        }

        // What cannot be sent uses nothing up.
        var byText = await query.IsTextedAsync(job.Customer, ct);
        if (job.WhyNoOwnerSignature is null && job.WhyNotFor(asked) is { } unfit)
        {
            return new OwnerAsking.Unfit(unfit);
        }

        if (job.WhyNoOwnerSignature is null && (job.Customer.Email is not null || byText) && !(await limits.CountAsync(RateLimit.OwnersAskedOfJob, job.Id.ToString(), ct)).Allowed)
        {
            return new OwnerAsking.Refused($"The owner was asked {RateLimit.OwnersAskedOfJob.Most} times today. Call them, or check with them what is on file.");
        }

        return await AskAsync(which, by, asked, after, byText, ct);
    }

    private async Task<OwnerAsking> AskAsync(IQueryable<Job> which, Actor by, OwnerAsked asked, Guid? after, bool byText, CancellationToken ct)
    {
        OwnerSignature? made = null;
        var change = await changes.RunAsync(
            which,
            by,
            (job, step) => made = IsAsked(job, asked, after) ? null : job.AskOwner(asked, byText, step),
            ct,
            job => made is null ? Task.CompletedTask : TellAsync(job, made, ct));
        return change switch
        {
            JobChange.Made => new OwnerAsking.Asked(),

            // The same click may have come twice at the same moment.
            JobChange.Refused refused => await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is { } job && IsAsked(job, asked, after) ? new OwnerAsking.Asked() : new OwnerAsking.Refused(refused.Reason),
            _ => new OwnerAsking.NotFound(),
        };
    }

    private bool IsAsked(Job job, OwnerAsked asked, Guid? after) =>
        job.LatestOwnerSignature is { State: OwnerSignatureState.Asked } latest && latest.Id != after && latest.IsOf(asked) && job.WhyNotSigned(latest, clock.GetCurrentInstant()) is null;

    private async Task TellAsync(Job job, OwnerSignature signature, CancellationToken ct)
    {
        await OwnerLinks.RevokeAsync(db, job.OwnerSignatures.Where(earlier => earlier.Id != signature.Id), signature.AskedAt, ct);
        letters.OwnerSignature(job, signature, links.Issue(LinkPurpose.OwnerSignature, signature.Id, signature.AskedAt, signature.ExpiresAt));
    }
}

/// <summary>The links of owners' signatures, within the unit of work that ends those.</summary>
internal static class OwnerLinks
{
    public static async Task RevokeAsync(CleveSecDb db, IEnumerable<OwnerSignature> ended, Instant now, CancellationToken ct)
    {
        var ids = ended.Select(signature => signature.Id).ToList();
        foreach (var link in await db.SecretLinks.Where(link => link.Purpose == LinkPurpose.OwnerSignature && ids.Contains(link.SubjectId) && link.RevokedAt == null).ToListAsync(ct))
        {
            link.RevokedAt = now;
        }
    }
}
