using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>The technician asks the second person no more.</summary>
internal sealed class TakeBackSecondPerson(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, CancellationToken ct) =>
        changes.RunAsync(visitId, technician, (job, _) => job.PendingSecondPerson is null, (job, step) => job.TakeBackSecondPerson(step), ct);
}
