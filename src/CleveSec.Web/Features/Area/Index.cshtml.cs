using CleveSec.Domain.Customers;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Area;

/// <summary>Where we come to, as map and list, and the answer for a typed ZIP code. What is no ZIP code: 422.</summary>
internal sealed class IndexModel(AreaQuery query, IStringLocalizer<IndexModel> t) : PageModel
{
    public const int TypedMaxLength = 12;

    [BindProperty(SupportsGet = true)]
    public string? Zip { get; set; }

    public AreaList Area { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Of "44113-1234" the five digits before the dash count.
        var digits = new string([.. (Zip ?? "").Where(char.IsAsciiDigit).Take(Site.ZipLength)]);
        var bad = Request.Query.ContainsKey(nameof(Zip)) && digits.Length != Site.ZipLength;
        Area = await query.RunAsync(digits.Length == Site.ZipLength ? digits : null, ct);
        if (!bad)
        {
            return Page();
        }

        ModelState.AddModelError(nameof(Zip), t["Enter a five-digit ZIP code."]);
        return this.Invalid();
    }
}
