using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Comments;

internal sealed class VotesModel(VotesQuery query) : PageModel
{
    public IReadOnlyList<VoteRow> Votes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Votes = await query.RunAsync(ct);
}
