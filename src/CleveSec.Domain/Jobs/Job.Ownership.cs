using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;

namespace CleveSec.Domain.Jobs;

/// <content>The ownership check: what was seen, the second person, the override.</content>
public sealed partial class Job
{
    private const string AskedAlready = "A second person was asked already. Take that back first.";

    /// <summary>Records what the technician saw and the form that was signed, and opens the gate for the recorders that have a link.</summary>
    /// <exception cref="IllegalTransition">Not now, not enough, or the situation needs a second person first: then it goes by <see cref="AskSecondPerson"/> and <see cref="VerifyApproved"/>.</exception>
    public void Verify(OwnershipSeen seen, AuthorizationSigned signed, Step step)
    {
        var visit = RequireOwnVisit(JobAction.Verify, step);
        RefuseInsufficient(seen, signed);
        if (PendingSecondPerson is not null)
        {
            throw new IllegalTransition(Status, JobAction.Verify, AskedAlready);
        }

        if (NeedsSecondPerson(seen.Situation, seen.Authority))
        {
            throw new IllegalTransition(Status, JobAction.Verify, "Here a second person decides. Ask the office.");
        }

        var at = step with { VisitId = visit.Id };
        Verify(seen, at, null);
        authorizations.Add(Authorization.Of(Id, visit.Id, signed, at));
    }

    /// <summary>
    /// Two people decide where the situation or the authority asks for it, where it was reported so, where an owner has said no, and on a job on which a second person was asked once: what one situation does not give, another one
    /// chosen afterwards must not.
    /// </summary>
    public bool NeedsSecondPerson(OwnershipSituation situation, AuthorityKind? authority) =>
        OwnershipSituations.Of(situation).SecondPerson || OwnershipPolicy.NeedsSecondPerson(authority) || AlwaysNeedsSecondPerson;

    /// <summary>Whatever situation is chosen.</summary>
    public bool AlwaysNeedsSecondPerson => Situation is OwnerSituation.LandlordTenant or OwnerSituation.Partner or OwnerSituation.Federal || secondPersonRequests.Count > 0
        || ownerSignatures.Exists(one => one.State == OwnerSignatureState.Declined);

    /// <summary>Puts what was seen before a second person. The gate stays shut until they approve.</summary>
    /// <param name="note">What they should know.</param>
    /// <param name="phone">The dispatcher or admin who said yes on the telephone, and who then has to confirm it; null: nobody yet.</param>
    public SecondPersonRequest AskSecondPerson(OwnershipSeen seen, AuthorizationSigned signed, string note, Actor? phone, Step step)
    {
        var visit = RequireOwnVisit(null, step);
        if (Status != JobStatus.OnSite || visit.Status != VisitStatus.OnSite)
        {
            throw new IllegalTransition(Status, JobAction.Verify, "A second person is asked when you are on site, before ownership is verified.");
        }

        RefuseInsufficient(seen, signed);
        RefuseWithoutOwner(seen, step);
        if (string.IsNullOrWhiteSpace(note))
        {
            throw new IllegalTransition(Status, null, "Write what the second person should know.");
        }

        if (phone is not null && ((phone.Role & (ActorRole.Dispatcher | ActorRole.Admin)) == 0 || phone.Id is null || phone.Id == step.By.Id))
        {
            throw new IllegalTransition(Status, null, "By telephone only a dispatcher or an admin approves, not the technician of this visit.");
        }

        if (PendingSecondPerson is not null)
        {
            throw new IllegalTransition(Status, null, AskedAlready);
        }

        var request = SecondPersonRequest.Of(Id, visit.Id, seen, note, phone, step);
        secondPersonRequests.Add(request);
        authorizations.Add(Authorization.Of(Id, visit.Id, signed, step));
        var detail = new Dictionary<string, string> { ["situation"] = seen.Situation.ToString(), ["reason"] = request.Note };
        if (phone is not null)
        {
            detail["phone"] = phone.Name;
        }

        Note("SecondPersonAsked", step with { VisitId = visit.Id }, detail);
        return request;
    }

    /// <summary>The second person agrees, in their own name.</summary>
    /// <param name="remark">What they want to add; null: nothing.</param>
    public void ApproveOwnership(Guid requestId, Step step, string? remark = null)
    {
        var request = RequireWaiting(requestId, step);
        if (request.PhoneById is { } phone && phone != step.By.Id)
        {
            throw new IllegalTransition(Status, null, $"{request.PhoneByName} is said to have approved this by telephone: only they can confirm it. You can decline it.");
        }

        request.End(SecondPersonState.Approved, remark, step);
        Note("SecondPersonApproved", step with { VisitId = request.VisitId }, request.Reason is { } added ? new Dictionary<string, string> { ["reason"] = added } : null);
    }

    public void DeclineOwnership(Guid requestId, string reason, Step step)
    {
        var request = RequireWaiting(requestId, step);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new IllegalTransition(Status, null, "Give a reason.");
        }

