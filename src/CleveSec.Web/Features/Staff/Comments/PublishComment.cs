using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>Publishes a question with its answer and tells whoever asked; or changes the answer of one that is published.</summary>
internal sealed class PublishComment(CleveSecDb db, CommentChanges changes, CommentAnsweredMail mail, Outbox outbox, AuditTrail audit, IClock clock)
{
    /// <summary>Whoever has confirmed their address is told once, the first time it is published.</summary>
    public static bool Tells(GuideComment comment) => comment is { State: CommentState.Waiting, Email: not null, ConfirmedAt: not null, AnsweredByName: null };

    public Task<CommentOutcome> RunAsync(Guid id, AnswerInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(id, input.Version, async comment =>
    {
        if (comment.State is not (CommentState.Waiting or CommentState.Published))
        {
            return new CommentOutcome.Refused("Only a question that waits or is published can be answered.");
        }

        var tells = Tells(comment);
        audit.Add(by, comment.State == CommentState.Published ? "answer changed" : "question published", CommentChanges.SubjectOf(id));
        comment.Answer = input.CleanAnswer;
        comment.AnsweredByName = by.Identity?.Name ?? "";
        if (comment.State == CommentState.Waiting)
        {
            (comment.State, comment.DecidedAt) = (CommentState.Published, clock.GetCurrentInstant());
        }

        if (tells)
        {
            await TellAsync(comment, ct);
        }

        return new CommentOutcome.Saved();
    }, ct);

    private async Task TellAsync(GuideComment comment, CancellationToken ct)
    {
        var title = await db.GuideTopics.AsNoTracking().Where(topic => topic.Slug == comment.Slug && topic.Language == comment.Language).Select(topic => topic.Title).FirstOrDefaultAsync(ct);
        using (Languages.Use(comment.Language))
        {
            outbox.Add(comment.Email!, comment.Name, mail.Write(comment, title ?? comment.Slug));
        }
    }
}
