using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Comments;

/// <summary>What the mailed link shows.</summary>
internal sealed record AskedQuestion(string Slug, string Name, string Text, bool Confirmed);

/// <summary>The owner of the address says that the question is theirs; the office sees it from then on. Saying so again changes nothing.</summary>
internal sealed class ConfirmQuestion(CleveSecDb db, SecretLinks links, IClock clock)
{
    /// <summary>Null: the link is unknown or over. Looking changes nothing: mail scanners open links.</summary>
    public async Task<AskedQuestion?> FindAsync(string token, CancellationToken ct) =>
        await links.FindAsync(LinkPurpose.CommentConfirmation, token, clock.GetCurrentInstant(), ct) is { } id
            ? await db.GuideComments.AsNoTracking().Where(comment => comment.Id == id)
                .Select(comment => new AskedQuestion(comment.Slug, comment.Name, comment.Text, comment.State != CommentState.Unconfirmed)).FirstOrDefaultAsync(ct)
            : null;

    /// <summary>False: the link is unknown or over.</summary>
    public async Task<bool> RunAsync(string token, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await links.FindAsync(LinkPurpose.CommentConfirmation, token, now, ct) is not { } id)
        {
            return false;
        }

        await db.GuideComments.Where(comment => comment.Id == id && comment.State == CommentState.Unconfirmed)
            .ExecuteUpdateAsync(set => set.SetProperty(comment => comment.State, CommentState.Waiting).SetProperty(comment => comment.ConfirmedAt, now), ct);
        return await db.GuideComments.AnyAsync(comment => comment.Id == id, ct);
    }
}
