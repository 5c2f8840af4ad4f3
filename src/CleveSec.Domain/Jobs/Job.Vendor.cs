using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <content>The letter to a vendor and its answer. Asking by telephone or app is in Job.Recovery.cs.</content>
public sealed partial class Job
{
    /// <summary>Writes the letter to the vendor; it leaves with <see cref="SendVendorLetter"/>. The recorder stays as it is from now on.</summary>
    /// <exception cref="IllegalTransition">The gate is shut, or the letter lacks what this vendor needs.</exception>
    public VendorCase DraftVendorLetter(Guid jobRecorderId, ResetMethod method, VendorLetterFacts facts, Step step)
    {
        var at = MayAsk(jobRecorderId, method, step);
        RefuseSecondLetter(jobRecorderId);
        RefuseIncomplete(facts);
        Apply(JobAction.AskVendor, at, null, new Dictionary<string, string> { ["vendor"] = facts.Vendor, ["method"] = method.Id, ["letter"] = "yes" });
        var vendorCase = VendorCase.Draft(Id, jobRecorderId, method, facts, at);
        vendorCases.Add(vendorCase);
        return vendorCase;
    }

    /// <summary>Puts right what a letter says that has not left.</summary>
    /// <param name="facts">With the case's own token.</param>
    /// <param name="newFile">Another exported file takes the place of the one there was, or of none.</param>
    /// <exception cref="IllegalTransition">It was sent, the case is over, ownership does not stand any more, or it would lack what this vendor needs.</exception>
    public void CorrectVendorLetter(Guid caseId, VendorLetterFacts facts, bool newFile, Step step)
    {
        RefuseForeignVisit(JobAction.AskVendor, step);
        RefuseOtherThan(ActorRole.Technician | ActorRole.Dispatcher | ActorRole.Admin, step, "correct a letter to the vendor");
        var vendorCase = RequireCase(caseId);
        if (vendorCase.State != VendorCaseState.Drafted)
        {
            throw new IllegalTransition(Status, JobAction.AskVendor, vendorCase.State == VendorCaseState.Sent ? WasSent(vendorCase) : $"This vendor case is {RecoveryWords.Of(vendorCase.State)}: its letter cannot be changed any more.");
        }

        RefuseUnverified();
        RefuseIncomplete(facts);
        string[] changed = [.. facts.Device != vendorCase.DeviceId ? ["serial number or Device ID"] : Array.Empty<string>(), .. facts.DateOnScreen != vendorCase.DateOnScreen ? ["date on the screen"] : Array.Empty<string>(), .. newFile ? ["exported file"] : Array.Empty<string>()];
        vendorCase.Correct(facts);
        Note("VendorLetterCorrected", Of(vendorCase, step), new Dictionary<string, string> { ["vendor"] = vendorCase.Vendor, ["changed"] = string.Join(", ", changed) });
    }

    /// <summary>The letter goes into the outbox.</summary>
    /// <exception cref="IllegalTransition">It was sent, the case is over, or ownership does not stand any more.</exception>
    public void SendVendorLetter(Guid caseId, string recipient, Guid mailId, Instant expectedBy, Step step)
    {
        RefuseForeignVisit(JobAction.AskVendor, step);
        RefuseOtherThan(ActorRole.Technician | ActorRole.Dispatcher | ActorRole.Admin, step, "send a letter to the vendor");
        var vendorCase = RequireCase(caseId);
        RefuseUnverified();
        OnVisit(() => vendorCase.Send(recipient, mailId, expectedBy, step.At), JobAction.AskVendor);
        Note("VendorLetterSent", Of(vendorCase, step), new Dictionary<string, string> { ["vendor"] = vendorCase.Vendor, ["to"] = recipient });
    }

    /// <summary>A person looked at what came and takes it for the vendor's answer. A further answer to the same case replaces the first one's time.</summary>
    /// <param name="cameAt">When it arrived; it is good from then on.</param>
    /// <exception cref="IllegalTransition">The case is over, the answer is not good any more, or not the office.</exception>
    public void AcceptVendorAnswer(Guid caseId, Instant cameAt, Step step)
    {
        RefuseOtherThan(ActorRole.Dispatcher | ActorRole.Admin, step, "accept a vendor's answer");
        var vendorCase = RequireCase(caseId);
        if (vendorCase.State is not (VendorCaseState.Sent or VendorCaseState.Answered))
        {
            throw new IllegalTransition(Status, JobAction.EndVendorCase, $"This vendor case is {RecoveryWords.Of(vendorCase.State)}: no answer can be accepted for it.");
        }

        if (vendorCase.ValidityHours is { } hours && step.At >= cameAt + Duration.FromHours(hours))
        {
            throw new IllegalTransition(Status, JobAction.EndVendorCase, "This answer is not good any more. Ask the vendor again.");
        }

        var detail = new Dictionary<string, string> { ["answered"] = "yes", ["vendor"] = vendorCase.Vendor };
        if (vendorCase.IsPending && Status == JobStatus.AwaitingVendor)
        {
            Apply(JobAction.EndVendorCase, Of(vendorCase, step), null, detail);
        }
        else
        {
            Note("VendorAnswerAccepted", Of(vendorCase, step), detail);
        }

        OnVisit(() => vendorCase.Answer(cameAt), JobAction.EndVendorCase);
    }

