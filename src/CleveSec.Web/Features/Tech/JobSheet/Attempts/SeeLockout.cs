using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

/// <summary>The recorder says that it is locked: the countdown begins. The tap carries the lock that was known then, so that it counts once.</summary>
internal sealed class SeeLockout(VisitChanges changes)
{
    /// <param name="known">The end of the lock that the sheet showed, as Unix milliseconds; 0 when it showed none.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, long known, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Recorders.FirstOrDefault(recorder => recorder.Id == jobRecorderId)?.LockedUntil is { } until && until.ToUnixTimeMilliseconds() != known,
        (job, step) => job.SeeLockout(jobRecorderId, step),
        ct);
}
