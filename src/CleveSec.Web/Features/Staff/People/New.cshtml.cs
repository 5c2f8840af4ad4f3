using CleveSec.Domain.Staff;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Adding somebody: they get a mail with a link and choose their own password.</summary>
internal sealed class NewPersonModel(IValidator<NewPersonInput> validator, InvitePerson invite) : PageModel
{
    [BindProperty]
    public NewPersonInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (await invite.RunAsync(Input, User, ct) is not InviteOutcome.Invited invited)
        {
            ModelState.AddModelError("Input.Email", "Somebody has this e-mail address already. Look for them in the list, also among those not active.");
            return this.Invalid();
        }

        this.Say($"{Input.Name!.Trim()} is invited by mail. The link in it works for 72 hours.");
        return Redirect(Input.Role == StaffRole.Technician ? Links.PersonHours(invited.Id) : Links.Person(invited.Id));
    }
}
