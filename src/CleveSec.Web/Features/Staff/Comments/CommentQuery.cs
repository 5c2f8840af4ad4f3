using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>What staff did to a question, from the audit trail.</summary>
internal sealed record CommentDeed(Instant At, string By, string Action, string? Detail);

/// <param name="MailGoes">Whether the asker gets a mail when it is published: confirmed, not told before, and the address not yet erased.</param>
/// <param name="Version">Of what the form was opened with; another one lost a race.</param>
internal sealed record CommentView(
    Guid Id, string Slug, string Topic, Language Language, string Name, string Text, CommentState State, Instant At, Instant? ConfirmedAt, string? Answer, string? AnsweredBy,
    bool MailGoes, string Version, IReadOnlyList<CommentDeed> Deeds);

internal sealed class CommentQuery(CleveSecDb db)
{
    /// <summary>Null: there is none that staff may see.</summary>
    public async Task<CommentView?> RunAsync(Guid id, CancellationToken ct)
    {
        if (await db.GuideComments.AsNoTracking().FirstOrDefaultAsync(comment => comment.Id == id && comment.State != CommentState.Unconfirmed, ct) is not { } found)
        {
            return null;
        }

        var topic = await db.GuideTopics.AsNoTracking().Where(topic => topic.Slug == found.Slug && topic.Language == found.Language).Select(topic => topic.Title).FirstOrDefaultAsync(ct);
        var subject = CommentChanges.SubjectOf(id);
        var deeds = await db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == subject).OrderBy(entry => entry.Id)
            .Select(entry => new CommentDeed(entry.At, entry.StaffName, entry.Action, entry.Detail)).ToListAsync(ct);
        return new CommentView(
            id, found.Slug, topic ?? found.Slug, found.Language, found.Name, found.Text, found.State, found.At, found.ConfirmedAt, found.Answer, found.AnsweredByName,
            PublishComment.Tells(found), CommentChanges.VersionOf(found), deeds);
    }
}
