namespace CleveSec.Domain.Recovery;

/// <summary>Why a method did not work or could not be tried.</summary>
public enum AttemptReason
{
    NoCodeCame,
    CodeRefused,
    NotOffered,
    NotTheOwners,
    WrongAnswers,
    FileRefused,
    RecorderLocked,
    OwnerStopped,
    SomethingElse,
}
