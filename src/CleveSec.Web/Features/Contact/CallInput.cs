using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Contact;

/// <summary>The call-back form as typed.</summary>
public sealed class CallInput
{
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? BestTime { get; set; }
    public string? About { get; set; }

    /// <summary>When the form was made, sealed; see <see cref="FormAge"/>.</summary>
    public string? Made { get; set; }

    /// <summary>Looks like a field to programs; people do not see it.</summary>
    public string? Website { get; set; }

    public string CleanName => PlainText.OneLine(Name);
    public string CleanBestTime => PlainText.OneLine(BestTime);
    public string CleanAbout => PlainText.Clean(About);

    /// <summary>E.164, or empty; only after validation.</summary>
    public string CleanPhone => PhoneNumbers.TryNormalize(Phone, out var phone) ? phone : "";
}

internal sealed class CallInputValidator : AbstractValidator<CallInput>
{
    public CallInputValidator(IStringLocalizer<CallInputValidator> t)
    {
        RuleFor(input => input.Name).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.CleanName.Length > 0).WithMessage(_ => t["Enter your name."])
            .Must((input, _) => input.CleanName.Length <= Customer.NameMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Customer.NameMaxLength])
            .Must((input, _) => PersonNames.IsPlain(input.CleanName)).WithMessage(_ => t["Enter the name only, without web addresses."]);
        RuleFor(input => input.Phone).Must((input, _) => input.CleanPhone.Length > 0).WithMessage(_ => t["Enter a number we can call, for example 216-555-0142."]);
        RuleFor(input => input.BestTime).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.CleanBestTime.Length <= CallRequest.WhenMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", CallRequest.WhenMaxLength])
            .Must((input, _) => !SecretText.LooksLikeOne(input.CleanBestTime)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out."]);
        RuleFor(input => input.About).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.CleanAbout.Length <= CallRequest.AboutMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", CallRequest.AboutMaxLength])
            .Must((input, _) => !SecretText.LooksLikeOne(input.CleanAbout)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out."]);
    }
}
