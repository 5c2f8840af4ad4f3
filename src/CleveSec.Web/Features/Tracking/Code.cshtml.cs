using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking;

/// <summary>Before something is changed from a mailed link: a code sent to the same mailbox.</summary>
[CustomerPage]
internal sealed class CodeModel(CustomerCodes codes, CustomerSessions sessions, IStringLocalizer<CodeModel> t) : PageModel
{
    public const int TypedMaxLength = 12;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public bool Sent { get; private set; }

    /// <summary>Asking again sends nothing.</summary>
    public bool NoMore { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        switch (await codes.SendAsync(CustomerPageAttribute.Of(HttpContext).JobId, BrowserKey(), ct))
        {
            case CodeMailing.UsedUp usedUp:
                (Sent, NoMore) = (true, true);
                return this.TooMany(usedUp.RetryAfter, t["No more codes are sent today. Use the last one if it is less than ten minutes old, or call {0}.", Office.PhoneShown]);
            case CodeMailing.NoAddress:
                NoMore = true;
                return this.Conflicted("", t["There is no e-mail address on this booking. Please call {0}; we make the change with you.", Office.PhoneShown]);
            default:
                Sent = true;
                return Page();
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var access = CustomerPageAttribute.Of(HttpContext);
        if (await codes.ConsumeAsync(access.JobId, BrowserKey(), Code, ct))
        {
            await sessions.AllowChangesAsync(access.SessionId, ct);
            return Redirect(Next is Links.VisitChange or Links.VisitCancel or Links.VisitPhotos or Links.VisitReach or Links.VisitCertificate ? Next : Links.Visit);
        }

        Sent = true;
        ModelState.Remove(nameof(Code));
        ModelState.AddModelError(nameof(Code), t["This code is wrong, was used, or is older than ten minutes. Type it again or ask for a new one."]);
        return this.Invalid();
    }

    private string BrowserKey() => Request.Cookies[CustomerSessions.CookieName] ?? "";
}
