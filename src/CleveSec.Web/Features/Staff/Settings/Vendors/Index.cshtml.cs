using CleveSec.Web.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Vendors;

/// <summary>Whom we ask for files and codes.</summary>
internal sealed class IndexModel(SaveVendor vendors) : PageModel
{
    public IReadOnlyList<VendorRow> Vendors { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Vendors = await vendors.AllAsync(ct);
}
