using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Vendors;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Vendor;

internal sealed class RefuseAnswerInput
{
    public string? Reason { get; set; }
}

internal sealed class RefuseAnswerInputValidator : AbstractValidator<RefuseAnswerInput>
{
    public RefuseAnswerInputValidator() => RuleFor(input => input.Reason)
        .NotEmpty().WithMessage("Say why.")
        .MaximumLength(VendorAnswer.ReasonMaxLength).WithMessage($"Shorten this to {VendorAnswer.ReasonMaxLength} characters.")
        .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept.");
}

/// <summary>A mail that came for a vendor case, for a person to accept or refuse. Unknown: 404. Not possible, or decided meanwhile: 409 with the reason.</summary>
internal sealed class AnswerModel(AnswerQuery query, DecideAnswer decide, IValidator<RefuseAnswerInput> validator) : PageModel
{
    [BindProperty]
    public RefuseAnswerInput Input { get; set; } = new();

    /// <summary>The vendor was asked by another way whether it is theirs.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    [BindProperty]
    public Guid? Case { get; set; }

    public AnswerView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid answer, CancellationToken ct) => await LoadAsync(answer, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(Guid answer, CancellationToken ct)
    {
        if (!await LoadAsync(answer, ct))
        {
            return NotFound();
        }

        if ((await decide.AcceptAsync(answer, Case, Confirmed, User, User.Actor(), ct)).Problem is { } problem)
        {
            await LoadAsync(answer, ct);
            return this.Conflicted("", problem);
        }

        this.Say("Accepted. The technician of the visit can download it from the job sheet. Plan the return visit while it is good.");
        return Redirect(Links.VendorCases);
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid answer, CancellationToken ct)
    {
        if (!await LoadAsync(answer, ct))
        {
            return NotFound();
        }

        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if ((await decide.RefuseAsync(answer, Input.Reason!.Trim(), User, User.Actor(), ct)).Problem is { } problem)
        {
            await LoadAsync(answer, ct);
            return this.Conflicted("", problem);
        }

        this.Say("Done. What the mail held is deleted here.");
        return Redirect(Links.VendorCases);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct) => (View = (await query.RunAsync(id, ct))!) is not null;
}
