namespace CleveSec.Domain.Recovery;

/// <summary>What the answers come to. Source: facts 6.2, 4.5, 6.3.</summary>
public enum DiagnosisVerdict
{
    /// <summary>There are ways to try, best first.</summary>
    TryThese,

    /// <summary>Wait first; the ranked ways are for afterwards. Facts 1.10, 1.3.</summary>
    WaitFirst,

    /// <summary>Footage is or may be needed: stop, preserve. The ranked ways are for afterwards and touch neither settings nor footage as far as is known. Facts 6.3.</summary>
    FootageFirst,

    /// <summary>Talk to us before anything: no way is named. Facts 4.5.</summary>
    ContactFirst,

    /// <summary>Another brand: who sold it can help, we know no method for it. Facts 6.2 Q3.</summary>
    AskSellerFirst,

    /// <summary>No way is left that the reader can try alone. A visit may help; nothing is promised.</summary>
    VisitNeeded,
}

/// <summary>Why the verdict is not simply "try these".</summary>
public enum DiagnosisWhy
{
    // ContactFirst: facts 4.5, 4.4
    LandlordTenant,
    Partner,
    Leased,
    Federal,
    OwnerNotKnown,

    // FootageFirst: facts 6.3
    FootageNeeded,
    FootageNotKnown,

    // WaitFirst: facts 1.10, 1.3
    LockedAfterTries,
    CodesUsed,

    // AskSellerFirst: facts 6.2 Q3
    OtherBrand,

    // VisitNeeded: facts 6.2 Q4, Q5
    BrandNotKnown,
    NoMonitor,
    NoWayLeft,
}

/// <summary>How long to wait. Half an hour is the longest lock in the manuals of recorders (facts 1.10); a day is what manuals say after two unused codes (facts 1.3).</summary>
public enum DiagnosisWait
{
    ThirtyMinutes,
    OneDay,
}

/// <summary>Where to turn next, whatever the ranked ways do. Best first.</summary>
public enum DiagnosisWayOn
{
    BookVisit,
    CallUs,
    AskSeller,
}

/// <summary>What to know beside the methods. Shown with the result and, where it cannot wait, already with the next question.</summary>
public enum DiagnosisAdvice
{
    /// <summary>Stop trying passwords; do not format, reset, swap or pull the disk; keep the power on; note how many days it keeps. Facts 6.3.</summary>
    PreserveFootage,

    /// <summary>Apps and PCs with the old password lock it again. Facts 1.10.</summary>
    LogAppsOff,

    /// <summary>What still shows video can still save it. Facts 6.2 Q2.</summary>
    ExportClipsNow,

    /// <summary>A forgotten pattern falls back to the password. Facts 1.1, 5.</summary>
    TryPasswordInstead,

    /// <summary>Any screen with HDMI or VGA and a USB mouse do. On some Dahua recorders the web page of the recorder does too. Facts 6.2 Q4, 1.2.</summary>
    BorrowMonitor,

    /// <summary>Open "Forgot password", read what is listed, and answer again. Facts 6.2 Q5.</summary>
    LookAtScreen,

    /// <summary>The installer or earlier owner whose mailbox it is may forward the code. Facts 6.2 Q5.</summary>
    AskHolderToForward,

    /// <summary>The case, the start screen and the app name the brand. Facts 6.2 Q3.</summary>
    FindBrand,

    /// <summary>The model and the app decide the way. Facts 2.</summary>
    FindLorexApp,

    /// <summary>Between export and import of the file neither restart nor export again. Facts 1.8, 3.</summary>
    DoNotRestart,

    /// <summary>Somebody else may be an administrator too. Facts 6.2 Q2.</summary>
    AskOtherAdmins,

    /// <summary>A business needs its letter at a visit. Facts 4.3, 4.5.</summary>
    HaveLetter,

    /// <summary>An estate needs its papers at a visit. Facts 4.5.</summary>
    HaveEstatePapers,

    /// <summary>The disk may hold the earlier owner's footage: it is erased, not watched; their app account must let go of it. Facts 4.5, 1.12, 2.</summary>
    EarlierOwner,
}

/// <summary>A way that may work, with what speaks for it.</summary>
public sealed record RankedMethod(ResetMethod Method, IReadOnlyList<ReasonFor> Reasons);

/// <summary>A way of the same brand that does not fit, with what speaks against it.</summary>
public sealed record UnsuitableMethod(ResetMethod Method, IReadOnlyList<ReasonAgainst> Reasons);

/// <summary>What the answers lead to. It promises nothing: every way may fail.</summary>
/// <param name="Why">Null only for <see cref="DiagnosisVerdict.TryThese"/>.</param>
/// <param name="Wait">Only for <see cref="DiagnosisVerdict.WaitFirst"/>.</param>
/// <param name="Ranked">Best first. Empty for <see cref="DiagnosisVerdict.ContactFirst"/>, <see cref="DiagnosisVerdict.AskSellerFirst"/> and <see cref="DiagnosisVerdict.VisitNeeded"/>.</param>
/// <param name="NotSuitable">The brand's other methods. Empty when the brand has none or nothing may be named.</param>
/// <param name="WaysOn">Never empty. A visit is one unless somebody must be spoken to first, or the brand is not one we know.</param>
public sealed record DiagnosisResult(
    DiagnosisVerdict Verdict,
    DiagnosisWhy? Why,
    DiagnosisWait? Wait,
    IReadOnlyList<RankedMethod> Ranked,
    IReadOnlyList<UnsuitableMethod> NotSuitable,
    IReadOnlyList<DiagnosisAdvice> Advice,
    IReadOnlyList<DiagnosisWayOn> WaysOn)
{
    /// <summary>The ranked ways must not be tried yet.</summary>
    public bool OnlyAfterwards => Verdict is DiagnosisVerdict.WaitFirst or DiagnosisVerdict.FootageFirst;
}
