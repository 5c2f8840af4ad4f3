using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>Records what was seen of the person and of each recorder, and opens the gate for the recorders that are theirs.</summary>
internal sealed class VerifyOwnership(VisitChanges changes)
{
    /// <param name="seen">Validated.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, OwnershipInput seen, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, visit) => job.StandingCheck?.VisitId == visit.Id,
        (job, step) =>
        {
            foreach (var recorder in seen.Recorders)
            {
                job.IdentifyRecorder(recorder.Id, recorder.Model, recorder.Serial, step);
            }

            var links = seen.Recorders.Where(recorder => recorder.LinkKind is not null).DistinctBy(recorder => recorder.Id).ToDictionary(recorder => recorder.Id, recorder => recorder.LinkKind!.Value);
            var identity = new IdentitySeen(seen.PersonName!.Trim(), seen.Kind!.Value, seen.LastFour!.Trim().ToUpperInvariant(), seen.NameMatches!.Value);
            job.Verify(identity, seen.Authority!.Value, links, step);
        },
        ct);
}
