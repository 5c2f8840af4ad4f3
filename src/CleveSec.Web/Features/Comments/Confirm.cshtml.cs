using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Comments;

/// <summary>The mailed link: shows the question, and confirms it by a button, because mail scanners open links. 404: the link is not good (any more).</summary>
internal sealed class ConfirmModel(ConfirmQuestion confirm) : PageModel
{
    /// <summary>Null: the link is unknown or over.</summary>
    public AskedQuestion? Question { get; private set; }

    public async Task<IActionResult> OnGetAsync(string confirmation, CancellationToken ct)
    {
        Question = await confirm.FindAsync(confirmation, ct);
        var page = Page();
        page.StatusCode = Question is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return page;
    }

    public async Task<IActionResult> OnPostAsync(string confirmation, CancellationToken ct) =>
        await confirm.RunAsync(confirmation, ct) ? Redirect(Links.ConfirmQuestion(confirmation)) : await OnGetAsync(confirmation, ct);
}
