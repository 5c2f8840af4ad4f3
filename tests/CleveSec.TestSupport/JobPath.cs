using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;

namespace CleveSec.TestSupport;

internal enum JobMove
{
    Arrive,
    Verify,
    AskVendor,
    Attempt,
    Reinitialize,
    Refuse,
    GiveUp,
    Cancel,
    Close,
}

/// <summary>The moves from a planned visit to a status.</summary>
internal static class JobPath
{
    public static JobMove[] To(JobStatus status) => status switch
    {
        JobStatus.Scheduled => [],
        JobStatus.OnSite => [JobMove.Arrive],
        JobStatus.OwnershipVerified => [JobMove.Arrive, JobMove.Verify],
        JobStatus.AwaitingVendor => [JobMove.Arrive, JobMove.Verify, JobMove.AskVendor],
        JobStatus.Reinitialized => [JobMove.Arrive, JobMove.Verify, JobMove.Attempt, JobMove.Reinitialize],
        JobStatus.Closed => [JobMove.Arrive, JobMove.Verify, JobMove.Attempt, JobMove.Reinitialize, JobMove.Close],
        JobStatus.NotRecovered => [JobMove.Arrive, JobMove.Verify, JobMove.GiveUp],
        JobStatus.Refused => [JobMove.Arrive, JobMove.Refuse],
        JobStatus.Cancelled => [JobMove.Cancel],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status.ToString(), "No visit leads there."),
    };

    public static void Make(JobMove move, Job job, BookingRules rules, Step step)
    {
        switch (move)
        {
            case JobMove.Arrive:
                job.Depart(step);
                job.Arrive(samePersonSeen: false, step);
                break;
            case JobMove.Verify:
                job.Verify(new OwnershipSeen(OwnershipSituation.OwnerOccupier, new IdentitySeen("Casey Morgan", IdentityKind.DriversLicense, "1234", NameMatches: true), AuthorityKind.IdShowsThisAddress, job.Recorders.ToDictionary(recorder => recorder.Id, _ => LinkKind.Receipt)), TestData.Signed, step);
                break;
            case JobMove.AskVendor:
                job.AskVendor(job.Recorders[0].Id, "Dahua", ResetMethod.Find("dahua-vendor-code")!, step);
                break;
            case JobMove.Attempt:
                job.Recorders.ToList().ForEach(recorder => job.RecordAttempt(recorder.Id, ResetMethod.Find(TestData.MethodId)!, AttemptOutcome.Succeeded, null, step));
                break;
            case JobMove.Reinitialize:
                job.Recorders.ToList().ForEach(recorder => job.ReinitializeRecorder(recorder.Id, null, playbackChecked: true, step));
                break;
            case JobMove.Refuse:
                job.Refuse("No identification.", step);
                break;
            case JobMove.GiveUp:
                job.GiveUp("No method fits this recorder.", step);
                break;
            case JobMove.Cancel:
                job.Cancel("The customer called.", rules, step);
                break;
            case JobMove.Close:
                job.Close("Your recorder has a new password that only you know.", step);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(move), move.ToString());
        }
    }
}
