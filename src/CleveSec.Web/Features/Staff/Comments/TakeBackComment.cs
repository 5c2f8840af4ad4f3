using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>Undoes a decision: the question waits again, off the page, with its answer kept.</summary>
internal sealed class TakeBackComment(CommentChanges changes, AuditTrail audit)
{
    public Task<CommentOutcome> RunAsync(Guid id, string? version, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, version, comment =>
    {
        if (comment.State is not (CommentState.Published or CommentState.Rejected))
        {
            return Task.FromResult<CommentOutcome>(new CommentOutcome.Refused("Only a decided question can be taken back."));
        }

        (comment.State, comment.DecidedAt) = (CommentState.Waiting, null);
        audit.Add(by, "decision taken back", CommentChanges.SubjectOf(id));
        return Task.FromResult<CommentOutcome>(new CommentOutcome.Saved());
    }, ct);
}
