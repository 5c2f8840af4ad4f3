using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Account;

/// <summary>Changing the own password.</summary>
internal sealed class PasswordModel(IValidator<ChangePasswordInput> validator, ChangePassword change) : PageModel
{
    [BindProperty]
    public ChangePasswordInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await change.RunAsync(User, Input.Current!, Input.Password!, ct))
        {
            case ChangePasswordOutcome.Changed:
                this.Say("Your password is changed. You are signed out everywhere else.");
                return Redirect(Links.Account);
            case ChangePasswordOutcome.Refused refused:
                ModelState.AddModelError("Input.Password", refused.Problem);
                return this.Invalid();
            case ChangePasswordOutcome.TooMany tooMany:
                return this.TooMany(tooMany.RetryAfter, "This was tried too often. Wait a minute, then try again.");
            default:
                ModelState.AddModelError("Input.Current", "This is not the password you have now.");
                return this.Invalid();
        }
    }
}
