using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Visits;

/// <summary>What came of a tap on the job sheet.</summary>
internal abstract record VisitChange
{
    internal sealed record Made(JobStatus Status) : VisitChange;

    /// <summary>It was so already: a second tap, or the answer to the first one got lost.</summary>
    internal sealed record Already(JobStatus Status) : VisitChange;

    /// <summary>Not legal now; the reason may be shown.</summary>
    internal sealed record Refused(string Reason) : VisitChange;

    /// <summary>No such visit, or another technician's.</summary>
    internal sealed record NotFound : VisitChange;
}

/// <summary>Changes the job of one own visit. A repeated tap does nothing and says how things stand, also when both taps arrive at the same moment.</summary>
internal sealed class VisitChanges(CleveSecDb db, JobChanges changes, OwnVisit own)
{
    private const string Over = "This visit is over, or the job goes on with another visit. Look at your day.";

    /// <param name="already">Whether what the tap wants is so before it.</param>
    /// <param name="tell">Adds letters, after the domain agreed.</param>
    public async Task<VisitChange> RunAsync(
        Guid visitId, Actor technician, Func<Job, Visit, bool> already, Action<Job, Step> act, CancellationToken ct, Func<Job, Visit, Task>? tell = null)
    {
        var repeated = false;
        var change = await changes.RunAsync(Which(visitId, technician), technician, Act, ct, Tell);
        return change switch
        {
            JobChange.Made made => repeated ? new VisitChange.Already(made.Job.Status) : new VisitChange.Made(made.Job.Status),
            JobChange.Refused refused => await AfterRefusalAsync(visitId, technician, already, refused.Reason, ct),
            _ => new VisitChange.NotFound(),
        };

        void Act(Job job, Step step)
        {
            repeated = already(job, VisitOf(job, visitId));
            if (repeated)
            {
                return;
            }

            RefuseUnlessCurrent(job, visitId);
            act(job, step);
        }

        Task Tell(Job job) => repeated || tell is null ? Task.CompletedTask : tell(job, VisitOf(job, visitId));
    }

    /// <summary>The job as it is carried on: its open visit, else its last one.</summary>
    public static Visit? CurrentVisit(Job job) => job.LiveVisit ?? job.Visits.LastOrDefault();

    /// <summary>Looks once more: the same tap may have arrived since the job was read.</summary>
    private async Task<VisitChange> AfterRefusalAsync(Guid visitId, Actor technician, Func<Job, Visit, bool> already, string reason, CancellationToken ct)
    {
        var job = await JobChanges.LoadAsync(db, Which(visitId, technician).AsNoTracking(), ct);
        return job is null ? new VisitChange.NotFound()
            : already(job, VisitOf(job, visitId)) ? new VisitChange.Already(job.Status)
            : new VisitChange.Refused(reason);
    }

    private IQueryable<Job> Which(Guid visitId, Actor technician) => own.JobOf(visitId, technician.Id ?? Guid.Empty);

    private static Visit VisitOf(Job job, Guid visitId) => job.Visits.First(visit => visit.Id == visitId);

    private static void RefuseUnlessCurrent(Job job, Guid visitId)
    {
        if (CurrentVisit(job)?.Id != visitId)
        {
            throw new IllegalTransition(job.Status, null, Over);
        }
    }
}
