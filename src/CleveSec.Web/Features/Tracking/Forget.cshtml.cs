using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking;

/// <summary>Ends the customer's session; the mailed link still works.</summary>
internal sealed class ForgetModel(CustomerSessions sessions, IStringLocalizer<ForgetModel> t) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.Visit);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await sessions.ForgetAsync(ct);
        this.Say(t["This browser has forgotten your visit. The link in your e-mail still works."]);
        return Redirect(Links.VisitLookUp);
    }
}