    /// <summary>The vendor said no, or nothing is to come of this one case any more. A letter of it that waits in the outbox does not leave.</summary>
    /// <exception cref="IllegalTransition">It is over already, or there is no reason.</exception>
    public void RefuseVendorCase(Guid caseId, string reason, Step step)
    {
        RefuseForeignVisit(JobAction.EndVendorCase, step);
        RefuseOtherThan(ActorRole.Technician | ActorRole.Dispatcher | ActorRole.Admin, step, "end a vendor case");
        var vendorCase = RequireCase(caseId);
        if (!vendorCase.IsOpen)
        {
            throw new IllegalTransition(Status, JobAction.EndVendorCase, $"This vendor case is {RecoveryWords.Of(vendorCase.State)} already.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new IllegalTransition(Status, JobAction.EndVendorCase, "Give a reason.");
        }

        var detail = new Dictionary<string, string> { ["answered"] = "no", ["vendor"] = vendorCase.Vendor };
        if (Status == JobStatus.AwaitingVendor && vendorCases.TrueForAll(one => one.IsPending == (one.Id == caseId)))
        {
            Apply(JobAction.EndVendorCase, Of(vendorCase, step), reason, detail);
        }
        else
        {
            // With a visit planned, or with an answer that waits to be used, the job stands elsewhere.
            Note("VendorCaseRefused", Of(vendorCase, step), new Dictionary<string, string>(detail) { ["reason"] = reason.Trim() });
        }

        OnVisit(() => vendorCase.End(VendorCaseState.Refused, step.At), JobAction.EndVendorCase);
    }

    /// <summary>The clock: an accepted answer that nobody used while it was good.</summary>
    /// <exception cref="IllegalTransition">It is still good, or was used.</exception>
    public void ExpireVendorAnswer(Guid caseId, Step step)
    {
        var vendorCase = RequireCase(caseId);
        if (vendorCase.AnswerValidUntil is not { } until || until > step.At)
        {
            throw new IllegalTransition(Status, null, "This answer is still good.");
        }

        OnVisit(() => vendorCase.End(VendorCaseState.Expired, step.At));
        Note("VendorAnswerExpired", Of(vendorCase, step), new Dictionary<string, string> { ["vendor"] = vendorCase.Vendor });
    }

    /// <summary>Why the technician of this visit may not read the answer now; null: they may. Behind the same gate as an attempt: that another recorder waits for its vendor closes it for neither.</summary>
    public string? WhyNotReadAnswer(Guid caseId, Guid technicianId)
    {
        var vendorCase = vendorCases.Find(one => one.Id == caseId);
        return vendorCase?.State != VendorCaseState.Answered ? "There is no answer to use."
            : LiveVisit is not { Status: VisitStatus.OnSite } visit || visit.TechnicianId != technicianId ? "The answer can be read on site only, by the technician of the visit."
            : !IsVerifiedNow || !RequireRecorder(vendorCase.JobRecorderId).IsLinked ? "Ownership has to be verified first."
            : null;
    }

    private Step MayAsk(Guid jobRecorderId, ResetMethod method, Step step)
    {
        RefuseForeignVisit(JobAction.AskVendor, step);
        var recorder = RefuseSettled(RequireRecorder(jobRecorderId));
        RefuseOtherBrand(method, recorder);
        return recorder.IsLinked
            ? step with { VisitId = LiveVisit?.Id, JobRecorderId = jobRecorderId }
            : throw new IllegalTransition(Status, JobAction.AskVendor, "Say first what links the owner to this recorder.");
    }

    /// <summary>One letter at a time for a recorder: what the first lacks is put right in it.</summary>
    private void RefuseSecondLetter(Guid jobRecorderId)
    {
        if (vendorCases.Find(one => one.JobRecorderId == jobRecorderId && one.IsPending && one.Token is not null) is { } first)
        {
            throw new IllegalTransition(Status, JobAction.AskVendor, first.State == VendorCaseState.Sent ? WasSent(first) : $"A letter to {first.Vendor} is written already and was not sent. Look at that one; where it is wrong the office corrects it.");
        }
    }

    private static string WasSent(VendorCase vendorCase) => $"The letter to {vendorCase.Vendor} was sent already, so nothing in it can be changed any more. To ask anew, end that vendor case first.";

    private void RefuseIncomplete(VendorLetterFacts facts)
    {
        if (facts.Missing is { } missing)
        {
            throw new IllegalTransition(Status, JobAction.AskVendor, missing);
        }
    }

    private void RefuseUnverified()
    {
        if (StandingCheck is null)
        {
            throw new IllegalTransition(Status, JobAction.AskVendor, "Ownership is not verified on this job, so nothing may be asked for its recorders.");
        }
    }

    /// <summary>What worked on the recorder was this answer.</summary>
    private void ImportAnswers(Guid jobRecorderId, ResetMethod method, Step step) =>
        vendorCases.FindAll(one => one.JobRecorderId == jobRecorderId && one.MethodId == method.Id && one.State == VendorCaseState.Answered)
            .ForEach(one => one.End(VendorCaseState.Imported, step.At));

    /// <summary>Nothing is to come of them any more.</summary>
    private void EndOpenVendorCases(Step step, Guid? jobRecorderId = null) =>
        vendorCases.FindAll(one => one.IsOpen && (jobRecorderId is null || one.JobRecorderId == jobRecorderId)).ForEach(one => one.End(VendorCaseState.Refused, step.At));

    private VendorCase RequireCase(Guid caseId) => vendorCases.Find(one => one.Id == caseId) ?? throw new IllegalTransition(Status, null, "This vendor case is not on this job.");

    private Step Of(VendorCase vendorCase, Step step) => step with { VisitId = LiveVisit?.Id, JobRecorderId = vendorCase.JobRecorderId };
}
