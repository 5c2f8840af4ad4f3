using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Features.Shared.WhichReset;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CleveSec.UnitTests.Recovery;

/// <summary>Everything the question flow can say has words, in both languages.</summary>
public sealed class DiagnosisWordsTests
{
    /// <summary>Names of makers and apps are the same in every language.</summary>
    private static readonly string[] Names = ["Dahua", "Lorex", "Hikvision", "Lorex Cloud", "Lorex Pro"];

    /// <summary>The codes of all of them and what makes their words.</summary>
    private static readonly IReadOnlyDictionary<string, Func<string>> All = Listed();

    public static TheoryData<string> Codes => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Words_OfEveryCode_StandInBothLanguages(string code)
    {
        var english = In(Language.English, All[code]);
        var spanish = In(Language.Spanish, All[code]);

        Assert.False(string.IsNullOrWhiteSpace(english));
        Assert.False(string.IsNullOrWhiteSpace(spanish));
        Assert.True(english != spanish || Names.Contains(english), english);
        Assert.False(english == code[(code.LastIndexOf(' ') + 1)..] || english.Contains('{', StringComparison.Ordinal) || spanish.Contains('{', StringComparison.Ordinal), english);
    }

    [Fact]
    public void Words_OfTheOptionsOfAQuestion_DifferFromEachOther() => Assert.All(Enum.GetValues<DiagnosisQuestion>(), question => Assert.All(Enum.GetValues<Language>(), language =>
    {
        var titles = DiagnosisOptions.Of(question).Select(option => In(language, () => Words.Options.Title(question, option))).ToList();

        Assert.Equal(titles.Count, titles.Distinct().Count());
    }));

    [Fact]
    public void Words_OfPathsThatMustNotSpeakOfTheButton_DoNot() => Assert.All(DiagnosisPath.Results.Where(path => path["brand"] == "lorex"), path =>
    {
        var said = path.Found.Ranked.SelectMany(ranked => ranked.Reasons.Select(Words.Reasons.Of))
            .Concat(path.Found.NotSuitable.SelectMany(unsuitable => unsuitable.Reasons.Select(Words.Reasons.Of)))
            .Concat(path.Found.Advice.Select(advice => Words.Advice.Text(advice, path.Answers.Brand)));

        Assert.All(said, sentence => Assert.DoesNotContain("button", sentence, StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void Answers_OfEveryResult_FitTheJobsColumn() =>
        Assert.All(DiagnosisPath.Results, path => Assert.InRange(path.Answers.ToString().Length, 1, CleveSec.Domain.Jobs.Job.DiagnosisMaxLength));

    private static Dictionary<string, Func<string>> Listed()
    {
        var all = new Dictionary<string, Func<string>>();
        Add<DiagnosisQuestion>("title", Words.Questions.Title);
        Add<DiagnosisQuestion>("hint", Words.Questions.Hint);
        Add<DiagnosisQuestion>("label", Words.Questions.Label);
        foreach (var (question, option) in Enum.GetValues<DiagnosisQuestion>().SelectMany(question => DiagnosisOptions.Of(question).Select(option => (question, option))))
        {
            all.Add($"option {DiagnosisCodes.Of(question)}={DiagnosisCodes.Of(option)}", () => Words.Options.Title(question, option));
            if (Words.Options.Text(question, option) is not null)
            {
                all.Add($"text {DiagnosisCodes.Of(question)}={DiagnosisCodes.Of(option)}", () => Words.Options.Text(question, option)!);
            }
        }

        Add<DiagnosisVerdict>("verdict", verdict => Words.Verdicts.Heading(new DiagnosisResult(verdict, null, null, [], [], [], []), "X"));
        Add<DiagnosisWait>("wait", Words.Verdicts.Of);
        Add<DiagnosisWhy>("why", why => Words.Verdicts.Why(why));
        all.Add("why none", () => Words.Verdicts.Why(null));
        Add<DiagnosisWayOn>("way-on", Words.Verdicts.Of);
        Add<DiagnosisAdvice>("advice", Words.Advice.Heading);
        Add<DiagnosisAdvice>("advice-text", advice => Words.Advice.Text(advice, null));
        Add<DiagnosisAdvice>("advice-dahua", advice => Words.Advice.Text(advice, RecorderBrand.Dahua));
        Add<ReasonFor>("for", Words.Reasons.Of);
        Add<ReasonAgainst>("against", Words.Reasons.Of);
        return all;

        void Add<T>(string kind, Func<T, string> words)
            where T : struct, Enum => Enum.GetValues<T>().ToList().ForEach(value => all.Add($"{kind} {DiagnosisCodes.Of(value)}", () => words(value)));
    }

    private static string In(Language language, Func<string> words)
    {
        using (Languages.Use(language))
        {
            return words();
        }
    }

    private static class Words
    {
        public static readonly QuestionWords Questions = new(Localizer<QuestionWords>());
        public static readonly OptionWords Options = new(Localizer<OptionWords>());
        public static readonly VerdictWords Verdicts = new(Localizer<VerdictWords>());
        public static readonly ReasonWords Reasons = new(Localizer<ReasonWords>());
        public static readonly AdviceWords Advice = new(Localizer<AdviceWords>());

        private static StringLocalizer<T> Localizer<T>() => new(new ResourceManagerStringLocalizerFactory(Microsoft.Extensions.Options.Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
    }
}
