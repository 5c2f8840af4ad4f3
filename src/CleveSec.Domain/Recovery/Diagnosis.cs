using static CleveSec.Domain.Recovery.DiagnosisAnswer;

namespace CleveSec.Domain.Recovery;

/// <summary>What the answers so far lead to.</summary>
public abstract record DiagnosisStep
{
    private DiagnosisStep() { }

    /// <param name="Options">In the order shown.</param>
    /// <param name="Advice">What cannot wait for the result.</param>
    public sealed record Ask(DiagnosisQuestion Question, IReadOnlyList<DiagnosisAnswer> Options, IReadOnlyList<DiagnosisAdvice> Advice) : DiagnosisStep;

    public sealed record Result(DiagnosisResult Found) : DiagnosisStep;
}

/// <summary>
/// "Which reset works for me?": answers in, the next question or a ranked result out. No texts, no clock, no state. Source: facts 6.2 for the order, 1 to 3 for the methods, 4.5 for the ownership gates,
/// 6.3 for footage. A result never promises that a method works or that footage is there.
/// </summary>
public static class Diagnosis
{
    /// <summary>No path asks more.</summary>
    public const int MostQuestions = 8;

    /// <summary>Nor does a usual path: a recorder with a monitor whose screen offers a way that is the reader's.</summary>
    public const int MostQuestionsUsually = 5;

    public static DiagnosisStep Next(DiagnosisAnswers answers) =>
        DiagnosisFlow.NextQuestion(answers) is { } question
            ? new DiagnosisStep.Ask(question, DiagnosisOptions.Of(question), [.. DiagnosisAdvices.SoFar(answers)])
            : new DiagnosisStep.Result(ResultOf(answers));

    private static DiagnosisResult ResultOf(DiagnosisAnswers answers)
    {
        if (DiagnosisVerdicts.WhyContactFirst(answers) is { } contact)
        {
            return new(DiagnosisVerdict.ContactFirst, contact, null, [], [], [], DiagnosisVerdicts.WaysOn(answers, DiagnosisVerdict.ContactFirst));
        }

        var ofBrand = WeighBrand(answers.Brand, answers);
        IReadOnlyList<WeighedMethod> suitable = [.. OfEveryBrand(answers[DiagnosisQuestion.Screen]), .. ofBrand.Where(method => method.IsSuitable)];
        var (verdict, why) = DiagnosisVerdicts.Of(answers, suitable.Count > 0);
        return new(
            verdict,
            why,
            DiagnosisVerdicts.WaitOf(why),
            [.. suitable.Select(method => new RankedMethod(method.Method, method.For))],
            [.. ofBrand.Where(method => !method.IsSuitable).Select(method => new UnsuitableMethod(method.Method, method.Against))],
            [.. DiagnosisAdvices.WithResult(answers, verdict, suitable)],
            DiagnosisVerdicts.WaysOn(answers, verdict));
    }

    /// <summary>Facts 6.2 Q1 and Q2: time and a sign-in that still works come before every brand's own ways.</summary>
    internal static IReadOnlyList<WeighedMethod> OfEveryBrand(DiagnosisAnswer? screen) => screen switch
    {
        Locked => [WeighedMethod.Suits("wait-lockout", ReasonFor.LockEndsByItself, ReasonFor.WorksOffline), WeighedMethod.Suits("other-admin", ReasonFor.IfSomebodyElseIsAdmin)],
        StillOpen => [WeighedMethod.Suits("other-admin", ReasonFor.SignInStillOpen)],
        _ => [],
    };

    /// <summary>A brand's own ways; none for a brand we do not know.</summary>
    internal static IReadOnlyList<WeighedMethod> WeighBrand(RecorderBrand? brand, DiagnosisAnswers answers) => brand switch
    {
        RecorderBrand.Dahua => DahuaWays.Weigh(answers),
        RecorderBrand.Lorex => LorexWays.Weigh(answers),
        RecorderBrand.Hikvision => HikvisionWays.Weigh(answers),
        _ => [],
    };
}
