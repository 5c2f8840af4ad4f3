using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Tracking.Messages;

/// <summary>A message to the office as typed.</summary>
public sealed class NoteInput
{
    /// <summary>The form's own id: sent twice it is one message.</summary>
    public Guid Key { get; set; }
    public string? Text { get; set; }

    public string CleanText => PlainText.Clean(Text);
}

internal sealed class NoteInputValidator : AbstractValidator<NoteInput>
{
    public NoteInputValidator(IStringLocalizer<NoteInputValidator> t) => RuleFor(input => input.Text).Cascade(CascadeMode.Stop)
        .Must((input, _) => input.CleanText.Length > 0).WithMessage(_ => t["Write what you want to tell us."])
        .Must((input, _) => input.CleanText.Length <= CustomerNote.TextMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", CustomerNote.TextMaxLength])
        .Must((input, _) => !SecretText.LooksLikeOne(input.CleanText)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out."]);
}
