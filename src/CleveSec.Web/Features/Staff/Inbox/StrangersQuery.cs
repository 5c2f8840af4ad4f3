using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>What waits from people who are no customers yet: calls asked for on the contact page, questions under the guide.</summary>
internal sealed class StrangersQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<InboxItem>> RunAsync(CancellationToken ct) => [.. await CallBacksAsync(ct), .. await QuestionsAsync(ct)];

    private async Task<IEnumerable<InboxItem>> CallBacksAsync(CancellationToken ct) =>
        await db.CallRequests.AsNoTracking().Where(request => request.DoneAt == null)
            .Select(request => new InboxItem.CallBack(request.Id, request.At, request.Name, request.Phone, request.BestTime, request.About, request.Language))
            .ToListAsync(ct);

    private async Task<IEnumerable<InboxItem>> QuestionsAsync(CancellationToken ct) => await (
        from comment in db.GuideComments.AsNoTracking()
        join found in db.GuideTopics.AsNoTracking() on new { comment.Slug, comment.Language } equals new { found.Slug, found.Language } into topics
        from topic in topics.DefaultIfEmpty()
        where comment.State == CommentState.Waiting
        select new InboxItem.Question(comment.Id, comment.ConfirmedAt ?? comment.At, comment.Name, topic == null ? comment.Slug : topic.Title, comment.Text, comment.Language)).ToListAsync(ct);
}
