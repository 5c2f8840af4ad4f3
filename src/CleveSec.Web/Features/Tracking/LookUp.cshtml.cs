using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Tracking;

/// <summary>"Your visit" without the link at hand: job number and ZIP, then a code mailed to the address on the job. The answer is the same whether they match or not.</summary>
internal sealed class LookUpModel(LookUpVisit lookUp, CustomerSessions sessions, RateLimits limits) : PageModel
{
    public const string BrowserCookie = "__Host-find";
    public const int TypedMaxLength = 20;

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Zip { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool Sent { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!(await limits.CountAsync(RateLimit.LookUpsByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct)).Allowed)
        {
            ModelState.AddModelError("", "Too many tries from your connection. Please call 216-333-8245.");
            var page = Page();
            page.StatusCode = StatusCodes.Status429TooManyRequests;
            return page;
        }

        if (string.IsNullOrWhiteSpace(Number) || string.IsNullOrWhiteSpace(Zip))
        {
            ModelState.AddModelError(string.IsNullOrWhiteSpace(Number) ? nameof(Number) : nameof(Zip), "Enter your job number and the ZIP code of the visit.");
            return this.Invalid();
        }

        await lookUp.SendCodeAsync(Number, Zip, NewBrowserKey(), ct);
        Sent = true;
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        if (await lookUp.OpenAsync(Number, Zip, Request.Cookies[BrowserCookie] ?? "", Code, ct) is { } key)
        {
            Response.Cookies.Delete(BrowserCookie, new CookieOptions { Secure = true, Path = "/" });
            sessions.Remember(key);
            return Redirect(Links.Visit);
        }

        Sent = true;
        ModelState.Remove(nameof(Code));
        ModelState.AddModelError(nameof(Code), "This code is wrong, was used, or is older than ten minutes.");
        return this.Invalid();
    }

    private string NewBrowserKey()
    {
        var key = Keys.New();
        Response.Cookies.Append(BrowserCookie, key, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromMinutes(15) });
        return key;
    }
}

/// <summary>Finds the job behind a number and ZIP and lets a mailed code open it.</summary>
internal sealed class LookUpVisit(CleveSecDb db, CustomerCodes codes, CustomerSessions sessions)
{
    public async Task SendCodeAsync(string number, string zip, string browserKey, CancellationToken ct)
    {
        if (await FindAsync(number, zip, ct) is { } jobId)
        {
            await codes.SendAsync(jobId, browserKey, ct);
        }
    }

    /// <summary>The session's key after a correct code, else null.</summary>
    public async Task<string?> OpenAsync(string? number, string? zip, string browserKey, string? code, CancellationToken ct)
    {
        if (await FindAsync(number, zip, ct) is not { } jobId || !await codes.ConsumeAsync(jobId, browserKey, code, ct))
        {
            return null;
        }

        var key = sessions.Start(jobId, CustomerSessionSource.LookUp);
        await db.SaveChangesAsync(ct);
        return key;
    }

    private async Task<Guid?> FindAsync(string? number, string? zip, CancellationToken ct)
    {
        var wanted = JobNumber.TryNormalize(number);
        var place = (zip ?? "").Trim();
        return wanted is null ? null : await db.Jobs.AsNoTracking().Where(job => job.Number == wanted && job.Site.Zip == place).Select(job => (Guid?)job.Id).FirstOrDefaultAsync(ct);
    }
}
