using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Check;

/// <summary>Whether a certificate is ours, asked by its code: number, date and outcome, and nothing else. An unknown code gets the same plain page. Too many asked from one network: 429.</summary>
internal sealed class CheckModel(CheckQuery query, RateLimits limits, IStringLocalizer<CheckModel> t) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    /// <summary>A code was asked for.</summary>
    public bool Asked { get; private set; }

    /// <summary>Null: there is no such certificate.</summary>
    public CheckedCertificate? Found { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Request.Query.ContainsKey("code") ? AnswerAsync(ct) : Task.FromResult<IActionResult>(Page());

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => AnswerAsync(ct);

    private async Task<IActionResult> AnswerAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError("code", t["Enter the code from the certificate."]);
            return this.Invalid();
        }

        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.CertificateChecksByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        if (!allowed)
        {
            return this.TooMany(retryAfter, t["Too many codes from your connection. Please call {0}.", Office.PhoneShown]);
        }

        Found = await query.RunAsync(Code, ct);
        Asked = true;
        return Page();
    }
}
