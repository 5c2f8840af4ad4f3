using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.OwnerByLink;
using FluentValidation;

namespace CleveSec.Web.Features.Shared.OwnerByLink;

/// <summary>Which link, or what was signed by it, is taken back, and why.</summary>
internal sealed class TakeBackInput
{
    public Guid Signature { get; set; }
    public string? Reason { get; set; }
}

internal sealed class TakeBackInputValidator : AbstractValidator<TakeBackInput>
{
    public TakeBackInputValidator() => RuleFor(input => input.Reason).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Write why it is taken back.")
        .MaximumLength(OwnerSignature.ReasonMaxLength).WithMessage($"Use {OwnerSignature.ReasonMaxLength} characters or fewer.")
        .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept: write it without.");
}

/// <summary>What the form shows.</summary>
/// <param name="Open">The one that can be taken back.</param>
internal sealed record TakeBackForm(TakeBackInput TakeBack, OwnerSignatureView Open);
