using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Services;

/// <summary>What visits are for.</summary>
internal sealed class IndexModel(ServicesQuery query) : PageModel
{
    public IReadOnlyList<ServiceLine> Services { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Services = await query.AllAsync(ct);
}
