using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>Choosing a password with a link. 404: the link is not good (any more), with how to get a new one.</summary>
internal sealed class SetPasswordModel(SetPasswordByLink set) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Null: the link is not good.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        Email = (await set.OwnerAsync(token, ct))?.Email;
        return Email is null ? Dead() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        Email = (await set.OwnerAsync(token, ct))?.Email;
        switch (await set.RunAsync(token, Password, ct))
        {
            case SetPasswordOutcome.PasswordSet:
                this.Say("Your password is set. Sign in with it now.");
                return Redirect(Links.SignIn);
            case SetPasswordOutcome.Refused refused:
                ModelState.AddModelError(nameof(Password), refused.Problem);
                return this.Invalid();
            default:
                Email = null;
                return Dead();
        }
    }

    private PageResult Dead()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}
