using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Guide;

internal sealed class IndexModel(GuideQuery guide) : PageModel
{
    public GuidePage Guide { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await guide.FindAsync(GuideQuery.Overview, ct) is not { } found)
        {
            return NotFound();
        }

        Guide = found;
        return Page();
    }
}
