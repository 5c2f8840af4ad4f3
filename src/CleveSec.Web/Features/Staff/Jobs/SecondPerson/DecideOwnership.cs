using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.Web.Features.Staff.Jobs.SecondPerson;

/// <summary>The second person's yes or no to what a technician saw.</summary>
internal sealed class DecideOwnership(JobChanges changes)
{
    /// <param name="reason">For a no; for a yes a remark.</param>
    public Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, Guid requestId, bool approve, string? reason, CancellationToken ct) => changes.RunAsync(
        which,
        by,
        (job, step) =>
        {
            if (approve)
            {
                job.ApproveOwnership(requestId, step, reason);
            }
            else
            {
                job.DeclineOwnership(requestId, reason ?? "", step);
            }
        },
        ct);
}
