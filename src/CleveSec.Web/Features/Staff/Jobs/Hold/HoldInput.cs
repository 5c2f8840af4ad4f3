using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs.Hold;

internal sealed class HoldInput
{
    /// <summary>The hold on screen that is to end; null: a new one begins.</summary>
    public Guid? Standing { get; set; }
    public string? Reason { get; set; }
}

internal sealed class HoldInputValidator : AbstractValidator<HoldInput>
{
    public HoldInputValidator() => RuleFor(input => input.Reason).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Write who asked for it and why, or why it is over.")
        .MaximumLength(LegalHold.ReasonMaxLength).WithMessage($"Shorten this to {LegalHold.ReasonMaxLength} characters.")
        .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept: write it without.");
}
