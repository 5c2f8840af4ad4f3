using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>The verdict on a finished path. Earlier lines win: ownership, then footage, then time, then methods. Source: facts 6.2.</summary>
internal static class DiagnosisVerdicts
{
    /// <summary>Ownership gates: whoever may not decide alone is told no way at all. Who does not know whose it is cannot decide either. Facts 4.5, 4.4 (federal money).</summary>
    public static DiagnosisWhy? WhyContactFirst(DiagnosisAnswers answers) => answers[DiagnosisQuestion.Whose] switch
    {
        LandlordTenant => DiagnosisWhy.LandlordTenant,
        Partner => DiagnosisWhy.Partner,
        Leased => DiagnosisWhy.Leased,
        Federal => DiagnosisWhy.Federal,
        NotSure => DiagnosisWhy.OwnerNotKnown,
        _ => null,
    };

    public static (DiagnosisVerdict Verdict, DiagnosisWhy? Why) Of(DiagnosisAnswers answers, bool anythingToTry)
    {
        if (answers.FootageMayMatter)
        {
            return (DiagnosisVerdict.FootageFirst, answers[DiagnosisQuestion.Footage] == Yes ? DiagnosisWhy.FootageNeeded : DiagnosisWhy.FootageNotKnown);
        }

        // What holds for every brand comes before the brand.
        return answers[DiagnosisQuestion.Screen] switch
        {
            Locked => (DiagnosisVerdict.WaitFirst, DiagnosisWhy.LockedAfterTries),
            StillOpen => (DiagnosisVerdict.TryThese, null),
            _ => OfBrand(answers, anythingToTry),
        };
    }

    public static DiagnosisWait? WaitOf(DiagnosisWhy? why) => why switch
    {
        DiagnosisWhy.LockedAfterTries => DiagnosisWait.ThirtyMinutes,
        DiagnosisWhy.CodesUsed => DiagnosisWait.OneDay,
        _ => null,
    };

    /// <summary>The phone comes first where waiting for a visit could cost footage, or the brand has to be found out together.</summary>
    public static IReadOnlyList<DiagnosisWayOn> WaysOn(DiagnosisAnswers answers, DiagnosisVerdict verdict) => (verdict, answers.Brand) switch
    {
        (DiagnosisVerdict.ContactFirst, _) => [DiagnosisWayOn.CallUs],
        (DiagnosisVerdict.FootageFirst, RecorderBrand.Other) => [DiagnosisWayOn.CallUs, DiagnosisWayOn.AskSeller],
        (_, RecorderBrand.Other) => [DiagnosisWayOn.AskSeller, DiagnosisWayOn.CallUs],
        (DiagnosisVerdict.FootageFirst, _) or (_, null) => [DiagnosisWayOn.CallUs, DiagnosisWayOn.BookVisit],
        _ => [DiagnosisWayOn.BookVisit, DiagnosisWayOn.CallUs],
    };

    private static (DiagnosisVerdict Verdict, DiagnosisWhy? Why) OfBrand(DiagnosisAnswers answers, bool anythingToTry) => answers.Brand switch
    {
        RecorderBrand.Other => (DiagnosisVerdict.AskSellerFirst, DiagnosisWhy.OtherBrand),
        null => (DiagnosisVerdict.VisitNeeded, DiagnosisWhy.BrandNotKnown),
        _ when answers[DiagnosisQuestion.DahuaOffers] == CodesUsed => (DiagnosisVerdict.WaitFirst, DiagnosisWhy.CodesUsed),
        _ when anythingToTry => (DiagnosisVerdict.TryThese, null),
        _ => (DiagnosisVerdict.VisitNeeded, answers.HasNoMonitor ? DiagnosisWhy.NoMonitor : DiagnosisWhy.NoWayLeft),
    };
}
