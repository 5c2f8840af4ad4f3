using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class EndInput
{
    /// <summary>Which attempt ends: the one that was under way when the form was made.</summary>
    public Guid Start { get; set; }
    public AttemptOutcome? Outcome { get; set; }
    public AttemptReason? Reason { get; set; }
    public string? Note { get; set; }
}

internal sealed class EndInputValidator : AbstractValidator<EndInput>
{
    public EndInputValidator()
    {
        RuleFor(input => input.Start).NotEmpty().WithMessage("This form is incomplete. Go back to the job sheet and open it again.");
        RuleFor(input => input.Outcome).NotNull().WithMessage("Say whether it worked.").IsInEnum().WithMessage("Say whether it worked.");
        RuleFor(input => input.Reason).IsInEnum().WithMessage("Choose a reason from the list.");
        RuleFor(input => input.Reason).NotNull().WithMessage("Say why not.").When(input => input.Outcome is AttemptOutcome.Failed or AttemptOutcome.NotPossible);
        RuleFor(input => input.Note).AtMost(ResetAttempt.NoteMaxLength).NoSecret();
    }
}

/// <summary>The second button of an attempt.</summary>
internal sealed class EndResetAttempt(VisitChanges changes)
{
    /// <param name="stated">Validated.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, EndInput stated, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Attempts.Any(attempt => attempt.Id == stated.Start && attempt.Outcome == stated.Outcome),
        (job, step) => job.EndAttempt(stated.Start, stated.Outcome!.Value, stated.Reason, stated.Note, step),
        ct);
}
