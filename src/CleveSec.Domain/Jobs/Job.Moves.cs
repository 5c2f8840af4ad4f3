using CleveSec.Domain.Ownership;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Domain.Jobs;

/// <content>The moves of the table that are about visits and about the end of a job.</content>
public sealed partial class Job
{
    /// <summary>Plans the visit; what the office plans is confirmed at once. A homeowner may not while the cut-off has passed or the office is to call them.</summary>
    public Visit Schedule(Placement placement, BookingRules rules, Step step)
    {
        RefuseAfterCutOff(JobAction.Schedule, placement.Window.Start, rules, step);
        if (IsCustomer(step) && CallBack is not null)
        {
            throw new IllegalTransition(Status, JobAction.Schedule, "We talk with you first. The office calls you and plans the visit with you.");
        }

        var visit = Visit.Plan(Id, Site.Zip, placement, step.At, IsCustomer(step));
        Apply(JobAction.Schedule, step with { VisitId = visit.Id }, null, Describe(placement.Window));
        CallBack = null;
        visits.Add(visit);
        return visit;
    }

    /// <summary>Another window, possibly with another technician. A homeowner only before the cut-off of the window promised so far.</summary>
    public void Reschedule(Placement placement, BookingRules rules, Step step)
    {
        var visit = RequireVisit(JobAction.Reschedule);
        RefuseAfterCutOff(JobAction.Reschedule, visit.WindowStart, rules, step);
        var before = visit.Window;
        MoveVisit(JobAction.Reschedule, visit, placement, step, new Dictionary<string, string>(Describe(placement.Window)) { ["before"] = before.ToString() });
    }

    /// <summary>Another technician; the window stays as promised.</summary>
    public void Reassign(Placement placement, Step step)
    {
        var visit = RequireVisit(JobAction.Reassign);
        MoveVisit(JobAction.Reassign, visit, placement, step, new Dictionary<string, string> { ["technician_before"] = visit.TechnicianId.ToString(), ["technician"] = placement.TechnicianId.ToString() });
    }

    /// <summary>Another place in the day's plan, inside the promised window; nothing changes for the customer but, perhaps, who comes.</summary>
    public void Replan(Placement placement, Step step)
    {
        var visit = RequireVisit(JobAction.Reassign);
        var before = visit.TechnicianId;
        var start = visit.WorkStart;
        Legal(JobAction.Reassign, step);
        OnVisit(() => visit.Replan(placement, step.At), JobAction.Reassign);
        if (before != placement.TechnicianId)
        {
            Apply(JobAction.Reassign, step with { VisitId = visit.Id }, null, new Dictionary<string, string> { ["technician_before"] = before.ToString(), ["technician"] = placement.TechnicianId.ToString() });
        }
        else
        {
            Note("VisitReplanned", step with { VisitId = visit.Id }, new Dictionary<string, string> { ["before"] = start.ToString(), ["start"] = placement.WorkStart.ToString() });
        }
    }

    /// <summary>Marks the job for good: the office booked against a rule.</summary>
    /// <param name="rule">Which one, in words.</param>
    /// <exception cref="IllegalTransition">No reason, or not the office.</exception>
    public void OverrideRule(string rule, string reason, Step step)
    {
        RefuseOtherThan(ActorRole.Dispatcher | ActorRole.Admin, step, "book against a rule");
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new IllegalTransition(Status, null, "Give a reason for booking against a rule.");
        }

