using CleveSec.Web.Security;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Account;

/// <summary>The old and the new password as typed.</summary>
public sealed class ChangePasswordInput
{
    public string? Current { get; set; }
    public string? Password { get; set; }
}

internal sealed class ChangePasswordInputValidator : AbstractValidator<ChangePasswordInput>
{
    public ChangePasswordInputValidator()
    {
        RuleFor(input => input.Current).NotEmpty().WithMessage("Enter the password you have now.").MaximumLength(PasswordRules.MaxLength).WithMessage("This is longer than any password here.");
        RuleFor(input => input.Password).NotEmpty().WithMessage("Enter a new password.")
            .NotEqual(input => input.Current).When(input => !string.IsNullOrEmpty(input.Password), ApplyConditionTo.CurrentValidator).WithMessage("This is the password you have now. Choose another.");
    }
}
