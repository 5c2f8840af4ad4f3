using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Somebody's weekly hours. Unknown id: 404. Lost race: 409 with everything typed.</summary>
internal sealed class HoursModel(PersonQuery query, IValidator<HoursInput> validator, SetHours setHours) : PageModel
{
    [BindProperty]
    public HoursInput Input { get; set; } = new();

    public PersonView Person { get; private set; } = null!;

    /// <summary>Shows what is saved beside what was typed.</summary>
    public bool RaceLost { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input = HoursInput.Of(Person.Hours, Person.Version);
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

        switch (await setHours.RunAsync(id, Input, User, ct))
        {
            case PersonOutcome.Saved:
                this.Say("The hours are saved.");
                return Redirect(Links.PersonHours(id));
            case PersonOutcome.LostRace:
                return await RaceAsync(id, ct);
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> RaceAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        ModelState.Remove("Input.Version");
        Input.Version = Person.Version;
        RaceLost = true;
        return this.Conflicted("", "Somebody else saved this person while you were typing. Compare with what is saved now, then save again.");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => await query.RunAsync(id, ct) is { } found && (Person = found) is not null;
}
