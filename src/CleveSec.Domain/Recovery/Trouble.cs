namespace CleveSec.Domain.Recovery;

/// <summary>What the homeowner says is wrong.</summary>
public enum Trouble
{
    ForgottenPassword,
    ForgottenPattern,
    LockedAfterTries,
    SomebodyElseSetItUp,
    ResetAlreadyTried,
    SomethingElse,
}
