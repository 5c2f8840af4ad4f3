namespace CleveSec.Domain.Jobs;

/// <summary>How the status after a move is found.</summary>
public enum JobTargetRule
{
    /// <summary>Always the one status of the row.</summary>
    Fixed,
    /// <summary>The dispatcher's queue: AwaitingVendor while an answer is pending, else Reported.</summary>
    Queue,
    /// <summary>OnSite, or straight to the milestone already reached when the same person was verified and is seen again.</summary>
    Milestone,
    /// <summary>OwnershipVerified if a visit is on site, else Reported.</summary>
    AfterVendor,
}

/// <summary>What must also be true for a row of the table. Each is checked by <see cref="Job"/> in one place.</summary>
[Flags]
public enum JobCondition
{
    None = 0,
    /// <summary>Homeowners only: before the cut-off, and not while the office is to call them back.</summary>
    HomeownerBeforeCutOff = 1,
    /// <summary>The overriding person is not the technician of the visit.</summary>
    SecondPerson = 2,
    /// <summary>Every recorder on the job has an outcome.</summary>
    EveryRecorderHasOutcome = 4,
    /// <summary>Ownership is verified and the job is not yet re-initialized.</summary>
    VerifiedNotReinitialized = 8,
    /// <summary>The job was re-initialized on an earlier visit.</summary>
    AlreadyReinitialized = 16,
    /// <summary>No attempt and no vendor case exists; later the action is to give up.</summary>
    NothingTried = 32,
    /// <summary>Within the warranty setting, counted from the close-out.</summary>
    WithinWarranty = 64,
    /// <summary>A written reason is required.</summary>
    Reason = 128,
    /// <summary>No visit is under way: a technician who waits on site for the vendor's answer ends that visit first.</summary>
    NoOpenVisit = 256,
}

/// <summary>One row of the table: from, action, to, who may.</summary>
/// <param name="From">Null for <see cref="JobAction.Report"/>, which makes the job.</param>
/// <param name="To">The statuses that can follow; exactly one for <see cref="JobTargetRule.Fixed"/>.</param>
public sealed record JobTransition(
    JobStatus? From,
    JobAction Action,
    JobTargetRule Rule,
    IReadOnlyList<JobStatus> To,
    ActorRole Who,
    JobCondition Conditions);
