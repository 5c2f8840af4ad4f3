using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Customers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

/// <summary>Who is calling: one on file with the number leads straight to them, several are offered to choose from, nobody to a new booking. A number that is none: 422.</summary>
internal sealed class CallsModel(CallerQuery callers) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "phone")]
    public string? Phone { get; set; }

    public IReadOnlyList<Caller> Callers { get; private set; } = [];

    public bool Asked { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Phone))
        {
            return Page();
        }

        if (!PhoneNumbers.TryNormalize(Phone, out var e164))
        {
            ModelState.AddModelError(nameof(Phone), "Enter the whole number, for example 216-555-0142. For its last digits use the box on top.");
            return this.Invalid();
        }

        Asked = true;
        Callers = await callers.RunAsync(e164, ct);
        return Callers is [{ } only] ? Redirect(Links.Customer(only.Id)) : Page();
    }
}
