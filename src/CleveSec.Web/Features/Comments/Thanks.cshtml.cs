using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Comments;

/// <summary>"Thank you" after a vote, the same for every vote.</summary>
internal sealed class ThanksModel(TopicTitleQuery titles) : PageModel
{
    public string Slug { get; private set; } = "";
    public string Title { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string topic, CancellationToken ct)
    {
        (Slug, Title) = (topic, await titles.RunAsync(topic, ct) ?? "");
        return Title.Length > 0 ? Page() : NotFound();
    }
}
