using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Reinitialize;

internal sealed class LeaveInput
{
    public string? Reason { get; set; }
}

internal sealed class LeaveInputValidator : AbstractValidator<LeaveInput>
{
    public LeaveInputValidator() => RuleFor(input => input.Reason).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Write why this recorder is left.")
        .AtMost(Job.ReasonMaxLength)
        .NoSecret();
}

/// <summary>One recorder of several stays closed.</summary>
internal sealed class LeaveRecorder(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, string reason, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.Any(recorder => recorder.Id == jobRecorderId && recorder.Outcome == RecorderOutcome.NotRecovered),
        (job, step) => job.LeaveRecorder(jobRecorderId, reason, step),
        ct);
}
