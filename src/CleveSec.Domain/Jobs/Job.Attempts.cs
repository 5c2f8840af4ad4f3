using CleveSec.Domain.Recovery;
using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <content>The recovery log: attempts from their first button to their second, and locks seen.</content>
public sealed partial class Job
{
    private const string SentBefore = "This form was sent before with other answers. The first ones are recorded; open a new form from the job sheet.";

    /// <summary>The attempt under way on a recorder, or null. There is never more than one.</summary>
    public AttemptStart? UnderWay(Guid jobRecorderId) => attemptStarts.Find(start => start.JobRecorderId == jobRecorderId && start.IsUnderWay);

    /// <summary>Attempts that were begun on a recorder and broken off when the work stopped: nobody knows how far they came.</summary>
    public IEnumerable<AttemptStart> BrokenOff(Guid jobRecorderId) => attemptStarts.Where(start => start.JobRecorderId == jobRecorderId && !start.IsUnderWay && !attempts.Exists(attempt => attempt.Id == start.Id));

    /// <summary>A method that may lose settings was tried on a recorder, whether or not it let anybody in.</summary>
    public bool MayHaveLostSettings(Guid jobRecorderId) =>
        attempts.Exists(attempt => attempt.JobRecorderId == jobRecorderId && attempt is { Destructive: true, MayHaveChanged: true }) || BrokenOff(jobRecorderId).Any(start => start.Destructive);

    /// <summary>A method is tried from now on. Its preconditions are ticked, the owner was told what it does, and has signed where settings may be lost.</summary>
    /// <param name="id">Made with the form: the same form sent twice is one attempt.</param>
    public AttemptStart StartAttempt(Guid id, Guid jobRecorderId, ResetMethod method, AttemptTerms terms, Step step)
    {
        var at = BehindGate(step, jobRecorderId);
        var recorder = Open(jobRecorderId);
        RefuseOtherBrand(method, recorder);
        RefuseUnconsented(method, recorder);
        RefuseWhileUnderWay(jobRecorderId);
        if (attemptStarts.Exists(start => start.Id == id))
        {
            throw new IllegalTransition(Status, null, SentBefore);
        }

        if (!terms.EffectAcknowledged)
        {
            throw new IllegalTransition(Status, null, "Tell the owner first what this method does to settings and footage.");
        }

        if (AttemptPreconditions.Of(method).Any(needed => !terms.Preconditions.Contains(needed.Id)))
        {
            throw new IllegalTransition(Status, null, "Not everything that this method needs is so. Choose another method, or record this one as not possible.");
        }

        var known = AttemptPreconditions.Of(method).Select(needed => needed.Id).ToList();
        var start = AttemptStart.Of(id, Id, jobRecorderId, method, terms with { Preconditions = known }, at);
        attemptStarts.Add(start);
        Note("AttemptStarted", at with { JobRecorderId = jobRecorderId }, new Dictionary<string, string> { ["method"] = method.Id });
        return start;
    }

    /// <summary>The attempt is over.</summary>
    /// <param name="reason">Needed unless it worked.</param>
    public ResetAttempt EndAttempt(Guid id, AttemptOutcome outcome, AttemptReason? reason, string? note, Step step)
    {
        var begun = attemptStarts.Find(candidate => candidate.Id == id);
        var at = BehindGate(step, begun?.JobRecorderId);
        var start = begun ?? throw new IllegalTransition(Status, null, "This attempt was not started on this job.");
        if (!start.IsUnderWay)
        {
            throw new IllegalTransition(Status, null, attempts.Find(attempt => attempt.Id == id) is { } over
                ? $"This attempt is over already: {RecoveryWords.Of(over.Outcome).ToLowerInvariant()}."
                : "This attempt was broken off when the work stopped.");
        }

        if (outcome != AttemptOutcome.Succeeded && reason is null)
        {
            throw new IllegalTransition(Status, null, "Say why it did not work.");
        }

        start.End(step.At);
        var attempt = ResetAttempt.Of(start, outcome, outcome == AttemptOutcome.Succeeded ? null : reason, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), at);
        attempts.Add(attempt);
        if (outcome == AttemptOutcome.Succeeded && ResetMethod.Find(start.MethodId) is { } method)
        {
            ImportAnswers(start.JobRecorderId, method, step);
        }

