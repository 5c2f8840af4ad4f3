using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Waitlist;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.Sooner;

/// <summary>Whether to be told of sooner windows. It changes nothing about the visit, so the mailed link is enough.</summary>
[CustomerPage]
internal sealed class SoonerModel(Waitlist waitlist, IStringLocalizer<SoonerModel> t) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.Visit);

    public async Task<IActionResult> OnPostJoinAsync(CancellationToken ct)
    {
        var joined = await waitlist.JoinAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct);
        this.Say(joined ? t["We tell you when something sooner gets free."] : t["This visit cannot come sooner any more. Please call {0}.", Office.PhoneShown]);
        return Redirect(Links.Visit);
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken ct)
    {
        await waitlist.LeaveAsync(CustomerPageAttribute.Of(HttpContext).JobId, ct);
        this.Say(t["We do not offer you sooner times any more. Your visit stays as it is."]);
        return Redirect(Links.Visit);
    }
}
