using CleveSec.Domain.Jobs;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>The office's acceptance of a booked visit, from the inbox and from the job.</summary>
internal sealed class AcceptVisit(JobChanges changes)
{
    public Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, CancellationToken ct) =>
        changes.RunAsync(which, by, (job, step) => job.AcceptVisit(step), ct);
}
