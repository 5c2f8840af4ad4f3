using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>Office hours and the guide's reminder. Lost race: 409 with everything typed beside what is saved now.</summary>
internal sealed class IndexModel(OfficeQuery query, IValidator<OfficeInput> validator, SaveOffice save) : PageModel
{
    [BindProperty]
    public OfficeInput Input { get; set; } = new();

    /// <summary>What is saved now, after a lost race.</summary>
    public OfficeView? SavedNow { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Input = OfficeInput.Of(await query.RunAsync(ct));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        switch (await save.RunAsync(Input, User, ct))
        {
            case SettingsOutcome.Saved saved:
                this.Say(saved.Said);
                return Redirect(Links.Settings);
            default:
                SavedNow = await query.RunAsync(ct);
                ModelState.Remove("Input.Version");
                Input.Version = SavedNow.Version;
                return this.Conflicted("", "Somebody else saved the settings while you were typing. Compare with what is saved now, then save again.");
        }
    }
}
