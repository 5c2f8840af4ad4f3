using CleveSec.Web.Features.Shared.Comments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Comments;

/// <summary>All answered questions under a topic, a page at a time. A page there is not: 404.</summary>
internal sealed class AllModel(TopicTitleQuery titles, PublishedCommentsQuery comments) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageText { get; set; }

    public int PageNumber => int.TryParse(PageText, out var page) && page is > 0 and < 100_000 ? page : 1;
    public string Slug { get; private set; } = "";
    public string Title { get; private set; } = "";
    public PublishedComments Comments { get; private set; } = PublishedComments.None;
    public bool HasMore => PageNumber * PublishedCommentsQuery.PageSize < Comments.Total;

    public async Task<IActionResult> OnGetAsync(string topic, CancellationToken ct)
    {
        (Slug, Title) = (topic, await titles.RunAsync(topic, ct) ?? "");
        Comments = await comments.RunAsync(topic, PageNumber, ct);
        return Title.Length > 0 && (PageNumber == 1 || Comments.Rows.Count > 0) ? Page() : NotFound();
    }
}
