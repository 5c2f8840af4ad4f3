using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Comments;

/// <summary>An answer as typed.</summary>
public sealed class AnswerInput
{
    public string? Answer { get; set; }
    public string? Version { get; set; }

    public string CleanAnswer => PlainText.Clean(Answer);
}

/// <summary>A refusal as typed.</summary>
public sealed class RejectInput
{
    public const int ReasonMaxLength = 300;

    public string? Reason { get; set; }
    public string? Version { get; set; }

    public string CleanReason => PlainText.OneLine(Reason);
}

internal sealed class AnswerInputValidator : AbstractValidator<AnswerInput>
{
    public AnswerInputValidator() => RuleFor(input => input.Answer).Cascade(CascadeMode.Stop)
        .Must((input, _) => input.CleanAnswer.Length > 0).WithMessage("Write an answer: a question is published with one.")
        .Must((input, _) => input.CleanAnswer.Length <= GuideComment.AnswerMaxLength).WithMessage($"Shorten the answer to {GuideComment.AnswerMaxLength} characters.")
        .Must((input, _) => !SecretText.LooksLikeOne(input.CleanAnswer)).WithMessage("This looks like a password, pattern or code. We never store those: please take it out.");
}

internal sealed class RejectInputValidator : AbstractValidator<RejectInput>
{
    public RejectInputValidator() => RuleFor(input => input.Reason)
        .Must((input, _) => input.CleanReason.Length <= RejectInput.ReasonMaxLength).WithMessage($"Shorten the reason to {RejectInput.ReasonMaxLength} characters.");
}
