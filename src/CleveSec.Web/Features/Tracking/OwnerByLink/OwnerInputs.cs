using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.OwnerByLink;

/// <summary>The owner's signature as it was given.</summary>
public sealed class OwnerSignInput
{
    public string? SignedName { get; set; }

    /// <summary>What they drew; null or empty: nothing, or no JavaScript.</summary>
    public string? Strokes { get; set; }

    /// <summary>Which texts were shown.</summary>
    public string? TextVersion { get; set; }
    public string? FormVersion { get; set; }
}

/// <summary>A "no", with words if they like.</summary>
public sealed class OwnerDeclineInput
{
    public string? Words { get; set; }

    /// <summary>Null: none.</summary>
    public string? CleanWords => PlainText.Clean(Words) is { Length: > 0 } words ? words : null;
}

internal sealed class OwnerSignInputValidator : AbstractValidator<OwnerSignInput>
{
    public OwnerSignInputValidator(IStringLocalizer<OwnerSignInputValidator> t)
    {
        RuleFor(input => input.SignedName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => t["Type your name to sign."])
            .MaximumLength(Customer.NameMaxLength).WithMessage(_ => t["Shorten the name to {0} characters.", Customer.NameMaxLength])
            .Must(text => !SecretText.LooksLikeOne(text)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out."]);
        RuleFor(input => input.Strokes).Must(strokes => SignatureStrokes.IsNoneOrValid(strokes)).WithMessage(_ => t["The drawing could not be read. Draw it again, or leave it out: the typed name is enough."]);
        RuleFor(input => input.TextVersion).Must((input, version) => OwnerSignatureText.Find(version) is not null && AuthorizationText.Find(input.FormVersion) is not null).WithMessage(_ => t["The form has changed. Read it again before you sign."]);
    }
}

internal sealed class OwnerDeclineInputValidator : AbstractValidator<OwnerDeclineInput>
{
    public OwnerDeclineInputValidator(IStringLocalizer<OwnerDeclineInputValidator> t) => RuleFor(input => input.Words).Cascade(CascadeMode.Stop)
        .Must((input, _) => input.CleanWords is null or { Length: <= OwnerSignature.WordsMaxLength }).WithMessage(_ => t["Shorten this to {0} characters.", OwnerSignature.WordsMaxLength])
        .Must((input, _) => !SecretText.LooksLikeOne(input.CleanWords)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out."]);
}
