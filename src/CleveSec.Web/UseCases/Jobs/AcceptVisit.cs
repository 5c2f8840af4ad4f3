using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs.Letters;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>The office's acceptance of a booked visit, from the inbox and from the job. Not of one whose technician cannot come. The customer's calendar entry turns from tentative to confirmed.</summary>
internal sealed class AcceptVisit(CleveSecDb db, JobChanges changes, CustomerLetters letters)
{
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, CancellationToken ct)
    {
        var technician = await TechnicianAsync(which, ct);
        return await changes.RunAsync(
            which,
            by,
            (job, step) =>
            {
                if (job.LiveVisit is { } visit)
                {
                    RefuseWithout(technician, job, visit);
                }

                job.AcceptVisit(step);
            },
            ct,
            job =>
            {
                letters.Confirmed(job, job.LiveVisit!, technician!.FirstName);
                return Task.CompletedTask;
            });
    }

    private async Task<StaffMember?> TechnicianAsync(IQueryable<Job> which, CancellationToken ct)
    {
        var booked = which.SelectMany(job => job.Visits).Where(visit => Schedules.Live.Contains(visit.Status));
        return await db.Staff.AsNoTracking().Where(staff => booked.Any(visit => visit.TechnicianId == staff.Id)).AsSplitQuery().FirstOrDefaultAsync(ct);
    }

    private static void RefuseWithout(StaffMember? technician, Job job, Visit visit)
    {
        // Given to somebody else since the technician was looked up.
        var why = technician?.Id != visit.TechnicianId ? JobChanges.LostRace : technician.WhyNotAvailable(visit.Occupied);
        if (why is not null)
        {
            throw new IllegalTransition(job.Status, null, why);
        }
    }
}
