using CleveSec.Web.UseCases.Waitlist;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CleveSec.Web.Features.Tracking.Sooner;

/// <summary>
/// A sooner window behind the mailed link. Looking takes nothing; the button moves the visit. An offer that is over, or never was, is answered
/// with the sentence that the visit stays as it is; one lost in that moment with the same and 409.
/// </summary>
internal sealed class OfferModel(TakeSooner take) : PageModel
{
    public SoonerOffer? Offer { get; private set; }

    /// <summary>The window the visit has now, after it was taken.</summary>
    public Interval? Moved { get; private set; }

    public bool Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(string offer, CancellationToken ct)
    {
        Offer = await take.LookAsync(offer, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string offer, CancellationToken ct)
    {
        Moved = await take.RunAsync(offer, ct) is SoonerOutcome.Moved moved ? moved.Window : null;
        var page = Page();
        page.StatusCode = Moved is null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        return page;
    }

    public async Task<IActionResult> OnPostRefuseAsync(string offer, CancellationToken ct)
    {
        await take.RefuseAsync(offer, ct);
        Refused = true;
        return Page();
    }
}
