using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>Opens the gate for a further recorder of a verified job.</summary>
internal sealed class LinkRecorder(VisitChanges changes)
{
    /// <param name="seen">Validated.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, RecorderEvidenceInput seen, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.Any(recorder => recorder.Id == seen.Id && recorder.IsLinked),
        (job, step) =>
        {
            var link = seen.LinkKind ?? throw new IllegalTransition(job.Status, null, "Nothing links the owner to this recorder yet, so nothing may be tried on it.");
            job.IdentifyRecorder(seen.Id, seen.Model, seen.Serial, step);
            job.LinkRecorder(seen.Id, link, step);
        },
        ct);
}
