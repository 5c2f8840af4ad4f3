using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>Open vendor cases, what came for them, and how the mailbox does.</summary>
internal sealed class IndexModel(VendorCasesQuery query, IOptions<VendorMailSettings> mail) : PageModel
{
    public VendorCasesView Cases { get; private set; } = null!;

    public bool ReadsMail => mail.Value.IsOn;

    public async Task OnGetAsync(CancellationToken ct) => Cases = await query.RunAsync(ct);
}
