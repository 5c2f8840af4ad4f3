using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class WithdrawInput
{
    public string? Reason { get; set; }
}

internal sealed class WithdrawInputValidator : AbstractValidator<WithdrawInput>
{
    public WithdrawInputValidator() => RuleFor(input => input.Reason).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Write why the verification does not stand.")
        .AtMost(OwnershipCheck.ReasonMaxLength)
        .NoSecret();
}

/// <summary>Closes the gate again: what was seen does not hold.</summary>
internal sealed class WithdrawVerification(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, string reason, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Status == JobStatus.OnSite && job.StandingCheck is null && job.Checks.Any(),
        (job, step) => job.WithdrawVerification(reason, step),
        ct);
}
