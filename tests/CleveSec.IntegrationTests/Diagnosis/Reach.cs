using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.WhichReset;

/// <summary>Ways through the questions.</summary>
internal static class Reach
{
    /// <summary>Where the option with this title leads.</summary>
    public static string Option(SitePage page, string title) =>
        page.All("main .choice").Single(option => option.QuerySelector(".choice__title")!.TextContent == title).GetAttribute("href")!;

    /// <summary>Answers at random to the end.</summary>
    public static (DiagnosisAnswers Answers, DiagnosisResult Found) Somewhere(Random random)
    {
        var answers = DiagnosisAnswers.None;
        while (Domain.Recovery.Diagnosis.Next(answers) is DiagnosisStep.Ask ask)
        {
            // The gates at the start would end most walks at once.
            var option = ask.Question == DiagnosisQuestion.Whose && random.Next(4) > 0 ? DiagnosisAnswer.Own : ask.Options[random.Next(ask.Options.Count)];
            answers = answers.With(option);
        }

        return (answers, ((DiagnosisStep.Result)Domain.Recovery.Diagnosis.Next(answers)).Found);
    }
}
