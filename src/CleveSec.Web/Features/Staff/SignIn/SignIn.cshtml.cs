using CleveSec.Domain.Staff;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>The staff's door.</summary>
internal sealed class SignInModel(IValidator<SignInInput> validator, SignInStaff signIn) : PageModel
{
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    /// <summary>Where the person was going.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    /// <summary>They sent a form after their session had ended.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Lost { get; set; }

    public IActionResult OnGet()
    {
        ModelState.Clear();
        return User.Identity?.IsAuthenticated == true ? Redirect(Landing(User.StaffRole())) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await signIn.RunAsync(Input.Email!, Input.Password!, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct))
        {
            case SignInOutcome.SignedIn person:
                await HttpContext.SignInAsync(StaffTickets.Scheme, StaffTickets.Principal(person.StaffId, person.Stamp));
                this.SayWhen(Lost, "You are signed in again. What you sent last was not saved: look at the page and send it again.");
                return Redirect(Landing(person.Role));
            case SignInOutcome.TooMany tooMany:
                return this.TooMany(tooMany.RetryAfter, "Too many sign-ins were tried. Wait a minute, then try again.");
            default:
                ModelState.AddModelError("Input.Email", "The e-mail address or the password is wrong.");
                return this.Invalid();
        }
    }

    /// <summary>Where they were going when that is theirs, else the start of their work. Only addresses of this site.</summary>
    private string Landing(StaffRole role)
    {
        var home = role == StaffRole.Technician ? Links.TechDay : Links.Inbox;
        if (Next is null || !Url.IsLocalUrl(Next) || !Next.StartsWith('/'))
        {
            return home;
        }

        var forAll = IsUnder(Next, Links.Account);
        return forAll || IsUnder(Next, home) ? Next : home;
    }

    private static bool IsUnder(string address, string folder) => new PathString(address.Split('?', '#')[0]).StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase)
        && !address.StartsWith(Links.SignIn, StringComparison.OrdinalIgnoreCase)
        && !address.StartsWith(Links.SignOut, StringComparison.OrdinalIgnoreCase);
}
