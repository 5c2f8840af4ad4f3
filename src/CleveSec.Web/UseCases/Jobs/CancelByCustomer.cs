using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>The customer calls their own visit off, before the cut-off. Customer and technician are told.</summary>
internal sealed class CancelByCustomer(CleveSecDb db, JobChanges changes, Schedules schedules, CustomerLetters letters, TechnicianLetters technicianLetters)
{
    public async Task<JobChange> RunAsync(Guid jobId, string customerName, CancellationToken ct)
    {
        var rules = (await schedules.PlanAsync(ct)).Rules;
        Domain.Scheduling.Visit? visit = null;
        return await changes.RunAsync(
            db.Jobs.Where(job => job.Id == jobId),
            Actor.Homeowner(customerName),
            (job, step) =>
            {
                visit = job.LiveVisit;
                job.Cancel(null, rules, step);
            },
            ct,
            async job =>
            {
                letters.Cancelled(job, visit);
                if (visit is not null)
                {
                    await technicianLetters.TakenAwayAsync(visit.TechnicianId, job, visit.Window, ct);
                }
            });
    }
}
