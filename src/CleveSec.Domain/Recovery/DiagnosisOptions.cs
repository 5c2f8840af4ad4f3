using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>The options of each question, in the order they are shown. "Not sure" is always one, always the last.</summary>
public static class DiagnosisOptions
{
    private static readonly Dictionary<DiagnosisQuestion, IReadOnlyList<DiagnosisAnswer>> Table = new()
    {
        // Federal stands beside Business: who works for a contractor would otherwise stop reading there.
        [DiagnosisQuestion.Whose] = [Own, Business, Federal, BoughtUsed, Inherited, LandlordTenant, Partner, Leased, NotSure],
        [DiagnosisQuestion.Footage] = [Yes, No, NotSure],
        [DiagnosisQuestion.Screen] = [WrongPassword, Locked, ForgotPattern, StillOpen, NoMonitor, NotSure],
        [DiagnosisQuestion.Monitor] = [CanBorrow, No, NotSure],
        [DiagnosisQuestion.Brand] = [Dahua, Lorex, Hikvision, Other, NotSure],

        // "Two codes used" comes after what could be done today, and before what costs days.
        [DiagnosisQuestion.DahuaOffers] = [EmailMine, AppMine, QuestionsKnown, CodesUsed, EmailOthers, OldScreen, Nothing, NotSure],
        [DiagnosisQuestion.HikOffers] = [EmailMine, QuestionsKnown, GuidFile, HikConnect, EmailOthers, Nothing, NotSure],
        [DiagnosisQuestion.LorexApp] = [LorexApp, LorexConnectQuestions, LorexConnect, LorexCloud, LorexPro, AccountNotMine, NoApp, NotSure],
        [DiagnosisQuestion.Computer] = [Windows, Mac, No, NotSure],
        [DiagnosisQuestion.Warranty] = [Yes, No, NotSure],

        // "May be lost" also says that the cameras' passwords are known or the cameras can be reset (facts 1.7): without them a default only moves the lock-out to the cameras.
        [DiagnosisQuestion.Manual] = [MayBeLost, MustStay, CamerasNotKnown, NoButton, NotSure],
        [DiagnosisQuestion.Settings] = [MayBeLost, MustStay, NotSure],
    };

    public static IReadOnlyList<DiagnosisAnswer> Of(DiagnosisQuestion question) => Table[question];

    /// <summary>How an option stands to the one chosen, where the reader takes the first that is true.</summary>
    /// <returns>Negative: passed over, so not open. Zero: chosen. Positive: after the chosen one, so it may be open too; so is everything for who is not sure or could not look.</returns>
    internal static int Compare(DiagnosisQuestion question, DiagnosisAnswer option, DiagnosisAnswer? chosen)
    {
        var options = Of(question).ToList();
        return chosen is null or NotSure ? 1 : options.IndexOf(option).CompareTo(options.IndexOf(chosen.Value));
    }
}
