using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Booking;

/// <summary>An answer, not an error: where we do not go, a call may still help.</summary>
internal sealed class OutsideAreaModel : PageModel
{
    public string Zip { get; private set; } = "";

    public void OnGet(string? zip) => Zip = new string([.. (zip ?? "").Where(char.IsAsciiDigit).Take(5)]);
}
