using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>Decides that a question is not published. Nobody is told; the reason stays in the office.</summary>
internal sealed class RejectComment(CommentChanges changes, AuditTrail audit, IClock clock)
{
    public Task<CommentOutcome> RunAsync(Guid id, RejectInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, input.Version, comment =>
    {
        if (comment.State != CommentState.Waiting)
        {
            return Task.FromResult<CommentOutcome>(new CommentOutcome.Refused("Only a question that waits can be rejected."));
        }

        (comment.State, comment.DecidedAt) = (CommentState.Rejected, clock.GetCurrentInstant());
        audit.Add(by, "question rejected", CommentChanges.SubjectOf(id), input.CleanReason.Length == 0 ? null : input.CleanReason);
        return Task.FromResult<CommentOutcome>(new CommentOutcome.Saved());
    }, ct);
}
