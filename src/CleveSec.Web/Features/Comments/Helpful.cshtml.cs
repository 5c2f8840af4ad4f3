using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Comments;

/// <summary>
/// "Was this helpful?" of a page that is kept in memory for everybody and so carries no form token. A vote is harmless and needs no cookie; one from a page that is not ours
/// or without a known answer is 400, one about no topic 404, one too many is thanked like the others and not counted.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class HelpfulModel(TopicTitleQuery titles, CountVote count, SiteAddress site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string topic, CancellationToken ct) => await titles.RunAsync(topic, ct) is null ? NotFound() : Redirect(Links.GuideTopic(topic));

    public async Task<IActionResult> OnPostAsync(string topic, string? answer, CancellationToken ct)
    {
        if (!SameOrigin.Is(Request, site.Base) || answer is not ("yes" or "no"))
        {
            return BadRequest();
        }

        if (await titles.RunAsync(topic, ct) is null)
        {
            return NotFound();
        }

        await count.RunAsync(topic, answer == "yes", RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        return this.SeeOther(Links.GuideThanks(topic));
    }
}
