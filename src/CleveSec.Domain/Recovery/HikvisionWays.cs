using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>Hikvision's methods weighed, in the order of facts 6.2 Q5. Hik-Connect is the last because one manual says it puts every setting back.</summary>
internal static class HikvisionWays
{
    public static IReadOnlyList<WeighedMethod> Weigh(DiagnosisAnswers answers) =>
    [
        OnScreen("hik-email", EmailMine, ReasonFor.AddressIsYours, answers),
        OnScreen("hik-questions", QuestionsKnown, ReasonFor.AnswersKnown, answers, ReasonFor.WorksOffline),
        OnScreen("hik-guid", GuidFile, ReasonFor.FileAtHand, answers, ReasonFor.WorksOffline),
        Sadp(answers[DiagnosisQuestion.Computer]),
        Connect(answers),
        WeighedMethod.DoesNotSuit("hik-partner-pro", ReasonAgainst.DoneAtAVisit),
    ];

    private static WeighedMethod OnScreen(string id, DiagnosisAnswer option, ReasonFor chosen, DiagnosisAnswers answers, params ReadOnlySpan<ReasonFor> more)
    {
        if (answers.HasNoMonitor)
        {
            return WeighedMethod.DoesNotSuit(id, ReasonAgainst.NoMonitor);
        }

        var offered = answers[DiagnosisQuestion.HikOffers];
        var place = DiagnosisOptions.Compare(DiagnosisQuestion.HikOffers, option, offered);
        if (place < 0)
        {
            return WeighedMethod.DoesNotSuit(id, option == EmailMine && offered == EmailOthers ? ReasonAgainst.AddressIsNotYours : ReasonAgainst.NotListedOrNotYours);
        }

        var unasked = option == GuidFile ? ReasonFor.IfFileAtHand : ReasonFor.IfListed;
        return WeighedMethod.Suits(id, [place == 0 ? chosen : unasked, ReasonFor.ReplacesPasswordOnly, .. more]);
    }

    /// <summary>The only way that needs no monitor. SADP runs on Windows and Mac. Facts 3.</summary>
    private static WeighedMethod Sadp(DiagnosisAnswer? computer) => computer == No
        ? WeighedMethod.DoesNotSuit("hik-sadp", ReasonAgainst.NoSuitableComputer)
        : WeighedMethod.Suits("hik-sadp", computer is Windows or Mac ? ReasonFor.ComputerOnNetwork : ReasonFor.IfComputerOnNetwork, ReasonFor.ReplacesPasswordOnly);

    private static WeighedMethod Connect(DiagnosisAnswers answers)
    {
        var against = WhyNoConnect(answers);
        return against is null
            ? WeighedMethod.Suits("hik-connect", ReasonFor.AccountIsYours, ReasonFor.SettingsMayBeLost)
            : WeighedMethod.DoesNotSuit("hik-connect", against.Value);
    }

    private static ReasonAgainst? WhyNoConnect(DiagnosisAnswers answers) => (answers[DiagnosisQuestion.HikOffers], answers[DiagnosisQuestion.Settings]) switch
    {
        _ when answers.FootageMayMatter => ReasonAgainst.FootageComesFirst,
        _ when answers.HasNoMonitor => ReasonAgainst.NoMonitor,
        (HikConnect, MayBeLost) => null,
        (HikConnect, MustStay) => ReasonAgainst.SettingsMustStay,
        (HikConnect, _) => ReasonAgainst.SettingsNotKnown,
        (EmailOthers or Nothing, _) => ReasonAgainst.NotListedOrNotYours,
        _ => ReasonAgainst.GentlerWayFirst,
    };
}
