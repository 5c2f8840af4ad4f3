using CleveSec.Domain.Recovery;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class AttemptInput
{
    /// <summary>Made with the form: the same form sent twice is one attempt.</summary>
    public Guid Key { get; set; }
    public string? Method { get; set; }
    public AttemptOutcome? Outcome { get; set; }
    public string? Note { get; set; }
}

internal sealed class AttemptInputValidator : AbstractValidator<AttemptInput>
{
    public AttemptInputValidator()
    {
        RuleFor(input => input.Key).NotEmpty().WithMessage("This form is incomplete. Go back to the job sheet and open it again.");
        RuleFor(input => input.Method).Must(method => ResetMethod.Find(method) is not null).WithMessage("Choose the method you tried.");
        RuleFor(input => input.Outcome).NotNull().WithMessage("Say whether it worked.").IsInEnum().WithMessage("Say whether it worked.");
        RuleFor(input => input.Note).AtMost(ResetAttempt.NoteMaxLength).NoSecret();
    }
}
