using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared.Methods;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Office;

namespace CleveSec.Web.Features.Diagnosis;

/// <summary>A result with the guide's words about its methods and the office's hours.</summary>
internal sealed class ResultQuery(MethodFactsQuery methods, OfficeHoursQuery hours)
{
    public async Task<ResultPage> RunAsync(DiagnosisAnswers answers, DiagnosisResult found, CancellationToken ct)
    {
        var facts = (await methods.RunAsync(ct)).ToDictionary(method => method.Id);
        var ranked = found.Ranked.Where(method => facts.ContainsKey(method.Method.Id))
            .Select((method, i) => new ProposedMethod(i + 1, facts[method.Method.Id], method.Reasons))
            .ToList();
        var others = found.NotSuitable.Where(method => facts.ContainsKey(method.Method.Id))
            .Select(method => new OtherMethod(facts[method.Method.Id], method.Reasons))
            .ToList();
        return new ResultPage(answers, found, ranked, others, await hours.RunAsync(ct));
    }
}

/// <param name="Place">From 1, the best.</param>
internal sealed record ProposedMethod(int Place, MethodFacts Facts, IReadOnlyList<ReasonFor> Reasons)
{
    /// <summary>What must not be overlooked between its steps; null: nothing. Both wait for a file that a restart makes worthless.</summary>
    public DiagnosisAdvice? Warning => Facts.Id is "dahua-xml" or "hik-sadp" ? DiagnosisAdvice.DoNotRestart : null;
}

internal sealed record OtherMethod(MethodFacts Facts, IReadOnlyList<ReasonAgainst> Reasons);

/// <param name="Hours">When somebody answers; empty: not published.</param>
internal sealed record ResultPage(DiagnosisAnswers Answers, DiagnosisResult Found, IReadOnlyList<ProposedMethod> Ranked, IReadOnlyList<OtherMethod> Others, IReadOnlyList<string> Hours)
{
    /// <summary>Whoever is told to stop first is not led on by an open list of steps.</summary>
    public bool OpensBest => Found.Verdict != DiagnosisVerdict.FootageFirst;

    /// <summary>Calling or booking is what to do, not what is left when the methods fail.</summary>
    public bool TurnsToUs => Found.Verdict is not (DiagnosisVerdict.TryThese or DiagnosisVerdict.WaitFirst);

    /// <summary>What has no part of its own: keeping footage safe and what to do while waiting have, and not restarting stands with the methods it belongs to.</summary>
    public IEnumerable<DiagnosisAdvice> Advice => Found.Advice.Where(advice =>
        advice is not (DiagnosisAdvice.PreserveFootage or DiagnosisAdvice.DoNotRestart) && (advice != DiagnosisAdvice.LogAppsOff || Found.Verdict != DiagnosisVerdict.WaitFirst));

    /// <summary>The question that can be answered anew once an advice was followed, as an address; null: there is none.</summary>
    public string? AgainAfter(DiagnosisAdvice advice) => QuestionOf(advice) is { } question ? Links.WhichResetFor(Answers.Before(question).ToString()) : null;

    private DiagnosisQuestion? QuestionOf(DiagnosisAdvice advice) => advice switch
    {
        DiagnosisAdvice.LookAtScreen => Answers.Given.Select(given => given.Question)
            .Where(question => question is DiagnosisQuestion.DahuaOffers or DiagnosisQuestion.HikOffers or DiagnosisQuestion.Screen)
            .Cast<DiagnosisQuestion?>().LastOrDefault(),
        DiagnosisAdvice.FindBrand => DiagnosisQuestion.Brand,
        DiagnosisAdvice.FindLorexApp => DiagnosisQuestion.LorexApp,
        _ => null,
    };
}
