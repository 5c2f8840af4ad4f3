using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CleveSec.Web.Features.Tracking;

[CustomerPage]
internal sealed class VisitModel(TrackedVisitQuery query, IClock clock) : PageModel
{
    public TrackedVisit Visit { get; private set; } = null!;

    public bool MayChange => Visit.ChangeUntil is { } until && clock.GetCurrentInstant() <= until;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { } visit)
        {
            return Redirect(Links.VisitLookUp);
        }

        Visit = visit;
        return Page();
    }
}
