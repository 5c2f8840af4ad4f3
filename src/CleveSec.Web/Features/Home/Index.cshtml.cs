using CleveSec.Web.UseCases.Area;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Home;

internal sealed class IndexModel(ServiceAreaQuery area) : PageModel
{
    public ServiceArea Area { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Area = await area.RunAsync(ct);
}
