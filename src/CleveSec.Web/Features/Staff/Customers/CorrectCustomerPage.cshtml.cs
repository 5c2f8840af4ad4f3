using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>Puts a customer right. Unknown id: 404. Somebody was quicker: 409 with everything typed, and saved again it counts.</summary>
internal sealed class CorrectCustomerPageModel(CustomerQuery query, IValidator<CustomerInput> validator, Corrections corrections, CorrectCustomer correct) : PageModel
{
    [BindProperty]
    public CustomerInput Input { get; set; } = new();

    public CustomerView Customer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input = CustomerInput.Of(Customer, await corrections.VersionAsync(Corrected.Customer, id, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct) ? await SaveAsync(id, ct) : this.Invalid();
    }

    private async Task<IActionResult> SaveAsync(Guid id, CancellationToken ct)
    {
        var outcome = await correct.RunAsync(id, Input, User, ct);
        if (outcome is CorrectionOutcome.LostRace)
        {
            await LoadAsync(id, ct);
            ModelState.Remove("Input.Version");
            Input.Version = await corrections.VersionAsync(Corrected.Customer, id, ct);
        }

        return this.Answer(outcome, Corrected.Customer, Links.Customer(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => await query.RunAsync(id, ct) is { MergedInto: null } found && (Customer = found) is not null;
}
