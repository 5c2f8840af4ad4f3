using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tracking;

/// <summary>Ends the customer's session; the mailed link still works.</summary>
internal sealed class ForgetModel(CustomerSessions sessions) : PageModel
{
    public IActionResult OnGet() => Redirect(Links.Visit);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await sessions.ForgetAsync(ct);
        this.Say("This browser has forgotten your visit. The link in your e-mail still works.");
        return Redirect(Links.VisitLookUp);
    }
}
