using CleveSec.Web.UseCases.Area;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Home;

internal sealed class IndexModel(ServiceAreaQuery area, NextWindowQuery nextWindow) : PageModel
{
    private const int TypedZipMaxLength = 10;

    public ServiceArea Area { get; private set; } = null!;

    public string? Zip { get; private set; }

    public NextWindow? Next { get; private set; }

    public async Task OnGetAsync(string? zip, CancellationToken ct)
    {
        Zip = zip is { Length: > TypedZipMaxLength } ? zip[..TypedZipMaxLength] : zip;
        Next = await nextWindow.RunAsync(Zip, ct);
        Area = await area.RunAsync(ct);
    }
}
