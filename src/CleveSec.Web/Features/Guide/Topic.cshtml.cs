using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Guide;

internal sealed class TopicModel(GuideQuery guide) : PageModel
{
    public GuidePage Guide { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string topic, CancellationToken ct)
    {
        if (topic == GuideQuery.Overview)
        {
            return RedirectPermanent(Links.Guide);
        }

        if (await guide.FindAsync(topic, ct) is not { } found)
        {
            return NotFound();
        }

        Guide = found;
        return Page();
    }
}
