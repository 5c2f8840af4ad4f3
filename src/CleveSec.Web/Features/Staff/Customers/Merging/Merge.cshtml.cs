using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers.Merging;

/// <summary>Two customers side by side and what is kept of each. Either unknown or merged already: 404. Not confirmed: 422. One of them was changed meanwhile: 409.</summary>
internal sealed class MergeModel(CustomerQuery query, Corrections corrections, MergeCustomers merge) : PageModel
{
    [BindProperty]
    public MergeInput Input { get; set; } = new();

    public CustomerView Kept { get; private set; } = null!;
    public CustomerView Other { get; private set; } = null!;
    public IEnumerable<CustomerView> Both => [Kept, Other];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid with, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(id, with, ct))
        {
            return NotFound();
        }

        Input = new MergeInput { With = with, Name = id, Phone = id, Email = Kept.Email is null ? with : id };
        await VersionsAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, Input.With, ct))
        {
            return NotFound();
        }

        if (!Input.Sure)
        {
            ModelState.AddModelError("Input.Sure", "Say that you have looked at both: merging gives one person the jobs of the other.");
            return this.Invalid();
        }

        switch (await merge.RunAsync(id, Input, User, ct))
        {
            case MergeOutcome.Merged:
                this.Say($"{Other.Name} and {Kept.Name} are one customer now. It can be taken back for 30 days.");
                return Redirect(Links.Customer(id));
            case MergeOutcome.Refused refused:
                return this.Conflicted("", refused.Reason);
            case MergeOutcome.LostRace:
                return await RaceAsync(id, ct);
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> RaceAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, Input.With, ct))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input.Sure = false;
        await VersionsAsync(ct);
        return this.Conflicted("", "Somebody changed one of the two while you were looking. Look again, then decide.");
    }

    private async Task VersionsAsync(CancellationToken ct)
    {
        Input.KeptVersion = await corrections.VersionAsync(Corrected.Customer, Kept.Id, ct);
        Input.MergedVersion = await corrections.VersionAsync(Corrected.Customer, Other.Id, ct);
    }

    private async Task<bool> LoadAsync(Guid id, Guid with, CancellationToken ct)
    {
        var (kept, other) = (await query.RunAsync(id, ct), await query.RunAsync(with, ct));
        (Kept, Other) = (kept!, other!);
        return id != with && kept is { MergedInto: null } && other is { MergedInto: null };
    }
}
