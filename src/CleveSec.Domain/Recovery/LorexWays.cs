using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>Lorex's methods weighed. Lorex is several products; the app decides. There is no way through the case. Source: facts 2, 6.2 Q5.</summary>
internal static class LorexWays
{
    public static IReadOnlyList<WeighedMethod> Weigh(DiagnosisAnswers answers) => answers.HasNoMonitor
        ? [.. ResetMethod.All.Where(method => method.Brand == RecorderBrand.Lorex).Select(method => WeighedMethod.DoesNotSuit(method.Id, ReasonAgainst.NoMonitor))]
        : [App(answers[DiagnosisQuestion.LorexApp]), Questions(answers[DiagnosisQuestion.LorexApp]), Connect(answers[DiagnosisQuestion.LorexApp]), Support];

    /// <summary>Lorex's own staff reset what its apps cannot, so this is always a way.</summary>
    private static WeighedMethod Support => WeighedMethod.Suits("lorex-support", ReasonFor.SupportIssuesPassword, ReasonFor.ReplacesPasswordOnly);

    private static WeighedMethod App(DiagnosisAnswer? app) => app switch
    {
        LorexApp => WeighedMethod.Suits("lorex-app", ReasonFor.AccountIsYours, ReasonFor.ReplacesPasswordOnly),
        AccountNotMine => WeighedMethod.DoesNotSuit("lorex-app", ReasonAgainst.AccountIsNotYours),
        _ => OfAnotherApp("lorex-app", app),
    };

    private static WeighedMethod Questions(DiagnosisAnswer? app) => app switch
    {
        LorexConnectQuestions => WeighedMethod.Suits("lorex-questions", ReasonFor.AnswersKnown, ReasonFor.ReplacesPasswordOnly, ReasonFor.WorksOffline),
        LorexConnect or AccountNotMine => WeighedMethod.DoesNotSuit("lorex-questions", ReasonAgainst.AnswersNotKnown),
        _ => OfAnotherApp("lorex-questions", app),
    };

    private static WeighedMethod Connect(DiagnosisAnswer? app) => app switch
    {
        LorexConnect => WeighedMethod.Suits("lorex-connect", ReasonFor.AccountIsYours, ReasonFor.ReplacesPasswordOnly),
        LorexConnectQuestions => WeighedMethod.Suits("lorex-connect", ReasonFor.IfAccountIsYours, ReasonFor.ReplacesPasswordOnly),
        AccountNotMine => WeighedMethod.DoesNotSuit("lorex-connect", ReasonAgainst.AccountIsNotYours),
        _ => OfAnotherApp("lorex-connect", app),
    };

    private static WeighedMethod OfAnotherApp(string id, DiagnosisAnswer? app) =>
        WeighedMethod.DoesNotSuit(id, app is null or NotSure ? ReasonAgainst.AppNotKnown : ReasonAgainst.OtherApp);
}
