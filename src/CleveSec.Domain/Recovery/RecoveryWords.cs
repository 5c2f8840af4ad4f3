namespace CleveSec.Domain.Recovery;

/// <summary>Attempts, troubles and checklist answers in the words used on screen.</summary>
public static class RecoveryWords
{
    public static string Of(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => "Worked",
        AttemptOutcome.Failed => "Did not work",
        AttemptOutcome.NotPossible => "Not possible on this recorder",
        _ => outcome.ToString(),
    };

    public static string Of(FootageSettled footage) => footage switch
    {
        FootageSettled.Saved => "Saved by the owner",
        FootageSettled.NotNeeded => "Not needed any more",
        _ => footage.ToString(),
    };

    public static string Of(AttemptReason reason) => reason switch
    {
        AttemptReason.NoCodeCame => "No code came",
        AttemptReason.CodeRefused => "The recorder did not take the code",
        AttemptReason.NotOffered => "The screen does not offer it",
        AttemptReason.NotTheOwners => "The mailbox or account is not the owner’s",
        AttemptReason.WrongAnswers => "The answers did not fit",
        AttemptReason.FileRefused => "The recorder did not take the file",
        AttemptReason.RecorderLocked => "The recorder locked itself",
        AttemptReason.OwnerStopped => "The owner wanted to stop",
        AttemptReason.SomethingElse => "Something else",
        _ => reason.ToString(),
    };

    public static string Of(VendorCaseState state) => state switch
    {
        VendorCaseState.Drafted => "written, not sent",
        VendorCaseState.Sent => "waiting for the answer",
        VendorCaseState.Answered => "answered",
        VendorCaseState.Imported => "used",
        VendorCaseState.Expired => "expired",
        _ => "ended without success",
    };

    public static string Of(HardeningState state) => state switch
    {
        HardeningState.Done => "Done",
        HardeningState.AlreadySo => "Already so",
        HardeningState.DeclinedByOwner => "Declined by the owner",
        HardeningState.NotApplicable => "Does not apply",
        _ => state.ToString(),
    };

    public static string Of(Trouble trouble) => trouble switch
    {
        Trouble.ForgottenPassword => "Forgotten password",
        Trouble.ForgottenPattern => "Forgotten pattern",
        Trouble.LockedAfterTries => "Locked after too many tries",
        Trouble.SomebodyElseSetItUp => "Somebody else set it up",
        Trouble.ResetAlreadyTried => "A reset was already tried",
        Trouble.SomethingElse => "Something else",
        _ => trouble.ToString(),
    };
}
