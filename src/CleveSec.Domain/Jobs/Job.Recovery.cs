using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;

namespace CleveSec.Domain.Jobs;

/// <content>What exists only behind the ownership gate: attempts, vendor cases, re-initialization.</content>
public sealed partial class Job
{
    private const string Preserved = "Footage of an incident is on this recorder: nothing that may lose settings or footage is tried. When the owner has the footage, withdraw the verification and check anew.";

    /// <summary>What is recorded comes before getting in.</summary>
    public bool Preserves => StandingCheck is { Situation: { } situation } && OwnershipSituations.Of(situation).Preserve;

    /// <summary>What the label of a recorder says.</summary>
    public void IdentifyRecorder(Guid jobRecorderId, string? model, string? serial, Step step)
    {
        RequireOwnVisit(null, step);
        RequireRecorder(jobRecorderId).Recorder.Identify(model, serial);
        Note("RecorderIdentified", step with { JobRecorderId = jobRecorderId, VisitId = LiveVisit?.Id });
    }

    /// <summary>Recordings were, or may be, needed when the job was reported: what became of them is said before anything is tried that may lose them.</summary>
    public bool AsksAboutFootage => Footage is FootageNeed.Yes or FootageNeed.NotSure;

    /// <summary>Who may sign that settings may be lost: who was verified, the customer, and the owner who signed by link. Empty: a second person opened the gate on their word, and nobody is named.</summary>
    public IReadOnlyList<string> MayConsent => StandingCheck is { PersonName: { } person } check
        ? [.. new[] { person, Customer.Name, ownerSignatures.Find(signature => signature.Id == check.OwnerSignatureId)?.OwnerName }.OfType<string>().Distinct(StringComparer.Ordinal)]
        : [];

    /// <summary>The owner's signature that settings may be lost on this recorder.</summary>
    public void RecordConsent(Guid jobRecorderId, ConsentSigned signed, Step step)
    {
        var at = BehindGate(step, jobRecorderId);
        if (string.IsNullOrWhiteSpace(signed.Name))
        {
            throw new IllegalTransition(Status, null, "The owner signs with their name.");
        }

        if (Preserves)
        {
            throw new IllegalTransition(Status, null, Preserved);
        }

        if (MayConsent is { Count: > 0 } names && !names.Any(name => PersonName.Contains(name, signed.Name)))
        {
            throw new IllegalTransition(Status, null, WhoConsents(names));
        }

        if (ConsentText.Find(signed.TextVersion) is null)
        {
            throw new IllegalTransition(Status, null, "The form was not shown as it is. Show it again.");
        }

        if (AsksAboutFootage && signed.Footage is null)
        {
            throw new IllegalTransition(Status, null, "Recordings may be needed from this recorder: settle with the owner first what becomes of them.");
        }

        Linked(jobRecorderId).Consent(signed.Name, step.At);
        var detail = new Dictionary<string, string> { ["signed_by"] = signed.Name.Trim(), ["text"] = signed.TextVersion, ["language"] = signed.Language.ToString() };
        if (AsksAboutFootage && signed.Footage is { } footage)
        {
            detail["footage"] = footage.ToString();
        }

        Note("ConsentSigned", at with { JobRecorderId = jobRecorderId }, detail);
    }

    /// <summary>Whose signature it takes, as a sentence.</summary>
    public static string WhoConsents(IReadOnlyList<string> names) => $"Only the person whose ownership was verified, or the owner, signs for this: {string.Join(" or ", names)}.";

    /// <summary>One method tried once. Exists only for a linked recorder of a verified job; a destructive method only with the owner's consent.</summary>
    public ResetAttempt RecordAttempt(Guid jobRecorderId, ResetMethod method, AttemptOutcome outcome, string? note, Step step)
    {
        var at = BehindGate(step, jobRecorderId);
        var recorder = Open(jobRecorderId);
        RefuseOtherBrand(method, recorder);
        RefuseWhileUnderWay(jobRecorderId);
        if (outcome != AttemptOutcome.NotPossible)
        {
            RefuseUnconsented(method, recorder);
        }

        var attempt = ResetAttempt.Of(Id, jobRecorderId, method, outcome, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), at);
        attempts.Add(attempt);
        if (outcome == AttemptOutcome.Succeeded)
        {
            ImportAnswers(jobRecorderId, method, step);
        }