        var detail = new Dictionary<string, string> { ["method"] = start.MethodId, ["outcome"] = outcome.ToString() };
        if (attempt.Reason is { } why)
        {
            detail["reason"] = RecoveryWords.Of(why);
        }

        Note("AttemptRecorded", at with { JobRecorderId = start.JobRecorderId }, detail);
        return attempt;
    }

    /// <summary>The recorder says that it is locked after too many wrong passwords: nothing is typed for <see cref="JobRecorder.Lockout"/>.</summary>
    public void SeeLockout(Guid jobRecorderId, Step step)
    {
        var at = BehindGate(step, jobRecorderId) with { JobRecorderId = jobRecorderId };
        Open(jobRecorderId).Lock(step.At + JobRecorder.Lockout);
        Note("LockoutSeen", at);
    }

    /// <summary>The owner saved a clip of an incident on their own medium, from a recorder that is open.</summary>
    /// <param name="id">Made with the form: the same form sent twice is one clip.</param>
    public ClipExport RecordClip(Guid id, Guid jobRecorderId, ClipSpan clip, Step step)
    {
        var visit = RequireOwnVisit(null, step);
        if (StandingCheck is null || !(Status == JobStatus.Reinitialized || MayWorkOn(jobRecorderId)))
        {
            throw new IllegalTransition(Status, null, IsVerifiedNow ? "This recorder waits for its vendor, so it stays as it is." : "Ownership is not verified on this job, so nothing may be saved from its recorders.");
        }

        if (Linked(jobRecorderId).Outcome != RecorderOutcome.Reinitialized && !HasWorked(jobRecorderId))
        {
            throw new IllegalTransition(Status, null, "Record the attempt that opened this recorder first.");
        }

        if (clips.Exists(export => export.Id == id))
        {
            throw new IllegalTransition(Status, null, SentBefore);
        }

        if (clip.WhyNot() is { } why)
        {
            throw new IllegalTransition(Status, null, why);
        }

        var at = step with { VisitId = visit.Id, JobRecorderId = jobRecorderId };
        var export = ClipExport.Of(id, Id, jobRecorderId, clip, at);
        clips.Add(export);
        Note("ClipExported", at, new Dictionary<string, string> { ["channel"] = clip.Channel.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return export;
    }

    private void RefuseWhileUnderWay(Guid jobRecorderId)
    {
        if (UnderWay(jobRecorderId) is { } running)
        {
            throw new IllegalTransition(Status, null, $"“{ResetMethod.Find(running.MethodId)?.Name}” is under way on this recorder. End it first.");
        }
    }

    private void RefuseUnconsented(ResetMethod method, JobRecorder recorder)
    {
        if (method.Destructive && Preserves)
        {
            throw new IllegalTransition(Status, null, Preserved);
        }

        if (method.Destructive && recorder.ConsentAt is null)
        {
            throw new IllegalTransition(Status, null, "This method loses settings: the owner signs for that first.");
        }
    }

    /// <summary>Whatever ends the work ends what is under way; the start stays in the log without an outcome.</summary>
    private void BreakOffAttempts(Step step, Guid? jobRecorderId = null)
    {
        foreach (var start in attemptStarts.FindAll(start => start.IsUnderWay && (jobRecorderId is null || start.JobRecorderId == jobRecorderId)))
        {
            start.End(step.At);
            Note("AttemptBrokenOff", step with { JobRecorderId = start.JobRecorderId }, new Dictionary<string, string> { ["method"] = start.MethodId });
        }
    }
}
