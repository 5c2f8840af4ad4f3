using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>Dahua's methods weighed, in the order of facts 6.2 Q5: what replaces only the password first, the button last.</summary>
internal static class DahuaWays
{
    public static IReadOnlyList<WeighedMethod> Weigh(DiagnosisAnswers answers)
    {
        var offered = answers[DiagnosisQuestion.DahuaOffers];
        return
        [
            Email(offered, answers.HasNoMonitor),
            OnScreen("dahua-app-bound", AppMine, ReasonFor.AccountIsYours, offered, answers.HasNoMonitor),
            OnScreen("dahua-questions", QuestionsKnown, ReasonFor.AnswersKnown, offered, answers.HasNoMonitor, ReasonFor.WorksOffline),
            Xml(offered, answers[DiagnosisQuestion.Computer]),
            VendorCode(offered, answers.HasNoMonitor),
            Button(answers),
        ];
    }

    /// <summary>Some versions open it from the recorder's web page too (facts 1.2), but which ones is not known: without a monitor it is advice, not a ranked way.</summary>
    private static WeighedMethod Email(DiagnosisAnswer? offered, bool noMonitor) => offered switch
    {
        CodesUsed => WeighedMethod.Suits("dahua-email", ReasonFor.AfterADay, ReasonFor.ReplacesPasswordOnly),
        EmailOthers => WeighedMethod.DoesNotSuit("dahua-email", ReasonAgainst.AddressIsNotYours),
        _ => OnScreen("dahua-email", EmailMine, ReasonFor.AddressIsYours, offered, noMonitor),
    };

    private static WeighedMethod OnScreen(string id, DiagnosisAnswer option, ReasonFor chosen, DiagnosisAnswer? offered, bool noMonitor, params ReadOnlySpan<ReasonFor> more)
    {
        if (noMonitor)
        {
            return WeighedMethod.DoesNotSuit(id, ReasonAgainst.NoMonitor);
        }

        if (offered == OldScreen)
        {
            return WeighedMethod.DoesNotSuit(id, ReasonAgainst.ScreenTooOld);
        }

        var place = DiagnosisOptions.Compare(DiagnosisQuestion.DahuaOffers, option, offered);
        return place < 0
            ? WeighedMethod.DoesNotSuit(id, ReasonAgainst.NotListedOrNotYours)
            : WeighedMethod.Suits(id, [place == 0 ? chosen : ReasonFor.IfListed, ReasonFor.ReplacesPasswordOnly, .. more]);
    }

    /// <summary>The only way that needs no monitor. ConfigTool runs on Windows. Facts 1.8.</summary>
    private static WeighedMethod Xml(DiagnosisAnswer? offered, DiagnosisAnswer? computer)
    {
        if (offered == OldScreen)
        {
            return WeighedMethod.DoesNotSuit("dahua-xml", ReasonAgainst.ScreenTooOld);
        }

        return computer is Mac or No
            ? WeighedMethod.DoesNotSuit("dahua-xml", ReasonAgainst.NoSuitableComputer)
            : WeighedMethod.Suits("dahua-xml", computer == Windows ? ReasonFor.ComputerOnNetwork : ReasonFor.IfComputerOnNetwork, ReasonFor.ReplacesPasswordOnly);
    }

    /// <summary>The code depends on the date on the recorder's screen. Facts 1.9.</summary>
    private static WeighedMethod VendorCode(DiagnosisAnswer? offered, bool noMonitor)
    {
        if (noMonitor)
        {
            return WeighedMethod.DoesNotSuit("dahua-vendor-code", ReasonAgainst.NoMonitor);
        }

        return offered == OldScreen
            ? WeighedMethod.Suits("dahua-vendor-code", ReasonFor.SellerMayIssueCode, ReasonFor.ReplacesPasswordOnly)
            : WeighedMethod.DoesNotSuit("dahua-vendor-code", ReasonAgainst.OnlyForOldScreens);
    }

    /// <summary>Only on answers that each say yes; silence is no. Facts 1.7, 6.2 Q5.</summary>
    private static WeighedMethod Button(DiagnosisAnswers answers)
    {
        var against = WhyNoButton(answers);
        return against is null
            ? WeighedMethod.Suits("dahua-button", ReasonFor.ManualShowsButton, ReasonFor.OutOfWarranty, ReasonFor.SettingsMayBeLost, ReasonFor.WorksOffline)
            : WeighedMethod.DoesNotSuit("dahua-button", against.Value);
    }

    private static ReasonAgainst? WhyNoButton(DiagnosisAnswers answers) => (answers[DiagnosisQuestion.Warranty], answers[DiagnosisQuestion.Manual]) switch
    {
        _ when answers.FootageMayMatter => ReasonAgainst.FootageComesFirst,
        _ when answers.HasNoMonitor => ReasonAgainst.NoMonitor,
        (Yes, _) => ReasonAgainst.UnderWarranty,
        (NotSure, _) => ReasonAgainst.WarrantyNotKnown,
        (No, MayBeLost) => null,
        (No, MustStay) => ReasonAgainst.SettingsMustStay,
        (No, CamerasNotKnown) => ReasonAgainst.CameraPasswordsNotKnown,
        (No, NoButton) => ReasonAgainst.NoButtonInManual,
        (No, _) => ReasonAgainst.ButtonNotKnown,

        // Not asked: the flow found something gentler.
        _ => ReasonAgainst.GentlerWayFirst,
    };
}
