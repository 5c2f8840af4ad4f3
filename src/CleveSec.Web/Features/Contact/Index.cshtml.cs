using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Area;
using CleveSec.Web.UseCases.Office;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Contact;

/// <summary>How to reach the office, and a form for being called back. Refused fields: 422 with everything typed; too many from one network: 429.</summary>
internal sealed class IndexModel(
    ServiceAreaQuery area, OfficeHoursQuery hours, IValidator<CallInput> validator, RequestCall requestCall, RateLimits limits, FormAge age, IStringLocalizer<IndexModel> t) : PageModel
{
    [BindProperty]
    public CallInput Input { get; set; } = new();

    public ServiceArea Area { get; private set; } = null!;

    /// <summary>Empty: not published.</summary>
    public IReadOnlyList<string> Hours { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Input = new CallInput { Made = age.Now() };
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (await RefuseProgramsAsync(ct) is { } refused)
        {
            return refused;
        }

        await requestCall.RunAsync(Input, ct);
        return Redirect(Links.ContactThanks);
    }

    /// <summary>A filled trap or a form sent faster than a person can is told, not swallowed: a person would wait for a call that never comes.</summary>
    private async Task<PageResult?> RefuseProgramsAsync(CancellationToken ct)
    {
        if (Input.Website is { Length: > 0 } || !age.IsHuman(Input.Made))
        {
            ModelState.AddModelError("", t["We could not take this. Please wait a few seconds and send it again, or call {0}.", Office.PhoneShown]);
            return this.Invalid();
        }

        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.CallRequestsByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        return allowed ? null : this.TooMany(retryAfter, t["Too many requests came from your connection. Please call {0}.", Office.PhoneShown]);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Area = await area.RunAsync(ct);
        Hours = await hours.RunAsync(ct);
    }
}
