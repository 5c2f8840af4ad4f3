using CleveSec.Domain.Recovery;
using Flow = CleveSec.Domain.Recovery.Diagnosis;

namespace CleveSec.Web.Features.Diagnosis;

/// <summary>
/// All questions on one page, made from the flow itself. The questions that do not depend on the brand come first, each once; from the brand on it is a tree. That is the whole
/// flow, because the earlier answers only stop it or put something before it; a test holds that.
/// </summary>
internal static class Sheet
{
    /// <summary>Advice that comes with many results: named there, and explained once at the end.</summary>
    public static readonly IReadOnlyList<DiagnosisAdvice> Standing = [DiagnosisAdvice.DoNotRestart, DiagnosisAdvice.LookAtScreen, DiagnosisAdvice.AskHolderToForward, DiagnosisAdvice.AskOtherAdmins];

    private static readonly DiagnosisAnswers Owner = DiagnosisAnswers.None.With(DiagnosisAnswer.Own);
    private static readonly DiagnosisAnswers MayReset = Owner.With(DiagnosisAnswer.No);

    public static IReadOnlyList<SheetStart> Whose { get; } = Starts(DiagnosisAnswers.None);

    public static IReadOnlyList<SheetStart> Footage { get; } = Starts(Owner);

    public static IReadOnlyList<SheetStart> Screen { get; } = Starts(MayReset);

    public static SheetNode AtTheScreen { get; } = SheetNode.From(MayReset.With(DiagnosisAnswer.WrongPassword));

    public static SheetNode WithoutScreen { get; } = SheetNode.From(MayReset.With(DiagnosisAnswer.NoMonitor).With(DiagnosisAnswer.No));

    private static SheetStart[] Starts(DiagnosisAnswers before) => [.. DiagnosisOptions.Of(before.CurrentQuestion!.Value).Select(option => Start(before, option))];

    private static SheetStart Start(DiagnosisAnswers before, DiagnosisAnswer option)
    {
        var usual = End(before.Given.Count == 0 ? Owner : before.Given.Count == 1 ? MayReset : MayReset.With(DiagnosisAnswer.NotSure));
        var found = End(before.With(option));
        return found.Verdict is DiagnosisVerdict.ContactFirst or DiagnosisVerdict.FootageFirst
            ? new SheetStart(option, found, [], [])
            : new SheetStart(option, found.Verdict == DiagnosisVerdict.WaitFirst ? found : null, [.. found.Ranked.Select(way => way.Method)], [.. found.Advice.Except(usual.Advice)]);
    }

    /// <summary>What comes of it when all further answers are the plainest: no footage, no borrowed screen, a brand with no ways of its own.</summary>
    private static DiagnosisResult End(DiagnosisAnswers answers)
    {
        while (Flow.Next(answers) is DiagnosisStep.Ask ask)
        {
            answers = answers.With(ask.Question switch
            {
                DiagnosisQuestion.Footage => DiagnosisAnswer.No,
                DiagnosisQuestion.Monitor => DiagnosisAnswer.CanBorrow,
                DiagnosisQuestion.Brand => DiagnosisAnswer.Other,
                _ => DiagnosisAnswer.NotSure,
            });
        }

        return ((DiagnosisStep.Result)Flow.Next(answers)).Found;
    }
}

/// <summary>An answer before the brand.</summary>
/// <param name="Verdict">Null: it only leads on.</param>
/// <param name="Ways">What to try before going on.</param>
internal sealed record SheetStart(DiagnosisAnswer Answer, DiagnosisResult? Verdict, IReadOnlyList<ResetMethod> Ways, IReadOnlyList<DiagnosisAdvice> Advice)
{
    public bool Stops => Verdict is { Verdict: not DiagnosisVerdict.WaitFirst };
}

/// <summary>A question with all that follows, or a result.</summary>
internal sealed record SheetNode(DiagnosisAnswers Answers, DiagnosisStep Step, IReadOnlyList<SheetBranch> Branches)
{
    /// <summary>The same for two nodes under which the same stands.</summary>
    private string Shape => Step is DiagnosisStep.Result { Found: var found }
        ? $"{found.Verdict} {found.Why} {string.Join(',', found.Ranked.Select(way => way.Method.Id))} {string.Join(',', found.Advice)}"
        : $"{((DiagnosisStep.Ask)Step).Question}({string.Join(';', Branches.Select(branch => $"{string.Join(',', branch.Options)}:{branch.Then.Shape}"))})";

    /// <summary>Neighbouring answers that lead to the same stand together.</summary>
    public static SheetNode From(DiagnosisAnswers answers)
    {
        var step = Flow.Next(answers);
        var branches = new List<SheetBranch>();
        foreach (var option in step is DiagnosisStep.Ask ask ? ask.Options : [])
        {
            var then = From(answers.With(option));
            if (branches.LastOrDefault() is { } last && last.Then.Shape == then.Shape)
            {
                branches[^1] = last with { Options = [.. last.Options, option] };
            }
            else
            {
                branches.Add(new SheetBranch([option], then));
            }
        }

        return new SheetNode(answers, step, branches);
    }
}

internal sealed record SheetBranch(IReadOnlyList<DiagnosisAnswer> Options, SheetNode Then);

/// <summary>A part of the tree with the guide's words about its methods.</summary>
internal sealed record SheetPart(SheetNode Node, IReadOnlyDictionary<string, Shared.Methods.MethodFacts> Facts);
