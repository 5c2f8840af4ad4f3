using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>Which jobs a person may see; inside every query, so that a foreign job is "not found".</summary>
internal static class JobAccess
{
    /// <summary>A technician sees the jobs of own visits around their dates; two days more than can be booked ahead.</summary>
    public static readonly Duration Around = Duration.FromDays(16);

    /// <summary>Dispatchers and admins see all jobs; technicians those with a visit of their own within <see cref="Around"/> of now.</summary>
    public static IQueryable<Job> VisibleTo(this IQueryable<Job> jobs, StaffRole role, Guid staffId, Instant now)
    {
        var from = now - Around;
        var until = now + Around;
        return role == StaffRole.Technician
            ? jobs.Where(job => job.Visits.Any(visit => visit.TechnicianId == staffId && visit.WorkEnd > from && visit.WorkStart < until && visit.Status != VisitStatus.Cancelled))
            : jobs;
    }

    /// <summary>A technician's own visits around now.</summary>
    public static IQueryable<Visit> OwnVisits(this IQueryable<Visit> visits, Guid technicianId, Instant now)
    {
        var from = now - Around;
        var until = now + Around;
        return visits.Where(visit => visit.TechnicianId == technicianId && visit.JobId != null && visit.WorkEnd > from && visit.WorkStart < until);
    }
}
