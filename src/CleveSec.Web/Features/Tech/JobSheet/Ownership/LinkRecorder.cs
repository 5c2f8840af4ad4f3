using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

/// <summary>Opens the gate for a further recorder of a verified job; not for one that is known under another customer.</summary>
internal sealed class LinkRecorder(VisitChanges changes, SerialStop stop)
{
    /// <param name="seen">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, RecorderEvidenceInput seen, CancellationToken ct)
    {
        if (await stop.FindAsync(visitId, technician, new Dictionary<Guid, string?> { [seen.Id] = seen.Serial }, ct) is { } found)
        {
            var kept = found.IsNew ? await changes.RunAsync(visitId, technician, (_, _) => false, (job, step) => job.IdentifyRecorder(seen.Id, seen.Model, seen.Serial, step), ct) : null;
            return kept is null or VisitChange.Made ? new VisitChange.Refused(found.Words) : kept;
        }

        return await changes.RunAsync(visitId, technician, (job, _) => job.Recorders.Any(recorder => recorder.Id == seen.Id && recorder.IsLinked), (job, step) => Link(job, seen, step), ct);
    }

    private static void Link(Job job, RecorderEvidenceInput seen, Step step)
    {
        var link = seen.LinkKind ?? throw new IllegalTransition(job.Status, null, "Nothing links the owner to this recorder yet, so nothing may be tried on it.");
        job.IdentifyRecorder(seen.Id, seen.Model, seen.Serial, step);
        job.LinkRecorder(seen.Id, link, step);
    }
}
