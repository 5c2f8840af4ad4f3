using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>The counties we go to. None left: 422. Lost race: 409, with what was ticked.</summary>
internal sealed class AreaModel(AreaQuery query, SaveArea save) : PageModel
{
    [BindProperty]
    public List<string> Counties { get; set; } = [];

    public AreaView Area { get; private set; } = null!;
    public bool RaceLost { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Area = await query.RunAsync(ct);
        Counties = [.. Area.Counties.Where(county => county.Served).Select(county => county.Name)];
    }

    public async Task<IActionResult> OnPostAsync(string? version, CancellationToken ct)
    {
        var outcome = await save.RunAsync(Counties, version, User, ct);
        Area = await query.RunAsync(ct);
        switch (outcome)
        {
            case SettingsOutcome.Saved saved:
                this.Say(saved.Said);
                return Redirect(Links.SettingsArea);
            case SettingsOutcome.Refused refused:
                ModelState.AddModelError(nameof(Counties), refused.Reason);
                return this.Invalid();
            default:
                RaceLost = true;
                return this.Conflicted("", "Somebody else changed the area meanwhile. Compare with what is saved now, then save again.");
        }
    }
}
