using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>Which advice goes with which answers, the most urgent first.</summary>
internal static class DiagnosisAdvices
{
    /// <summary>What is true from the moment it was answered and may be too late at the end: shown with the next question already.</summary>
    public static IEnumerable<DiagnosisAdvice> SoFar(DiagnosisAnswers answers)
    {
        if (answers.FootageMayMatter)
        {
            yield return DiagnosisAdvice.PreserveFootage;
        }

        switch (answers[DiagnosisQuestion.Screen])
        {
            case Locked:
                yield return DiagnosisAdvice.LogAppsOff;
                break;
            case StillOpen:
                yield return DiagnosisAdvice.ExportClipsNow;
                break;

            // Near footage nobody is sent to try passwords (facts 6.3).
            case ForgotPattern when !answers.FootageMayMatter:
                yield return DiagnosisAdvice.TryPasswordInstead;
                break;
        }
    }

    public static IEnumerable<DiagnosisAdvice> WithResult(DiagnosisAnswers answers, DiagnosisVerdict verdict, IReadOnlyList<WeighedMethod> suitable) =>
    [
        .. SoFar(answers),
        .. When(DiagnosisAdvice.AskHolderToForward, Offered(answers) == EmailOthers),
        .. When(DiagnosisAdvice.BorrowMonitor, answers[DiagnosisQuestion.Monitor] is not null && answers.Brand is not (null or RecorderBrand.Other)),
        .. When(DiagnosisAdvice.LookAtScreen, Offered(answers) == NotSure || answers[DiagnosisQuestion.Monitor] == CanBorrow && answers.Brand is RecorderBrand.Dahua or RecorderBrand.Hikvision),
        .. When(DiagnosisAdvice.FindBrand, answers.Brand is null),
        .. When(DiagnosisAdvice.FindLorexApp, answers[DiagnosisQuestion.LorexApp] == NotSure),
        .. When(DiagnosisAdvice.DoNotRestart, suitable.Any(method => method.Method.Id is "dahua-xml" or "hik-sadp")),
        .. When(DiagnosisAdvice.AskOtherAdmins, verdict is DiagnosisVerdict.VisitNeeded or DiagnosisVerdict.AskSellerFirst),
        .. OfOwner(answers[DiagnosisQuestion.Whose]),
    ];

    private static DiagnosisAnswer? Offered(DiagnosisAnswers answers) => answers[DiagnosisQuestion.DahuaOffers] ?? answers[DiagnosisQuestion.HikOffers];

    private static IEnumerable<DiagnosisAdvice> OfOwner(DiagnosisAnswer? whose) => whose switch
    {
        Business => [DiagnosisAdvice.HaveLetter],
        Inherited => [DiagnosisAdvice.HaveEstatePapers],
        BoughtUsed => [DiagnosisAdvice.EarlierOwner],
        _ => [],
    };

    private static IEnumerable<DiagnosisAdvice> When(DiagnosisAdvice advice, bool holds) => holds ? [advice] : [];
}
