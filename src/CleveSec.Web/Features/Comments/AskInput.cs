using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Comments;

/// <summary>A question as typed.</summary>
public sealed class AskInput
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Text { get; set; }

    /// <summary>When the form was made, sealed; see <see cref="FormAge"/>.</summary>
    public string? Made { get; set; }

    /// <summary>Looks like a field to programs; people do not see it.</summary>
    public string? Website { get; set; }

    public string CleanName => PlainText.OneLine(Name);
    public string CleanEmail => (Email ?? "").Trim();
    public string CleanText => PlainText.Clean(Text);
}

internal sealed class AskInputValidator : AbstractValidator<AskInput>
{
    public AskInputValidator(IStringLocalizer<AskInputValidator> t)
    {
        RuleFor(input => input.Name).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.CleanName.Length > 0).WithMessage(_ => t["Enter a name; a first name is enough."])
            .Must((input, _) => input.CleanName.Length <= GuideComment.NameMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", GuideComment.NameMaxLength])
            .Must((input, _) => PersonNames.IsPlain(input.CleanName)).WithMessage(_ => t["Enter the name only, without web addresses."]);
        RuleFor(input => input.Email).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.CleanEmail.Length > 0).WithMessage(_ => t["Enter your e-mail address."])
            .Must((input, _) => input.CleanEmail.Length <= Customer.EmailMaxLength).WithMessage(_ => t["This e-mail address is too long."])
            .Must((input, _) => EmailAddresses.IsPlausible(input.CleanEmail)).WithMessage(_ => t["Enter an e-mail address like name@example.com."]);
        RuleFor(input => input.Text).Cascade(CascadeMode.Stop)
            .Must((input, _) => input.CleanText.Length > 0).WithMessage(_ => t["Enter your question."])
            .Must((input, _) => input.CleanText.Length <= GuideComment.TextMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", GuideComment.TextMaxLength])
            .Must((input, _) => !SecretText.LooksLikeOne(input.CleanText))
            .WithMessage(_ => t["This looks like a password, pattern or code. We never store those, and this page is public: please take it out."]);
    }
}
