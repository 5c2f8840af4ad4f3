namespace CleveSec.Domain.Jobs;

/// <summary>What can be done to a job. Each successful action appends one <see cref="JobEvent"/>.</summary>
public enum JobAction
{
    Report,
    Schedule,
    Reschedule,
    Reassign,
    Unschedule,
    NoAccess,
    Arrive,
    Verify,
    Override,
    WithdrawVerification,
    Refuse,
    Reconsider,
    AskVendor,
    EndVendorCase,
    Reinitialize,
    EndVisitPartlyDone,
    GiveUp,
    Resume,
    Close,
    Cancel,
    Reopen,
}
