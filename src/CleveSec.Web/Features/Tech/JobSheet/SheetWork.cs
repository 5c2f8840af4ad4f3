using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The work on one recorder as the sheet shows it.</summary>
/// <param name="LockedUntil">Null when no lock was seen; in the past when it should have ended.</param>
/// <param name="LosesSettings">A method that may lose them was tried, whether or not it opened the recorder.</param>
/// <param name="Next">How the owner is prepared for the next lockout; null before re-initialization.</param>
internal sealed record SheetWork(SheetStart? UnderWay, Instant? LockedUntil, bool IsLocked, RecoveryLadder Ladder, bool LosesSettings, NextLockout? Next, IReadOnlyList<ClipExport> Clips)
{
    public static SheetWork Of(Job job, JobRecorder recorder, Instant now)
    {
        var attempts = job.Attempts.Where(attempt => attempt.JobRecorderId == recorder.Id).OrderBy(attempt => attempt.At).ToList();
        var locked = recorder.LockedUntil > now;
        var facts = new LadderFacts(
            recorder.Recorder.Brand,
            DiagnosisAnswers.Parse(job.Diagnosis),
            attempts.GroupBy(attempt => attempt.MethodId).Where(tries => tries.Last().Outcome != AttemptOutcome.Succeeded).ToDictionary(tries => tries.Key, tries => tries.Last().Outcome),
            job.Preserves,
            recorder.LockedUntil is null ? LockSeen.No : locked ? LockSeen.Runs : LockSeen.Over);
        return new(
            job.UnderWay(recorder.Id) is { } start ? new SheetStart(start.Id, start.MethodId, start.StartedAt) : null,
            recorder.LockedUntil,
            locked,
            RecoveryLadder.Of(facts),
            job.MayHaveLostSettings(recorder.Id),
            recorder.Outcome == RecorderOutcome.Reinitialized ? NextLockout.Of(recorder) : null,
            [.. job.Clips.Where(clip => clip.JobRecorderId == recorder.Id).OrderBy(clip => clip.At)]);
    }
}

/// <summary>An attempt between its two buttons.</summary>
internal sealed record SheetStart(Guid Id, string MethodId, Instant StartedAt)
{
    public string Method => ResetMethod.Find(MethodId)?.Name ?? MethodId;

    /// <summary>A code or file is pending.</summary>
    public bool AwaitsAnswer => ResetMethod.Find(MethodId) is { AwaitsAnswer: true };
}
