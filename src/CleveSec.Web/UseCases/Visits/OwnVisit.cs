using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.Web.UseCases.Visits;

/// <summary>The job of a technician's own visit; nothing for a foreign visit, and nothing for one that was called off before they got there.</summary>
internal sealed class OwnVisit(CleveSecDb db, IClock clock)
{
    public IQueryable<Job> JobOf(Guid visitId, Guid technicianId)
    {
        var own = db.Visits.OwnVisits(technicianId, clock.GetCurrentInstant())
            .Where(visit => visit.Id == visitId && (visit.Status != VisitStatus.Cancelled || visit.ArrivedAt != null));
        return db.Jobs.Where(job => own.Any(visit => visit.JobId == job.Id));
    }
}
