using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Shared.Comments;

/// <summary>A question as its readers see it: plain text, never Markdown.</summary>
internal sealed record PublishedComment(string Name, Instant At, string Text, string Answer);

/// <param name="Total">Of all pages.</param>
internal sealed record PublishedComments(IReadOnlyList<PublishedComment> Rows, int Total)
{
    public static readonly PublishedComments None = new([], 0);
}

/// <summary>The answered questions under a topic in the language of the request, newest first. For the guide and for the list of all.</summary>
internal sealed class PublishedCommentsQuery(CleveSecDb db)
{
    public const int PageSize = 20;

    /// <param name="page">From 1.</param>
    public async Task<PublishedComments> RunAsync(string slug, int page, CancellationToken ct)
    {
        var language = Languages.Current;
        var published = db.GuideComments.AsNoTracking().Where(comment => comment.Slug == slug && comment.Language == language && comment.State == CommentState.Published);
        var rows = await published.OrderByDescending(comment => comment.At).ThenByDescending(comment => comment.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(comment => new PublishedComment(comment.Name, comment.At, comment.Text, comment.Answer ?? ""))
            .ToListAsync(ct);
        return page == 1 && rows.Count < PageSize ? new PublishedComments(rows, rows.Count) : new PublishedComments(rows, await published.CountAsync(ct));
    }
}
