using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Vendors;

/// <summary>One vendor. Unknown id: 404. Lost race: 409 with everything typed.</summary>
internal sealed class VendorModel(SaveVendor vendors, IValidator<VendorInput> validator) : PageModel
{
    [BindProperty]
    public VendorInput Input { get; set; } = new();

    public VendorRow Row { get; private set; } = null!;

    /// <summary>What is saved now, after a lost race.</summary>
    public IReadOnlyList<Fact>? SavedNow { get; private set; }

    public async Task<IActionResult> OnGetAsync(string vendor, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(vendor, ct))
        {
            return NotFound();
        }

        Input = VendorInput.Of(Row);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string vendor, CancellationToken ct)
    {
        if (!await LoadAsync(vendor, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (await vendors.RunAsync(Row.Id, Input, User, ct) is SettingsOutcome.Saved saved)
        {
            this.Say(saved.Said);
            return Redirect(Links.SettingsVendors);
        }

        await LoadAsync(vendor, ct);
        SavedNow = VendorInput.FactsOf(Row);
        ModelState.Remove("Input.Version");
        Input.Version = Facts.VersionOf(SavedNow);
        return this.Conflicted("", "Somebody else saved this vendor while you were typing. Compare with what is saved now, then save again.");
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct) => await vendors.OneAsync(id, ct) is { } row && (Row = row) is not null;
}
