using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Reinitialize;

/// <summary>The owner has set a new password on a recorder, and set up what its wizard asks.</summary>
internal sealed class ReinitializeRecorder(VisitChanges changes)
{
    /// <param name="stated">Of validated input.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, Reinitialization stated, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.Any(recorder => recorder.Id == jobRecorderId && recorder.Outcome == RecorderOutcome.Reinitialized),
        (job, step) => job.ReinitializeRecorder(jobRecorderId, stated, step),
        ct);
}
