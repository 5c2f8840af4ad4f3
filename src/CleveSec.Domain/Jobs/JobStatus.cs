namespace CleveSec.Domain.Jobs;

/// <summary>Where a job stands. What may follow what is <see cref="JobTransitions"/>.</summary>
public enum JobStatus
{
    /// <summary>Somebody is locked out and told us; no visit is planned.</summary>
    Reported,
    /// <summary>A visit is planned.</summary>
    Scheduled,
    /// <summary>A technician is there; ownership has not been verified yet.</summary>
    OnSite,
    /// <summary>Identity, authority and the link to at least one recorder were seen: the gate is open.</summary>
    OwnershipVerified,
    /// <summary>A file or code was asked from the manufacturer.</summary>
    AwaitingVendor,
    /// <summary>Every recorder has an outcome and at least one owner has set a new password.</summary>
    Reinitialized,
    /// <summary>We do not open this recorder for this person.</summary>
    Refused,
    /// <summary>Everything sensible was tried.</summary>
    NotRecovered,
    /// <summary>Called off before anything was tried. Final.</summary>
    Cancelled,
    /// <summary>Handed over, with a summary for the customer.</summary>
    Closed,
}

public static class JobStatuses
{
    /// <summary>Nothing is done on the job any more, unless it is reopened, reconsidered or resumed.</summary>
    public static bool IsOver(this JobStatus status) => status is JobStatus.Closed or JobStatus.Cancelled or JobStatus.Refused or JobStatus.NotRecovered;
}
