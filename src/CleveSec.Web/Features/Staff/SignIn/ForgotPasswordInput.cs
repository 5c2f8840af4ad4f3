using CleveSec.Domain.Staff;
using CleveSec.Web.Ui;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>The address somebody wants a new password for.</summary>
public sealed class ForgotPasswordInput
{
    public string? Email { get; set; }
}

internal sealed class ForgotPasswordInputValidator : AbstractValidator<ForgotPasswordInput>
{
    public ForgotPasswordInputValidator() => RuleFor(input => input.Email).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Enter your e-mail address.")
        .MaximumLength(StaffMember.EmailMaxLength).WithMessage("This e-mail address is too long.")
        .Must(EmailAddresses.IsPlausible).WithMessage("Enter an e-mail address like name@example.com.");
}
