namespace CleveSec.Domain.Recovery;

/// <summary>What speaks for a method. "If" marks what was not asked: it fits only when that is so. Source: facts 6.1 and 6.2 Q5.</summary>
public enum ReasonFor
{
    /// <summary>The lock is lifted by time alone. Facts 1.10.</summary>
    LockEndsByItself,

    /// <summary>A sign-in that still works sets a new password. Facts 6.2 Q2.</summary>
    SignInStillOpen,

    /// <summary>The lock is on one account. Facts 6.2 Q2.</summary>
    IfSomebodyElseIsAdmin,
    AddressIsYours,
    AccountIsYours,
    AnswersKnown,
    FileAtHand,
    ComputerOnNetwork,
    IfListed,
    IfFileAtHand,
    IfAccountIsYours,
    IfComputerOnNetwork,

    /// <summary>A third code is refused for a day. Facts 1.3.</summary>
    AfterADay,

    /// <summary>For recorders from before the reset screen. Facts 1.9.</summary>
    SellerMayIssueCode,

    /// <summary>Facts 2.</summary>
    SupportIssuesPassword,

    /// <summary>Facts 1.7.</summary>
    ManualShowsButton,
    OutOfWarranty,
    SettingsMayBeLost,

    /// <summary>Settings and footage are expected to stay; no vendor says so. Facts, introduction and 6.1.</summary>
    ReplacesPasswordOnly,

    /// <summary>Needs neither internet nor phone. Facts 6.1.</summary>
    WorksOffline,
}

/// <summary>What speaks against a method. Source: facts 6.1, 6.2 Q5, Q6, 6.3.</summary>
public enum ReasonAgainst
{
    /// <summary>A way before it on the page was passed over: the screen does not list it, or it is not the reader's.</summary>
    NotListedOrNotYours,
    AddressIsNotYours,
    AccountIsNotYours,
    AnswersNotKnown,
    NoMonitor,
    NoSuitableComputer,

    /// <summary>Lorex recorders with another app have another way. Facts 2.</summary>
    OtherApp,
    AppNotKnown,

    /// <summary>Recorders from before the reset screen are not expected to know this way. Facts 1.9; inference.</summary>
    ScreenTooOld,
    OnlyForOldScreens,

    /// <summary>Settings are or may be lost, so whatever replaces only the password is tried before. Facts, introduction; 3.</summary>
    GentlerWayFirst,

    /// <summary>Facts 6.3.</summary>
    FootageComesFirst,

    /// <summary>Facts 6.2 Q6.</summary>
    UnderWarranty,
    WarrantyNotKnown,

    /// <summary>Facts 1.7: not every model has one.</summary>
    NoButtonInManual,
    ButtonNotKnown,
    SettingsMustStay,
    SettingsNotKnown,

    /// <summary>Cameras keep their passwords after a default. Facts 1.7.</summary>
    CameraPasswordsNotKnown,

    /// <summary>Only an installer can use it; our technician may, at a visit. Facts 3.</summary>
    DoneAtAVisit,
}

/// <summary>One method weighed against the answers: suitable exactly when nothing speaks against it.</summary>
internal sealed record WeighedMethod(ResetMethod Method, IReadOnlyList<ReasonFor> For, IReadOnlyList<ReasonAgainst> Against)
{
    public bool IsSuitable => Against.Count == 0;

    public static WeighedMethod Suits(string id, params IReadOnlyList<ReasonFor> reasons) => new(MethodOf(id), reasons, []);

    public static WeighedMethod DoesNotSuit(string id, params IReadOnlyList<ReasonAgainst> reasons) => new(MethodOf(id), [], reasons);

    private static ResetMethod MethodOf(string id) => ResetMethod.Find(id) ?? throw new ArgumentException($"No method {id}.", nameof(id));
}
