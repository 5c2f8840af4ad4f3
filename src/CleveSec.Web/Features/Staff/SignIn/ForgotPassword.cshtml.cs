using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>Asks for a link by mail. The answer never tells whether the address is known.</summary>
internal sealed class ForgotPasswordModel(IValidator<ForgotPasswordInput> validator, AskForPassword ask) : PageModel
{
    [BindProperty]
    public ForgotPasswordInput Input { get; set; } = new();

    public bool Answered { get; private set; }

    public void OnGet(bool asked = false)
    {
        ModelState.Clear();
        Answered = asked;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        return await ask.RunAsync(Input.Email!, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct) is AskForPasswordOutcome.TooMany tooMany
            ? this.TooMany(tooMany.RetryAfter, "This was asked too often today. Try again tomorrow, or ask an admin to send you a link.")
            : Redirect(Links.ForgotPasswordAsked);
    }
}
