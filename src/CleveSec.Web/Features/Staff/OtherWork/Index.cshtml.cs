using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>What stands in technicians' days beside visits.</summary>
internal sealed class IndexModel(OtherWorkQuery query) : PageModel
{
    public OtherWorkList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => List = await query.ComingAsync(ct);
}
