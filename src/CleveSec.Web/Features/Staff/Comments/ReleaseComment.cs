using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Comments;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>Says that what was held as spam is a person's question: its address is asked to confirm it, as it would have been at once.</summary>
internal sealed class ReleaseComment(CleveSecDb db, CommentChanges changes, CommentConfirmation confirmation, AuditTrail audit)
{
    public Task<CommentOutcome> RunAsync(Guid id, string? version, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, version, async comment =>
    {
        if (comment is not { State: CommentState.Spam, Email: not null })
        {
            return new CommentOutcome.Refused("Only what is held as spam can be released.");
        }

        var title = await db.GuideTopics.AsNoTracking().Where(topic => topic.Slug == comment.Slug && topic.Language == comment.Language).Select(topic => topic.Title).FirstOrDefaultAsync(ct);
        comment.State = CommentState.Unconfirmed;
        confirmation.Ask(comment, title ?? comment.Slug);
        audit.Add(by, "released from spam", CommentChanges.SubjectOf(id));
        return new CommentOutcome.Saved();
    }, ct);
}
