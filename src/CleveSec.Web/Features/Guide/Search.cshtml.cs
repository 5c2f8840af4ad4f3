using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Guide;

internal sealed class SearchModel(GuideSearchQuery search) : PageModel
{
    public SearchResults Results { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "q")] string? words, [FromQuery] string? exactly, CancellationToken ct) => Results = await search.RunAsync(words, exactly == "true", ct);
}