        Note("AttemptRecorded", at with { JobRecorderId = jobRecorderId }, new Dictionary<string, string> { ["method"] = method.Id, ["outcome"] = outcome.ToString() });
        return attempt;
    }

    /// <summary>An attempt on this recorder worked since ownership was last verified. What worked for somebody else, or before a reopening, opens nothing now.</summary>
    public bool HasWorked(Guid jobRecorderId) => StandingCheck is { } check
        && attempts.Exists(attempt => attempt.JobRecorderId == jobRecorderId && attempt.Outcome == AttemptOutcome.Succeeded && attempt.At >= check.At);

    /// <summary>The owner has set a new password on this recorder. With the last recorder's outcome the job becomes re-initialized.</summary>
    public void ReinitializeRecorder(Guid jobRecorderId, string? firmwareAfter, bool playbackChecked, Step step) =>
        ReinitializeRecorder(jobRecorderId, Reinitialization.Short(firmwareAfter, playbackChecked), step);

    /// <inheritdoc cref="ReinitializeRecorder(Guid, string?, bool, Step)"/>
    public void ReinitializeRecorder(Guid jobRecorderId, Reinitialization stated, Step step)
    {
        var at = BehindGate(step, jobRecorderId) with { JobRecorderId = jobRecorderId };
        var recorder = Open(jobRecorderId);
        if (!HasWorked(jobRecorderId))
        {
            throw new IllegalTransition(Status, JobAction.Reinitialize, "Record the reset attempt that worked first.");
        }

        if (stated.WhyNot() is { } why)
        {
            throw new IllegalTransition(Status, JobAction.Reinitialize, why);
        }

        recorder.Settle(RecorderOutcome.Reinitialized, step.At);
        recorder.Describe(stated, step);
        BreakOffAttempts(step, jobRecorderId);
        EndOpenVendorCases(step, jobRecorderId);
        Note("RecorderReinitialized", at);
        FinishWhenSettled(at);
    }

    /// <summary>This recorder stays closed; another one of the job may still be recovered.</summary>
    public void LeaveRecorder(Guid jobRecorderId, string reason, Step step)
    {
        var at = BehindGate(step, jobRecorderId) with { JobRecorderId = jobRecorderId };
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new IllegalTransition(Status, null, "Give a reason.");
        }

        if (recorders.TrueForAll(recorder => recorder.Id == jobRecorderId || recorder.Outcome == RecorderOutcome.NotRecovered))
        {
            throw new IllegalTransition(Status, JobAction.GiveUp, "No recorder of this job was recovered: give up the job instead.");
        }

        RefuseSettled(RequireRecorder(jobRecorderId)).Settle(RecorderOutcome.NotRecovered, step.At);
        BreakOffAttempts(step, jobRecorderId);
        EndOpenVendorCases(step, jobRecorderId);
        Note("RecorderLeft", at, new Dictionary<string, string> { ["reason"] = reason.Trim() });
        FinishWhenSettled(at);
    }

    /// <summary>An item of the hardening checklist, answered with the owner.</summary>
    public void Harden(Guid jobRecorderId, string itemId, HardeningState state, Step step, HardeningDetail? detail = null)
    {
        RequireOwnVisit(null, step);
        if (Status != JobStatus.Reinitialized)
        {
            throw new IllegalTransition(Status, null, "The checklist comes after re-initialization.");
        }

        RequireRecorder(jobRecorderId).Harden(itemId, state, step, detail ?? HardeningDetail.None);
    }

    /// <summary>A file or code was asked for by telephone or app.</summary>
    /// <param name="terms">How this vendor answers; null: not known, so its silence is nobody's task.</param>
    /// <exception cref="IllegalTransition">The gate is shut, or the method is not for this recorder.</exception>
    public VendorCase AskVendor(Guid jobRecorderId, string vendor, ResetMethod method, Step step, VendorTerms? terms = null)
    {
        var at = MayAsk(jobRecorderId, method, step);
        Apply(JobAction.AskVendor, at, null, new Dictionary<string, string> { ["vendor"] = vendor, ["method"] = method.Id });
        var vendorCase = VendorCase.Ask(Id, jobRecorderId, vendor, method, terms, at);
        vendorCases.Add(vendorCase);
        return vendorCase;
    }

    /// <summary>The vendor has answered by telephone or app, so its answer is good from now on; or the case ended without one.</summary>
    public void EndVendorCase(bool answered, Step step)
    {
        RefuseForeignVisit(JobAction.EndVendorCase, step);
        if (answered && vendorCases.Exists(vendorCase => vendorCase.State == VendorCaseState.Drafted))
        {
            throw new IllegalTransition(Status, JobAction.EndVendorCase, "The letter to the vendor was not sent yet, so there is no answer to it.");
        }

        Apply(JobAction.EndVendorCase, step with { VisitId = LiveVisit?.Id }, null, new Dictionary<string, string> { ["answered"] = answered ? "yes" : "no" });
        if (answered)
        {
            vendorCases.FindAll(vendorCase => vendorCase.IsPending).ForEach(vendorCase => vendorCase.Answer(step.At));
        }
        else
        {
            EndPendingVendorCases(step);
        }
    }

    private void EndPendingVendorCases(Step step) =>
        vendorCases.FindAll(vendorCase => vendorCase.IsPending).ForEach(vendorCase => vendorCase.End(VendorCaseState.Refused, step.At));

    private void FinishWhenSettled(Step step)
    {
        if (IsReinitialized)
        {
            Apply(JobAction.Reinitialize, step with { JobRecorderId = null });
        }
    }

    /// <summary>
    /// The job's half of the gate stands open for this recorder: its ownership is verified, and the recorder does not itself wait for a vendor. A job that waits for one recorder's vendor
    /// does not hold the others. The recorder's own half is its link.
    /// </summary>
    public bool MayWorkOn(Guid jobRecorderId) => IsVerifiedNow && (Status == JobStatus.OwnershipVerified || WaitingFor(jobRecorderId) is null);

    /// <summary>Somebody is on site, and what was verified stands.</summary>
    private bool IsVerifiedNow => StandingCheck is not null && (Status == JobStatus.OwnershipVerified || (Status == JobStatus.AwaitingVendor && LiveVisit is { Status: VisitStatus.OnSite }));

    private VendorCase? WaitingFor(Guid jobRecorderId) => vendorCases.Find(one => one.JobRecorderId == jobRecorderId && one.IsPending);

    /// <summary>The gate: the technician of the visit, on a job whose ownership is verified now, at a recorder that waits for nobody.</summary>
    /// <param name="jobRecorderId">Null: what is done is no work on one recorder.</param>
    private Step BehindGate(Step step, Guid? jobRecorderId = null)
    {
        var visit = RequireOwnVisit(null, step);
        if (!IsVerifiedNow)
        {
            throw new IllegalTransition(Status, null, "Ownership is not verified on this job, so nothing may be tried on its recorders.");
        }

        if (jobRecorderId is { } recorder ? !MayWorkOn(recorder) : Status != JobStatus.OwnershipVerified)
        {
            throw new IllegalTransition(Status, null, $"{(PendingVendorCase ?? vendorCases[^1]).Vendor} was asked and has not answered yet, so the recorder stays as it is. Say what came, or end that vendor case first.");
        }

        return step with { VisitId = visit.Id };
    }

    private JobRecorder Linked(Guid jobRecorderId)
    {
        var recorder = RequireRecorder(jobRecorderId);
        return recorder.IsLinked
            ? recorder
            : throw new IllegalTransition(Status, null, "Nothing links the owner to this recorder yet, so nothing may be tried on it.");
    }

    /// <summary>Linked, and without an outcome so far.</summary>
    private JobRecorder Open(Guid jobRecorderId) => RefuseSettled(Linked(jobRecorderId));

    private JobRecorder RefuseSettled(JobRecorder recorder) => recorder.Outcome is null
        ? recorder
        : throw new IllegalTransition(Status, null, "This recorder has its outcome already.");

    private void RefuseOtherBrand(ResetMethod method, JobRecorder recorder)
    {
        if (!method.Fits(recorder.Recorder.Brand))
        {
            throw new IllegalTransition(Status, null, $"“{method.Name}” is not a method for {recorder.Recorder.Brand} recorders.");
        }
    }

    private JobRecorder RequireRecorder(Guid jobRecorderId) =>
        recorders.Find(recorder => recorder.Id == jobRecorderId) ?? throw new IllegalTransition(Status, null, "This recorder is not on this job.");
}
