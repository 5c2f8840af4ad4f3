using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>Takes back that a waiting job was given a visit: it waits again. Refused when somebody has changed the visit since.</summary>
internal sealed class TakeOffVisit(JobChanges changes, CustomerLetters letters, TechnicianLetters technicianLetters)
{
    private const string Reason = "Taken back on the board a moment after it was planned.";

    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, SeenVisit? seen, CancellationToken ct)
    {
        Visit? taken = null;
        return await changes.RunAsync(
            which,
            by,
            (job, step) =>
            {
                taken = job.LiveVisit;
                if (seen is not { } known || taken is null || known.Id != taken.Id || known.Sequence != taken.Sequence)
                {
                    throw new IllegalTransition(job.Status, JobAction.Unschedule, JobChanges.LostRace);
                }

                job.Unschedule(Reason, step);
            },
            ct,
            async job =>
            {
                letters.VisitOff(job, taken!);
                await technicianLetters.TakenAwayAsync(taken!.TechnicianId, job, taken.Window, ct);
            });
    }
}
