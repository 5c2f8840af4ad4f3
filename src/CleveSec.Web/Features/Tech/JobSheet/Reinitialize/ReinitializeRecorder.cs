using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Reinitialize;

internal sealed class ReinitializeInput
{
    /// <summary>The owner typed the password; we do not know it.</summary>
    public bool OwnerTyped { get; set; }
    public string? Firmware { get; set; }
    public bool PlaybackChecked { get; set; }
}

internal sealed class ReinitializeInputValidator : AbstractValidator<ReinitializeInput>
{
    public ReinitializeInputValidator()
    {
        RuleFor(input => input.OwnerTyped).Equal(true).WithMessage("Only go on when the owner has typed the new password and you do not know it.");
        RuleFor(input => input.Firmware).AtMost(JobRecorder.FirmwareMaxLength).NoSecret();
    }
}

/// <summary>The owner has set a new password on a recorder.</summary>
internal sealed class ReinitializeRecorder(VisitChanges changes)
{
    /// <param name="stated">Validated.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, ReinitializeInput stated, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.Any(recorder => recorder.Id == jobRecorderId && recorder.Outcome == RecorderOutcome.Reinitialized),
        (job, step) => job.ReinitializeRecorder(jobRecorderId, stated.Firmware, stated.PlaybackChecked, step),
        ct);
}
