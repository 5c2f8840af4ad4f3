using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Vendor;

internal sealed class RefuseCaseInput
{
    public string? Reason { get; set; }
}

internal sealed class RefuseCaseInputValidator : AbstractValidator<RefuseCaseInput>
{
    public RefuseCaseInputValidator() => RuleFor(input => input.Reason)
        .NotEmpty().WithMessage("Say why.")
        .MaximumLength(VendorAnswer.ReasonMaxLength).WithMessage($"Shorten this to {VendorAnswer.ReasonMaxLength} characters.")
        .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept.");
}

/// <summary>The vendor said no, or nothing is to come of the case any more. The job goes on as if it had not been asked.</summary>
internal sealed class RefuseCase(JobChanges changes)
{
    /// <param name="reason">Validated.</param>
    public Task<JobChange> RunAsync(IQueryable<Job> which, Guid caseId, Actor by, string reason, CancellationToken ct) => changes.RunAsync(
        which.Where(job => job.VendorCases.Any(one => one.Id == caseId)),
        by,
        (job, step) =>
        {
            // The same click twice.
            if (job.VendorCases.First(one => one.Id == caseId).State != VendorCaseState.Refused)
            {
                job.RefuseVendorCase(caseId, reason, step);
            }
        },
        ct);
}
