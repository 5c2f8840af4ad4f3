namespace CleveSec.Domain.Recovery;

/// <summary>What the flow may ask, in the order it asks: one question a page, one answer each. Source: facts 6.2; the gates from 4.5, 6.3 and 4.4.</summary>
public enum DiagnosisQuestion
{
    /// <summary>Whose recorder it is. Facts 6.2 G1 and G3: the federal gate is an option here, because a page of its own would cost everybody a question for the few it concerns.</summary>
    Whose,

    /// <summary>Whether footage of an incident is needed. Facts 6.2 G2, 6.3.</summary>
    Footage,

    /// <summary>What the recorder's own screen says. Facts 6.2 Q1, Q2 and, for those without a screen, Q4.</summary>
    Screen,

    /// <summary>Whether a monitor and a mouse can be borrowed. Only asked when there are none. Facts 6.2 Q4.</summary>
    Monitor,

    /// <summary>The name on the case, the start screen or the app. Facts 6.2 Q3.</summary>
    Brand,

    /// <summary>What "Forgot password" offers on a Dahua recorder. Facts 1.1 to 1.9, 6.2 Q5.</summary>
    DahuaOffers,

    /// <summary>What "Forgot Password" offers on a Hikvision recorder. Facts 3, 6.2 Q5.</summary>
    HikOffers,

    /// <summary>Which Lorex app the recorder uses, and whose the account is. Facts 2, 6.2 Q5.</summary>
    LorexApp,

    /// <summary>Whether a computer is on the recorder's network. ConfigTool needs Windows, SADP Windows or Mac. Facts 1.8, 3.</summary>
    Computer,

    /// <summary>Whether the recorder is under warranty. Facts 6.2 Q6.</summary>
    Warranty,

    /// <summary>Whether the manual of the model shows a reset button, and whether what it costs is acceptable. Facts 1.7, 6.2 Q5.</summary>
    Manual,

    /// <summary>Whether the settings may be lost. Facts 3 (Hik-Connect).</summary>
    Settings,
}

/// <summary>
/// Every option of every question. Single choice throughout, also on the pages about "Forgot password", where several things may be listed at once: their options stand from the gentlest to the last,
/// and the reader takes the first that is true. Then one tap says as much as five checkboxes: nothing before it is open, what comes after it may be. No combination contradicts itself.
/// </summary>
public enum DiagnosisAnswer
{
    NotSure,
    Yes,
    No,

    // Whose
    Own,
    Business,
    Federal,
    BoughtUsed,
    Inherited,
    LandlordTenant,
    Partner,
    Leased,

    // Screen
    WrongPassword,
    Locked,
    ForgotPattern,
    StillOpen,
    NoMonitor,

    // Monitor
    CanBorrow,

    // Brand
    Dahua,
    Lorex,
    Hikvision,
    Other,

    // What is offered
    EmailMine,
    AppMine,
    QuestionsKnown,
    GuidFile,
    HikConnect,
    CodesUsed,
    EmailOthers,
    OldScreen,
    Nothing,

    // Lorex app
    LorexApp,
    LorexConnectQuestions,
    LorexConnect,
    LorexCloud,
    LorexPro,
    AccountNotMine,
    NoApp,

    // Computer
    Windows,
    Mac,

    // Manual, Settings
    MayBeLost,
    MustStay,
    CamerasNotKnown,
    NoButton,
}
