using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>When somebody is away. Unknown id: 404.</summary>
internal sealed class AbsencesModel(PersonQuery query, IValidator<AbsenceInput> validator, AddAbsence add, RemoveAbsence remove) : PageModel
{
    [BindProperty]
    public AbsenceInput Input { get; set; } = new();

    public PersonView Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct) ? Answer(id, await add.RunAsync(id, Input, User, ct), "The absence is saved.") : this.Invalid();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid absence, CancellationToken ct) =>
        await LoadAsync(id, ct) ? Answer(id, await remove.RunAsync(id, absence, User, ct), "The absence is removed.") : NotFound();

    private IActionResult Answer(Guid id, PersonOutcome outcome, string said)
    {
        switch (outcome)
        {
            case PersonOutcome.Saved:
                this.Say(said);
                return Redirect(Links.PersonAbsences(id));
            case PersonOutcome.NotFound:
                return NotFound();
            default:
                return this.Conflicted("", "Somebody else changed this person at the same moment. Look again, then decide.");
        }
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => await query.RunAsync(id, ct) is { } found && (Person = found) is not null;
}