        RulesOverridden = true;
        Note("RuleOverridden", step, new Dictionary<string, string> { ["rule"] = rule, ["reason"] = reason.Trim() });
    }

    /// <summary>The dispatcher's acceptance of a booked visit.</summary>
    public void AcceptVisit(Step step)
    {
        var visit = RequireVisit(null);
        RefuseOtherThan(ActorRole.Dispatcher | ActorRole.Admin, step, "accept a visit");
        OnVisit(visit.Accept);
        Note("VisitAccepted", step with { VisitId = visit.Id });
    }

    /// <summary>The office sends the customer once more what was planned; nothing changes by it.</summary>
    /// <exception cref="IllegalTransition">No visit is planned, the technician is already there, or not the office.</exception>
    public void ConfirmAgain(Step step)
    {
        RefuseOtherThan(ActorRole.Dispatcher | ActorRole.Admin, step, "send a confirmation");
        var visit = RequireVisit(null);
        if (visit.Status is not (VisitStatus.Planned or VisitStatus.Confirmed or VisitStatus.EnRoute))
        {
            throw new IllegalTransition(Status, null, "The technician is already there: there is nothing left to confirm.");
        }

        Note("ConfirmationResent", step with { VisitId = visit.Id });
    }

    /// <summary>The technician has seen the change.</summary>
    public void AcknowledgeVisit(Step step)
    {
        var visit = RequireOwnVisit(null, step);
        OnVisit(() => visit.Acknowledge(step.At));
        Note("VisitAcknowledged", step with { VisitId = visit.Id });
    }

    /// <summary>The technician drives off, on the visit's day in New York or later.</summary>
    public void Depart(Step step)
    {
        var visit = RequireOwnVisit(null, step);
        OnVisit(() => visit.Depart(step.At));
        Note("EnRoute", step with { VisitId = visit.Id });
    }

    /// <summary>The technician is there, on the visit's day in New York or later.</summary>
    /// <param name="samePersonSeen">The person verified on an earlier visit is here again; otherwise ownership is checked anew.</param>
    public void Arrive(bool samePersonSeen, Step step)
    {
        var visit = RequireOwnVisit(JobAction.Arrive, step);
        Legal(JobAction.Arrive, step);
        OnVisit(() => visit.Arrive(step.At), JobAction.Arrive);
        if (!samePersonSeen)
        {
            WithdrawStandingCheck("Another person, or the person was not recognised: ownership is checked anew.", step);
        }

        Apply(JobAction.Arrive, step with { VisitId = visit.Id });
    }

    public void Unschedule(string reason, Step step) => EndVisit(JobAction.Unschedule, VisitStatus.Cancelled, reason, step);

    public void NoAccess(string reason, Step step) => EndVisit(JobAction.NoAccess, VisitStatus.NoAccess, reason, step);

    public void EndVisitPartlyDone(string reason, Step step) => EndVisit(JobAction.EndVisitPartlyDone, VisitStatus.PartlyDone, reason, step);

    /// <summary>We do not open these recorders for this person: what was verified before falls.</summary>
    public void Refuse(string reason, Step step)
    {
        EndVisit(JobAction.Refuse, VisitStatus.Cancelled, reason, step);
        EndOwnerSignatures(step);
        WithdrawStandingCheck("The job was refused.", step);
        EndOpenVendorCases(step);
    }

    public void GiveUp(string reason, Step step)
    {
        EndVisit(JobAction.GiveUp, VisitStatus.Done, reason, step);
        EndOpenVendorCases(step);
    }

    /// <summary>Called off before anything was tried. A homeowner only before the cut-off.</summary>
    public void Cancel(string? reason, BookingRules rules, Step step)
    {
        if (LiveVisit is { } visit)
        {
            RefuseAfterCutOff(JobAction.Cancel, visit.WindowStart, rules, step);
        }

        EndVisit(JobAction.Cancel, VisitStatus.Cancelled, reason, step);
        EndOwnerSignatures(step);
        Site.EraseGateCode();
    }

    public void Reconsider(string reason, Step step) => Apply(JobAction.Reconsider, step, reason);

    public void Resume(string reason, Step step)
    {
        Apply(JobAction.Resume, step, reason);
        foreach (var recorder in recorders.Where(recorder => recorder.Outcome == RecorderOutcome.NotRecovered))
        {
            recorder.ForgetOutcome();
        }
    }

    /// <summary>Hands the job over with what the customer reads. Ends the visit and forgets the gate code.</summary>
    /// <exception cref="IllegalTransition">Not closable now, or no summary.</exception>
    public void Close(string summary, Step step)
    {
        if (string.IsNullOrWhiteSpace(summary))
        {
            throw new IllegalTransition(Status, JobAction.Close, "Write the summary that the customer will read.");
        }

        RefuseForeignVisit(JobAction.Close, step);
        if (secondPersonRequests.Find(request => request.IsWaiting) is { } open)
        {
            throw new IllegalTransition(Status, JobAction.Close, $"{open.PhoneByName ?? "The second person"} has not confirmed the ownership check yet. The job closes after that, or after somebody in the office has declined it.");
        }

        Apply(JobAction.Close, step with { VisitId = LiveVisit?.Id });
        if (LiveVisit is { } visit)
        {
            visit.End(VisitStatus.Done, step.At);
        }

        EndOpenVendorCases(step);
        EndOwnerSignatures(step);
        Summary = summary.Trim();
        ClosedAt = step.At;
        Site.EraseGateCode();
    }

    /// <summary>Opens a closed job again within the warranty. Ownership is checked anew.</summary>
    public void Reopen(string reason, BookingRules rules, Step step)
    {
        if (ClosedAt is { } closed && step.At > closed + rules.Warranty)
        {
            throw new IllegalTransition(Status, JobAction.Reopen, "The time for reopening this job is over. Report a new one.");
        }

        Apply(JobAction.Reopen, step, reason);
        WithdrawStandingCheck("The job was reopened: ownership is checked anew.", step);
        recorders.ForEach(recorder => recorder.ForgetOutcome());
        ClosedAt = null;
    }

    private void EndVisit(JobAction action, VisitStatus how, string? reason, Step step)
    {
        RefuseForeignVisit(action, step);
        var visit = LiveVisit;
        Apply(action, step with { VisitId = visit?.Id }, reason);
        visit?.End(visit.Status != VisitStatus.OnSite && how == VisitStatus.Done ? VisitStatus.Cancelled : how, step.At);
        if (visit is not null)
        {
            EndSecondPersonRequests(visit.Id, step);
            BreakOffAttempts(step);
        }

        if (Status is JobStatus.Reported or JobStatus.AwaitingVendor)
        {
            (QueuedAt, QueueReason) = (step.At, reason);
        }
    }

    private void MoveVisit(JobAction action, Visit visit, Placement placement, Step step, IReadOnlyDictionary<string, string> detail)
    {
        Legal(action, step);
        OnVisit(() => visit.Move(placement, step.At, IsCustomer(step)), action);
        Apply(action, step with { VisitId = visit.Id }, null, detail);
    }

    private void RefuseAfterCutOff(JobAction action, Instant windowStart, BookingRules rules, Step step)
    {
        if (IsCustomer(step) && step.At > windowStart - rules.CutOff)
        {
            throw new IllegalTransition(Status, action, "It is too late to change this visit here. Please call us.");
        }
    }

    private static bool IsCustomer(Step step) => step.By.Role == ActorRole.Homeowner;

    private Visit RequireVisit(JobAction? action) => LiveVisit ?? throw new IllegalTransition(Status, action, "There is no open visit on this job.");

    private Visit RequireOwnVisit(JobAction? action, Step step)
    {
        var visit = RequireVisit(action);
        return visit.TechnicianId == step.By.Id && step.By.Role == ActorRole.Technician
            ? visit
            : throw new IllegalTransition(Status, action, "This visit belongs to another technician.");
    }

    /// <summary>A technician acts on the job of their own visit only.</summary>
    private void RefuseForeignVisit(JobAction? action, Step step)
    {
        if (step.By.Role == ActorRole.Technician && (LiveVisit ?? visits.LastOrDefault())?.TechnicianId != step.By.Id)
        {
            throw new IllegalTransition(Status, action, "This visit belongs to another technician.");
        }
    }

    private void RefuseOtherThan(ActorRole roles, Step step, string what)
    {
        if ((roles & step.By.Role) == 0)
        {
            throw new IllegalTransition(Status, null, $"To {what} is not for {JobWords.Of(step.By.Role)}.");
        }
    }

    private void OnVisit(Action change, JobAction? action = null)
    {
        try
        {
            change();
        }
        catch (InvalidOperationException refused)
        {
            throw new IllegalTransition(Status, action, refused.Message);
        }
    }

    private void WithdrawStandingCheck(string reason, Step step)
    {
        StandingCheck?.Withdraw(reason, step);
        EndPendingVendorCases(step);
        recorders.ForEach(recorder => recorder.Unlink());
    }

    private static Dictionary<string, string> Describe(Interval window) => new() { ["window"] = window.ToString() };
}
