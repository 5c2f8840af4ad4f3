using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>Ends the session in the database, so that a copied cookie is dead too. Signed out already: only goes to the sign-in page, whatever the form's token says.</summary>
[IgnoreAntiforgeryToken]
internal sealed class SignOutModel(IAntiforgery antiforgery) : PageModel
{
    public IActionResult OnGet() => Redirect(User.Identity?.IsAuthenticated == true ? Links.Account : Links.SignIn);

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(HttpContext))
            {
                return BadRequest();
            }

            await HttpContext.SignOutAsync(StaffTickets.Scheme);
            this.Say("You are signed out.");
        }

        return Redirect(Links.SignIn);
    }
}
