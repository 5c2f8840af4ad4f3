using CleveSec.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Comments;

internal sealed class IndexModel(CommentListQuery query) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateName { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageText { get; set; }

    public CommentState State => Enum.TryParse<CommentState>(StateName, ignoreCase: true, out var state) && CommentTabs.All.Contains(state) ? state : CommentState.Waiting;
    public int PageNumber => int.TryParse(PageText, out var page) && page is > 0 and < 100_000 ? page : 1;
    public CommentList Comments { get; private set; } = null!;
    public bool HasMore => PageNumber * CommentListQuery.PageSize < Comments.CountOf(State);

    public async Task OnGetAsync(CancellationToken ct) => Comments = await query.RunAsync(State, PageNumber, ct);
}
