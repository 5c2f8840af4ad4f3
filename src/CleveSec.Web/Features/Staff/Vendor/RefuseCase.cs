using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Vendor;

internal sealed class RefuseCaseInput
{
    public string? Reason { get; set; }

    /// <summary>How the case stood on screen.</summary>
    public VendorCaseState? Seen { get; set; }
}

internal sealed class RefuseCaseInputValidator : AbstractValidator<RefuseCaseInput>
{
    public RefuseCaseInputValidator() => RuleFor(input => input.Reason)
        .NotEmpty().WithMessage("Say why.")
        .MaximumLength(VendorAnswer.ReasonMaxLength).WithMessage($"Shorten this to {VendorAnswer.ReasonMaxLength} characters.")
        .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept.");
}

/// <summary>The vendor said no, or nothing is to come of the case any more. The job goes on as if it had not been asked.</summary>
internal sealed class RefuseCase(CleveSecDb db, JobChanges changes, IClock clock)
{
    /// <param name="input">Validated.</param>
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Guid caseId, Actor by, RefuseCaseInput input, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await db.OutboxMails.AnyAsync(mail => mail.State == OutboxState.Waiting && mail.LeaseUntil > now && db.VendorCases.Any(one => one.Id == caseId && one.LetterMailId == mail.Id), ct))
        {
            return new JobChange.Refused("The letter is being sent at this moment. Look again in a minute, then decide.");
        }

        return await changes.RunAsync(which.Where(job => job.VendorCases.Any(one => one.Id == caseId)), by, Act, ct);

        void Act(Job job, Step step)
        {
            // The same click twice.
            if (job.VendorCases.First(one => one.Id == caseId).State is not VendorCaseState.Refused and var state)
            {
                // What was a draft a minute ago may be an answer now, which would be deleted.
                if (state != input.Seen)
                {
                    throw new IllegalTransition(job.Status, JobAction.EndVendorCase, $"The case has changed since you opened it: it is {RecoveryWords.Of(state).ToLowerInvariant()} now. Look at it, then decide.");
                }

                job.RefuseVendorCase(caseId, input.Reason!.Trim(), step);
            }
        }
    }
}
