namespace CleveSec.Domain.Jobs;

/// <summary>Statuses, actions and roles in the words used on screen.</summary>
public static class JobWords
{
    public static string Of(JobStatus status) => status switch
    {
        JobStatus.OnSite => "on site",
        JobStatus.OwnershipVerified => "ownership verified",
        JobStatus.AwaitingVendor => "awaiting the vendor",
        JobStatus.Reinitialized => "re-initialized",
        JobStatus.NotRecovered => "not recovered",
        _ => status.ToString().ToLowerInvariant(),
    };

    public static string Of(JobAction action) => action switch
    {
        JobAction.NoAccess => "no access",
        JobAction.WithdrawVerification => "withdraw verification",
        JobAction.AskVendor => "ask vendor",
        JobAction.EndVendorCase => "end vendor case",
        JobAction.Reinitialize => "re-initialized",
        JobAction.EndVisitPartlyDone => "end visit partly done",
        JobAction.GiveUp => "give up",
        _ => action.ToString().ToLowerInvariant(),
    };

    public static string Of(ActorRole role) => role switch
    {
        ActorRole.Homeowner => "the customer",
        ActorRole.Dispatcher => "the dispatcher",
        ActorRole.Technician => "the technician",
        ActorRole.Admin => "the admin",
        _ => "nobody",
    };
}
