using CleveSec.Domain.Jobs;

namespace CleveSec.UnitTests.Jobs;

/// <summary>Everything about a job that a refused move must leave as it was, as text.</summary>
internal static class JobSnapshot
{
    public static string Of(Job job) => string.Join('\n',
    [
        $"{job.Status} {job.QueuedAt} {job.QueueReason} {job.OwnershipOverridden} {job.Summary} {job.ClosedAt} {job.Site.GateCode} {job.Events.Count}",
        .. job.Visits.Select(visit => $"{visit.Id} {visit.Status} {visit.TechnicianId} {visit.Window} {visit.OccupiedStart} {visit.Sequence} {visit.AcknowledgedAt} {visit.EnRouteAt} {visit.ArrivedAt} {visit.EndedAt}"),
        .. job.Checks.Select(check => $"{check.Id} {check.WithdrawnAt}"),
        .. job.OwnerSignatures.Select(signature => $"{signature.Id} {signature.State} {signature.SignedName} {signature.EndedAt}"),
        .. job.Attempts.Select(attempt => $"{attempt.Id}"),
        .. job.AttemptStarts.Select(start => $"{start.Id} {start.OverAt}"),
        .. job.Clips.Select(clip => $"{clip.Id}"),
        .. job.VendorCases.Select(vendorCase => $"{vendorCase.Id} {vendorCase.State}"),
        .. job.Recorders.Select(recorder => $"{recorder.Id} {recorder.LinkKind} {recorder.LinkSeenAt} {recorder.ConsentAt} {recorder.Outcome} {recorder.ReinitializedAt} {recorder.Hardening.Count} {recorder.SetupSteps.Count} {recorder.LockedUntil}"),
    ]);
}