        request.End(SecondPersonState.Declined, reason, step);
        Note("SecondPersonDeclined", step with { VisitId = request.VisitId }, new Dictionary<string, string> { ["reason"] = reason.Trim() });
    }

    /// <summary>The technician asks no more, or saw something else. What is said to have been approved by telephone only its approver can end.</summary>
    public void TakeBackSecondPerson(Step step)
    {
        RequireOwnVisit(null, step);
        var request = PendingSecondPerson ?? throw new IllegalTransition(Status, null, "Nobody is asked at the moment.");
        if (request is { IsWaiting: true, PhoneByName: { } phone })
        {
            throw new IllegalTransition(Status, null, $"You wrote that {phone} approved this by telephone. They have to confirm or decline it.");
        }

        request.End(SecondPersonState.Withdrawn, null, step);
        Note("SecondPersonTakenBack", step with { VisitId = request.VisitId });
    }

    /// <summary>Opens the gate with what the second person approved.</summary>
    public void VerifyApproved(Step step)
    {
        var visit = RequireOwnVisit(JobAction.Verify, step);
        var request = PendingSecondPerson is { State: SecondPersonState.Approved } approved
            ? approved
            : throw new IllegalTransition(Status, JobAction.Verify, "The second person has not approved it yet.");
        Verify(request.Seen, step with { VisitId = visit.Id }, request);
        request.Use();
    }

    /// <summary>What waits for a second person, or was approved and waits for the technician, on the visit under way; null: nothing does. What is left of an earlier visit only keeps the job from being closed.</summary>
    public SecondPersonRequest? PendingSecondPerson =>
        secondPersonRequests.Find(request => request.State is SecondPersonState.Waiting or SecondPersonState.Approved && LiveVisit?.Id == request.VisitId);

    /// <summary>Opens the gate on a second person's word. Marked on the job for good.</summary>
    public void Override(string reason, Step step)
    {
        Apply(JobAction.Override, step with { VisitId = LiveVisit?.Id }, reason);
        checks.Add(OwnershipCheck.Override(Id, reason.Trim(), step with { VisitId = LiveVisit?.Id }));
        recorders.Where(recorder => !recorder.IsLinked).ToList().ForEach(recorder => recorder.Link(null, step));
        OwnershipOverridden = true;
        if (LiveVisit is { } visit)
        {
            EndSecondPersonRequests(visit.Id, step);
        }
    }

    public void WithdrawVerification(string reason, Step step)
    {
        RefuseForeignVisit(JobAction.WithdrawVerification, step);
        Apply(JobAction.WithdrawVerification, step with { VisitId = LiveVisit?.Id }, reason);
        WithdrawStandingCheck(reason.Trim(), step);
    }

    /// <summary>Link evidence for a further recorder of a verified job.</summary>
    public void LinkRecorder(Guid jobRecorderId, LinkKind kind, Step step)
    {
        var at = BehindGate(step);
        if (StandingCheck is { ApprovedById: not null })
        {
            throw new IllegalTransition(Status, null, "A second person approved this check for the recorders they were shown. Withdraw it, and ask again with this one.");
        }

        if (StandingCheck is { Situation: { } situation } && OwnershipPolicy.WhyNot(situation, kind) is { } why)
        {
            throw new IllegalTransition(Status, null, why);
        }

        RequireRecorder(jobRecorderId).Link(kind, at);
        Note("RecorderLinked", at with { JobRecorderId = jobRecorderId }, new Dictionary<string, string> { ["link"] = kind.ToString() });
    }

    /// <summary>What the owner signed by link is looked at in this moment: it may have been taken back since a second person approved.</summary>
    private void Verify(OwnershipSeen seen, Step at, SecondPersonRequest? approved)
    {
        RefuseWithoutOwner(seen, at);
        var owner = seen.Authority == AuthorityKind.OwnerSignedByLink ? LatestOwnerSignature : null;
        var linked = seen.Links.Select(link => (Recorder: RequireRecorder(link.Key), Kind: link.Value)).ToList();
        var detail = new Dictionary<string, string>
        {
            ["situation"] = seen.Situation.ToString(),
            ["identity"] = seen.Identity.Kind.ToString(),
            ["last_four"] = seen.Identity.LastFour,
            ["authority"] = seen.Authority.ToString(),
            ["links"] = string.Join(", ", linked.Select(link => link.Kind).Distinct()),
        };
        if (approved is not null)
        {
            detail["approved_by"] = approved.DecidedByName!;
        }

        if (owner is not null)
        {
            detail["owner"] = owner.SignedName!;
        }

        Apply(JobAction.Verify, at, null, detail);
        checks.Add(OwnershipCheck.Of(Id, seen, at, approved, owner?.Id));
        linked.ForEach(link => link.Recorder.Link(link.Kind, at));
    }

    private void RefuseInsufficient(OwnershipSeen seen, AuthorizationSigned signed)
    {
        if ((OwnershipPolicy.WhyNot(seen) ?? OwnershipPolicy.WhyNot(signed, seen.Identity)) is { } why)
        {
            throw new IllegalTransition(Status, JobAction.Verify, why);
        }

        foreach (var recorder in seen.Links.Keys.Select(RequireRecorder))
        {
            if (OwnershipSituations.Of(seen.Situation).NeedsSerial && recorder.Recorder.Serial is null)
            {
                throw new IllegalTransition(Status, JobAction.Verify, "In this situation the label counts: write down its serial. If it is gone or names somebody else, refuse.");
            }
        }
    }

    private SecondPersonRequest RequireWaiting(Guid requestId, Step step)
    {
        RefuseOtherThan(ActorRole.Dispatcher | ActorRole.Admin, step, "decide as the second person");
        var request = secondPersonRequests.Find(request => request.Id == requestId) ?? throw new IllegalTransition(Status, null, "Nobody asked for this.");
        if (!request.IsWaiting)
        {
            throw new IllegalTransition(Status, null, "This does not wait any more: somebody decided, or the technician took it back.");
        }

        return request.AskedById != step.By.Id ? request : throw new IllegalTransition(Status, null, "It takes a second person: not the one who asks.");
    }

    /// <summary>The visit is over: nobody need look at what was asked for it. What is said to have been approved by telephone is still to be confirmed.</summary>
    private void EndSecondPersonRequests(Guid visitId, Step step)
    {
        foreach (var request in secondPersonRequests.Where(request => request.VisitId == visitId && request is { IsWaiting: true, PhoneById: null } or { State: SecondPersonState.Approved }))
        {
            request.End(SecondPersonState.Withdrawn, null, step);
        }
    }
}
