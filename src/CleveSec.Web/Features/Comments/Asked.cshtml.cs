using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Comments;

/// <summary>"Look into your mail", the same for every question.</summary>
internal sealed class AskedModel(TopicTitleQuery titles) : PageModel
{
    public string Slug { get; private set; } = "";
    public string Title { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string topic, CancellationToken ct)
    {
        (Slug, Title) = (topic, await titles.RunAsync(topic, ct) ?? "");
        return Title.Length > 0 ? Page() : NotFound();
    }
}
