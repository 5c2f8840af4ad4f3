using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Jobs;

/// <summary>The customer cannot find the mail: the same letter once more, with a fresh link, to the address on file. A few a day, because each is a mail to somebody.</summary>
internal sealed class ResendConfirmation(CleveSecDb db, JobChanges changes, CustomerLetters letters, RateLimits limits)
{
    public const string NoAddress = "There is no e-mail address on file. Read the window out, or correct the address first.";

    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, CancellationToken ct)
    {
        var found = await which.AsNoTracking().Select(job => new
        {
            job.Id,
            job.Customer.Email,
            Technician = job.Visits.Where(visit => EF.Constant(Scheduling.Schedules.Live).Contains(visit.Status))
                .Select(visit => new { visit.TechnicianId, Name = db.Staff.Where(staff => staff.Id == visit.TechnicianId).Select(staff => staff.Name).FirstOrDefault() }).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return new JobChange.NotFound();
        }

        if (found.Email is null)
        {
            return new JobChange.Refused(NoAddress);
        }

        // What cannot be sent uses nothing up.
        if (found.Technician is null)
        {
            return new JobChange.Refused("No visit is planned on this job, so there is nothing to confirm.");
        }

        var (allowed, _) = await limits.CountAsync(RateLimit.ConfirmationsOfJob, found.Id.ToString(), ct);
        return allowed
            ? await changes.RunAsync(which, by, (job, step) => Confirm(job, step, found.Technician.TechnicianId), ct, job => TellAsync(job, found.Technician.Name ?? ""))
            : new JobChange.Refused($"This confirmation was sent {RateLimit.ConfirmationsOfJob.Most} times today. Ask for the spam folder, or check the address with the customer.");
    }

    private static void Confirm(Job job, Step step, Guid technician)
    {
        job.ConfirmAgain(step);
        if (job.LiveVisit!.TechnicianId != technician)
        {
            throw new IllegalTransition(job.Status, null, JobChanges.LostRace);
        }
    }

    private Task TellAsync(Job job, string technician)
    {
        var visit = job.LiveVisit!;
        var firstName = StaffMember.FirstNameOf(technician);
        if (visit.Status == VisitStatus.Planned)
        {
            letters.Booked(job, visit, firstName);
        }
        else
        {
            letters.Confirmed(job, visit, firstName);
        }

        return Task.CompletedTask;
    }
}
