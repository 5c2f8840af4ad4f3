using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking;

/// <summary>"Your visit" without the link at hand: job number and ZIP, then a code mailed to the address on the job. The answer is the same whether they match or not.</summary>
internal sealed class LookUpModel(LookUpVisit lookUp, CustomerSessions sessions, RateLimits limits, IStringLocalizer<LookUpModel> t) : PageModel
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
        if (await TooManyAsync(ct) is { } tooMany)
        {
            return tooMany;
        }

        if (string.IsNullOrWhiteSpace(Number) || string.IsNullOrWhiteSpace(Zip))
        {
            ModelState.AddModelError(string.IsNullOrWhiteSpace(Number) ? nameof(Number) : nameof(Zip), t["Enter your job number and the ZIP code of the visit."]);
            return this.Invalid();
        }

        await lookUp.SendCodeAsync(Number, Zip, BrowserKey(), ct);
        Sent = true;
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        Sent = true;
        if (await TooManyAsync(ct) is { } tooMany)
        {
            return tooMany;
        }

        if (await lookUp.OpenAsync(Number, Zip, Request.Cookies[BrowserCookie] ?? "", Code, ct) is { } key)
        {
            return Opened(key);
        }

        ModelState.Remove(nameof(Code));
        ModelState.AddModelError(nameof(Code), t["This code is wrong, was used, or is older than ten minutes."]);
        return this.Invalid();
    }

    private RedirectResult Opened(string key)
    {
        Response.Cookies.Delete(BrowserCookie, new CookieOptions { Secure = true, Path = "/" });
        sessions.Remember(key);
        return Redirect(Links.Visit);
    }

    /// <summary>Sending a code and trying one count alike: both tell something about a job.</summary>
    private async Task<IActionResult?> TooManyAsync(CancellationToken ct)
    {
        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.LookUpsByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        return allowed ? null : this.TooMany(retryAfter, t["Too many tries from your connection. Please call {0}.", Office.PhoneShown]);
    }

    /// <summary>A browser keeps its key when it asks again: where no further mail is sent, the code it has stays good.</summary>
    private string BrowserKey()
    {
        var key = Request.Cookies[BrowserCookie] is { Length: Keys.TextLength } known ? known : Keys.New();
        Response.Cookies.Append(BrowserCookie, key, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromMinutes(15) });
        return key;
    }
}

/// <summary>Finds the job behind a number and ZIP and lets a mailed code open it. Neither answer tells by its time whether there is such a job.</summary>
internal sealed class LookUpVisit(CleveSecDb db, CustomerCodes codes, CustomerSessions sessions)
{
    public Task SendCodeAsync(string number, string zip, string browserKey, CancellationToken ct) => AnswerFloor.KeepAsync(async () =>
    {
        var jobId = await FindAsync(number, zip, ct);
        if (jobId is { } id)
        {
            await codes.SendAsync(id, browserKey, ct);
        }

        return jobId;
    }, ct);

    /// <summary>The session's key after a correct code, else null.</summary>
    public Task<string?> OpenAsync(string? number, string? zip, string browserKey, string? code, CancellationToken ct) => AnswerFloor.KeepAsync(async () =>
    {
        if (await FindAsync(number, zip, ct) is not { } jobId || !await codes.ConsumeAsync(jobId, browserKey, code, ct))
        {
            return null;
        }

        var key = sessions.Start(jobId, CustomerSessionSource.LookUp);
        await db.SaveChangesAsync(ct);
        return key;
    }, ct);

    private async Task<Guid?> FindAsync(string? number, string? zip, CancellationToken ct)
    {
        // Without the letters in front it can only be ours; with the four digits more a ZIP code is the same place.
        var wanted = JobNumber.TryNormalize(number) ?? JobNumber.TryNormalize($"CS-{number}");
        var place = new string([.. (zip ?? "").Where(char.IsAsciiDigit).Take(Site.ZipLength)]);
        return wanted is null ? null : await db.Jobs.AsNoTracking().Where(job => job.Number == wanted && job.Site.Zip == place).Select(job => (Guid?)job.Id).FirstOrDefaultAsync(ct);
    }
}
