using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs.SecondPerson;

internal sealed class DecideInput
{
    /// <summary>What was on screen: another request needs another look.</summary>
    public Guid Request { get; set; }
    public bool? Approve { get; set; }
    public string? Reason { get; set; }
}

internal sealed class DecideInputValidator : AbstractValidator<DecideInput>
{
    public DecideInputValidator()
    {
        RuleFor(input => input.Approve).NotNull().WithMessage("Approve it or decline it.");
        RuleFor(input => input.Reason).Cascade(CascadeMode.Stop)
            .NotEmpty().When(input => input.Approve is false, ApplyConditionTo.CurrentValidator).WithMessage("Write why not. The technician reads it.")
            .MaximumLength(OwnershipCheck.ReasonMaxLength).WithMessage($"Shorten this to {OwnershipCheck.ReasonMaxLength} characters.")
            .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept: write it without.");
    }
}
