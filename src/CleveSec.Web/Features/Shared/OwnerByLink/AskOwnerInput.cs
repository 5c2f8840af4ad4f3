using CleveSec.Domain.Customers;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.OwnerByLink;
using FluentValidation;

namespace CleveSec.Web.Features.Shared.OwnerByLink;

/// <summary>Whom a member of staff asks to sign by link, and for whom. Where the link goes is not typed.</summary>
internal sealed class AskOwnerInput
{
    public string? OwnerName { get; set; }
    public string? RepresentativeName { get; set; }
    public Language? Language { get; set; }

    /// <summary>The last one asked that the page showed: sent twice it is one link.</summary>
    public Guid? After { get; set; }

    /// <summary>The page showed that one as signed: asking anew is meant to take it back.</summary>
    public bool AfterSigned { get; set; }

    /// <summary>What is asked, of a valid input. A method: what binds the form reads every property.</summary>
    public OwnerAsked Asked() => new(PlainText.OneLine(OwnerName), PlainText.OneLine(RepresentativeName), Language!.Value);

    public static AskOwnerInput Of(OwnerAskingState state) => new() { OwnerName = state.Customer, RepresentativeName = state.Contact, Language = state.Language, After = state.Asked.Count > 0 ? state.Asked[0].Id : null, AfterSigned = state.Asked is [{ State: OwnerSignatureState.Signed }, ..] };
}

internal sealed class AskOwnerInputValidator : AbstractValidator<AskOwnerInput>
{
    private const string SecretFound = "This looks like a password, pattern or code. Those are never kept: write the name alone.";

    public AskOwnerInputValidator()
    {
        RuleFor(input => input.OwnerName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Write the name of the owner who signs.")
            .MaximumLength(Customer.NameMaxLength).WithMessage($"Use {Customer.NameMaxLength} characters or fewer.")
            .Must(PersonNames.IsPlain).WithMessage(PersonNames.NotPlain)
            .Must(text => !SecretText.LooksLikeOne(text)).WithMessage(SecretFound);
        RuleFor(input => input.RepresentativeName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Write the full name of who acts for the owner, as it stands on their ID.")
            .MaximumLength(Customer.NameMaxLength).WithMessage($"Use {Customer.NameMaxLength} characters or fewer.")
            .Must(PersonNames.IsPlain).WithMessage(PersonNames.NotPlain)
            .Must(text => !SecretText.LooksLikeOne(text)).WithMessage(SecretFound);
        RuleFor(input => input.Language).NotNull().WithMessage("Choose the owner’s language.").IsInEnum().WithMessage("Choose the owner’s language.");
    }
}

/// <summary>What the form shows.</summary>
/// <param name="State">Whose link it is, and what came of those before.</param>
internal sealed record AskOwnerForm(AskOwnerInput Input, OwnerAskingState State);

/// <summary>The links of a job in a list.</summary>
/// <param name="JobNumber">For the office, which can look at what was signed; null: only said.</param>
internal sealed record OwnerSignatureList(IReadOnlyList<OwnerSignatureView> All, string? JobNumber);
