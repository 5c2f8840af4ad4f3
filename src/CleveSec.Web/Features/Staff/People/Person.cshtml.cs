using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>One member of staff: details, and whether they may sign in. Unknown id: 404. Lost race: 409 with everything typed.</summary>
internal sealed class PersonModel(PersonQuery query, IValidator<PersonInput> validator, EditPerson edit, SwitchPerson switchPerson, SendPasswordLink sendLink) : PageModel
{
    [BindProperty]
    public PersonInput Input { get; set; } = new();

    public PersonView Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input = PersonInput.Of(Person);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        var outcome = await edit.RunAsync(id, Input, User, ct);
        return outcome is PersonOutcome.LostRace ? await RaceAsync(id, ct) : Answer(id, outcome, "The details are saved.");
    }

    public async Task<IActionResult> OnPostDeactivateAsync(Guid id, CancellationToken ct) => await SwitchAsync(id, false, "is deactivated and signed out everywhere.", ct);

    public async Task<IActionResult> OnPostActivateAsync(Guid id, CancellationToken ct) => await SwitchAsync(id, true, "is active again.", ct);

    public async Task<IActionResult> OnPostSendLinkAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) ? Answer(id, await sendLink.RunAsync(id, User, ct), $"A mail with a link is on its way to {Person.Email}. Links sent before no longer work.") : NotFound();

    private async Task<IActionResult> SwitchAsync(Guid id, bool active, string said, CancellationToken ct) =>
        await LoadAsync(id, ct) ? Answer(id, await switchPerson.RunAsync(id, active, User, ct), $"{Person.Name} {said}") : NotFound();

    private IActionResult Answer(Guid id, PersonOutcome outcome, string said)
    {
        switch (outcome)
        {
            case PersonOutcome.Saved:
                this.Say(said);
                return Redirect(Links.Person(id));
            case PersonOutcome.Refused refused:
                Refill();
                return this.Conflicted("", refused.Reason);
            case PersonOutcome.LostRace:
                Refill();
                return this.Conflicted("", "Somebody else changed this person at the same moment. Look again, then decide.");
            default:
                return NotFound();
        }
    }

    /// <summary>What was typed stays; saved again it counts, because it was decided knowing what is saved now.</summary>
    private async Task<IActionResult> RaceAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        ModelState.Remove("Input.Version");
        Input.Version = Person.Version;
        RaceLost = true;
        return this.Conflicted("", "Somebody else saved this person while you were typing. Compare with what is saved now, then save again.");
    }

    /// <summary>Shows what is saved beside what was typed.</summary>
    public bool RaceLost { get; private set; }

    /// <summary>A button outside the form posts no details: show the saved ones.</summary>
    private void Refill() => Input = Input.Role is null ? PersonInput.Of(Person) : Input;

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => await query.RunAsync(id, ct) is { } found && (Person = found) is not null;
}
