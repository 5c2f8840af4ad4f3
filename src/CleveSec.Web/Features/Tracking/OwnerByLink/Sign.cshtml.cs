using CleveSec.Domain.Ownership;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.OwnerByLink;

/// <summary>
/// The form an absent owner signs behind the mailed link. Looking changes nothing. Unknown or over: 404, the same for both; refused: 422 with everything typed; answered otherwise meanwhile: 409;
/// too many from one network: 429.
/// </summary>
internal sealed class SignModel(
    AnswerByOwner answer, RateLimits limits, IValidator<OwnerSignInput> signs, IValidator<OwnerDeclineInput> declines, IStringLocalizer<SignModel> t) : PageModel
{
    [BindProperty]
    public OwnerSignInput Input { get; set; } = new();

    [BindProperty]
    public OwnerDeclineInput Decline { get; set; } = new();

    /// <summary>Null: the link is unknown or over.</summary>
    public OwnerForm? Form { get; private set; }

    /// <summary>What was shown, else the newest.</summary>
    public OwnerSignatureText Text => OwnerSignatureText.Find(Input.TextVersion) ?? OwnerSignatureText.Current;

    /// <inheritdoc cref="Text"/>
    public AuthorizationText FormText => AuthorizationText.Find(Input.FormVersion) ?? AuthorizationText.Current;

    public async Task<IActionResult> OnGetAsync(string sign, CancellationToken ct)
    {
        Form = await answer.LookAsync(sign, ct);
        var page = Page();
        page.StatusCode = Form is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return page;
    }

    public Task<IActionResult> OnPostAsync(string sign, CancellationToken ct) =>
        AnswerAsync(sign, () => this.ValidateAsync(signs, Input, ct), () => answer.SignAsync(sign, Input, Languages.Current, ct), ct);

    public Task<IActionResult> OnPostDeclineAsync(string sign, CancellationToken ct) =>
        AnswerAsync(sign, () => this.ValidateAsync(declines, Decline, ct, nameof(Decline)), () => answer.DeclineAsync(sign, Decline.CleanWords, ct), ct);

    private async Task<IActionResult> AnswerAsync(string sign, Func<Task<bool>> isValid, Func<Task<OwnerAnswer>> run, CancellationToken ct)
    {
        var (allowed, retryAfter) = await limits.CountAsync(RateLimit.OwnerSignaturesByAddress, RateLimits.Network(HttpContext.Connection.RemoteIpAddress), ct);
        Form = await answer.LookAsync(sign, ct);
        if (!allowed)
        {
            return this.TooMany(retryAfter, t["Too many tries from your connection. Please call {0}.", Office.PhoneShown]);
        }

        if (Form is null)
        {
            return await OnGetAsync(sign, ct);
        }

        if (!await isValid())
        {
            return this.Invalid();
        }

        switch (await run())
        {
            case OwnerAnswer.Taken:
                return this.SeeOther(Links.VisitSign(sign));
            case OwnerAnswer.OtherName other:
                ModelState.AddModelError("Input.SignedName", t["This form is for {0} to sign. Type that name if it is yours; if it is not, say so below.", other.Owner]);
                return this.Invalid();
            case OwnerAnswer.Otherwise:
                Form = await answer.LookAsync(sign, ct);
                return this.Conflicted("", t["This was answered in another way meanwhile. Below is how it stands."]);
            case OwnerAnswer.Busy:
                return this.Conflicted("", t["Somebody worked on this job at the same moment. Please press the button once more."]);
            default:
                return await OnGetAsync(sign, ct);
        }
    }
}
