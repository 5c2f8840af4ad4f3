using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Comments;

/// <param name="Topic">Its title in the language of the question; its slug when the topic is gone.</param>
/// <param name="Since">When it came into its state.</param>
internal sealed record CommentRow(Guid Id, string Name, string Topic, Language Language, string Text, Instant Since);

/// <param name="Counts">Of all states.</param>
internal sealed record CommentList(IReadOnlyList<CommentRow> Rows, IReadOnlyDictionary<CommentState, int> Counts)
{
    public int CountOf(CommentState state) => Counts.GetValueOrDefault(state);
}

/// <summary>Questions in one state: what waits oldest first, what is done newest first. What nobody has confirmed is nobody's business yet.</summary>
internal sealed class CommentListQuery(CleveSecDb db)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    public async Task<CommentList> RunAsync(CommentState state, int page, CancellationToken ct)
    {
        var counts = await db.GuideComments.AsNoTracking().GroupBy(comment => comment.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var found = db.GuideComments.AsNoTracking().Where(comment => comment.State == state);
        var ordered = state == CommentState.Waiting
            ? found.OrderBy(comment => comment.ConfirmedAt).ThenBy(comment => comment.Id)
            : found.OrderByDescending(comment => comment.DecidedAt ?? comment.At).ThenByDescending(comment => comment.Id);
        var rows = await ordered.Skip((page - 1) * PageSize).Take(PageSize)
            .Select(comment => new CommentRow(
                comment.Id,
                comment.Name,
                db.GuideTopics.Where(topic => topic.Slug == comment.Slug && topic.Language == comment.Language).Select(topic => topic.Title).FirstOrDefault() ?? comment.Slug,
                comment.Language,
                comment.Text,
                state == CommentState.Waiting ? comment.ConfirmedAt ?? comment.At : comment.DecidedAt ?? comment.At))
            .ToListAsync(ct);
        return new CommentList(rows, counts);
    }
}
