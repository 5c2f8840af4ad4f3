using CleveSec.Domain.Staff;
using CleveSec.Web.Security;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.SignIn;

/// <summary>The sign-in form as typed.</summary>
public sealed class SignInInput
{
    public string? Email { get; set; }
    public string? Password { get; set; }
}

internal sealed class SignInInputValidator : AbstractValidator<SignInInput>
{
    public SignInInputValidator()
    {
        RuleFor(input => input.Email).NotEmpty().WithMessage("Enter your e-mail address.").MaximumLength(StaffMember.EmailMaxLength).WithMessage("This e-mail address is too long.");
        RuleFor(input => input.Password).NotEmpty().WithMessage("Enter your password.").MaximumLength(PasswordRules.MaxLength).WithMessage("This is longer than any password here.");
    }
}
