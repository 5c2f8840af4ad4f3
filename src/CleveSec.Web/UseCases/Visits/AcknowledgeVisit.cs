using CleveSec.Domain.Jobs;

namespace CleveSec.Web.UseCases.Visits;

/// <summary>The technician has seen a new or changed visit.</summary>
internal sealed class AcknowledgeVisit(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (_, visit) => !visit.AwaitsAcknowledgement,
        (job, step) => job.AcknowledgeVisit(step),
        ct);
}
