using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking;

[CustomerPage(Changes = true)]
internal sealed class CancelModel(TrackedVisitQuery query, CancelByCustomer cancel, Reasons reasons, IStringLocalizer<CancelModel> t) : PageModel
{
    public TrackedVisit Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : Redirect(Links.Visit);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Redirect(Links.Visit);
        }

        var change = await cancel.RunAsync(Visit.State.JobId, Visit.CustomerName, ct);
        if (change.Problem is { } problem)
        {
            return this.Conflicted("", reasons.Of(problem));
        }

        this.Say(t["Your visit is cancelled. Nobody will come."]);
        return Redirect(Links.Visit);
    }

    /// <summary>False: there is nothing to cancel; the visit page says why.</summary>
    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await query.RunAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct) is not { ChangeUntil: not null } visit)
        {
            return false;
        }

        Visit = visit;
        return true;
    }
}
