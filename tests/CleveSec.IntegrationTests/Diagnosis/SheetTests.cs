using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Diagnosis;
using static CleveSec.Domain.Recovery.DiagnosisAnswer;
using Flow = CleveSec.Domain.Recovery.Diagnosis;

namespace CleveSec.IntegrationTests.WhichReset;

/// <summary>All questions on one page: it says what the flow says.</summary>
public sealed class SheetTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly DiagnosisAnswer[] LeadOnWhose = [Own, Business, BoughtUsed, Inherited];

    [Theory]
    [InlineData("")]
    [InlineData("/es")]
    public async Task Get_Sheet_EndsEachPathAsTheFlowDoes(string language)
    {
        using var client = app.Client();
        var page = (await client.GetAsync(language + "/which-reset/offline")).Expect(HttpStatusCode.OK);
        var results = page.All("[data-answers]");

        Assert.True(results.Count > 40, $"{results.Count}");
        foreach (var result in results)
        {
            var answers = DiagnosisAnswers.Parse(result.GetAttribute("data-answers")!.Split('&').Select(pair => KeyValuePair.Create(pair.Split('=')[0], (string?)pair.Split('=')[1])));
            var found = Assert.IsType<DiagnosisStep.Result>(Flow.Next(answers)).Found;
            Assert.Equal(found.Ranked.Count, result.QuerySelectorAll("ol > li").Length);
            Assert.Equal(found.Advice.Count, result.QuerySelectorAll("p.small").Length);
        }

        Assert.Empty(client.Cookies);
        Assert.Equal("noindex", page.One("meta[name=robots]").GetAttribute("content"));
    }

    [Fact]
    public void Sheet_PathsFromTheBrandOn_AreAllOfTheFlow()
    {
        Assert.Equal(Ends(Prefix(Own, No, WrongPassword)).Select(answers => $"{answers}").Order(), Ends(Sheet.AtTheScreen).Order());
        Assert.Equal(Ends(Prefix(Own, No, NoMonitor, No)).Select(answers => $"{answers}").Order(), Ends(Sheet.WithoutScreen).Order());
    }

    [Fact]
    public void Sheet_EarlierAnswersThatLeadOn_LeadToTheSameRanking()
    {
        var usual = Rankings(Own, No, WrongPassword);
        foreach (var whose in LeadOnWhose)
        {
            foreach (var screen in new[] { WrongPassword, ForgotPattern, NotSure, Locked, StillOpen })
            {
                // What holds for every brand stands before the brand on the sheet.
                var before = Sheet.Screen.Single(start => start.Answer == screen).Ways.Count;
                Assert.Equal(usual, Rankings(whose, No, screen).Select(ranking => string.Join(',', ranking.Split(',', StringSplitOptions.RemoveEmptyEntries).Skip(before))));
            }

            Assert.Equal(Rankings(Own, No, NoMonitor, No), Rankings(whose, No, NoMonitor, NotSure));
        }

        Assert.Equal(LeadOnWhose, Sheet.Whose.Where(start => !start.Stops).Select(start => start.Answer));
        Assert.Equal([No], Sheet.Footage.Where(start => !start.Stops).Select(start => start.Answer));
    }

    [Fact]
    public void Sheet_BeforeTheBrand_SaysToWaitAndWhatToHaveReady()
    {
        var locked = Sheet.Screen.Single(start => start.Answer == Locked);
        Assert.Equal(DiagnosisWait.ThirtyMinutes, locked.Verdict?.Wait);
        Assert.Equal(["wait-lockout", "other-admin"], locked.Ways.Select(method => method.Id));
        Assert.Equal([DiagnosisAdvice.LogAppsOff], locked.Advice);
        Assert.Equal([DiagnosisAdvice.ExportClipsNow], Sheet.Screen.Single(start => start.Answer == StillOpen).Advice);
        Assert.Equal([DiagnosisAdvice.HaveLetter], Sheet.Whose.Single(start => start.Answer == Business).Advice);
        Assert.Empty(Sheet.Whose.Single(start => start.Answer == Own).Advice);
        Assert.Empty(Sheet.Screen.Single(start => start.Answer == WrongPassword).Advice);
    }

    [Fact]
    public async Task Get_SheetWithAnything_HasOneAddress()
    {
        using var client = app.Client();

        (await client.GetAsync("/es/which-reset/offline?a=1")).ExpectRedirect("/es/which-reset/offline");
    }

    private static DiagnosisAnswers Prefix(params DiagnosisAnswer[] answers) => answers.Aggregate(DiagnosisAnswers.None, (some, answer) => some.With(answer));

    private static IReadOnlyList<string> Rankings(params DiagnosisAnswer[] answers) =>
        [.. Ends(Prefix(answers)).Select(end => string.Join(',', ((DiagnosisStep.Result)Flow.Next(end)).Found.Ranked.Select(way => way.Method.Id)))];

    private static IEnumerable<DiagnosisAnswers> Ends(DiagnosisAnswers answers) =>
        Flow.Next(answers) is DiagnosisStep.Ask ask ? ask.Options.SelectMany(option => Ends(answers.With(option))) : [answers];

    /// <summary>The paths a reader can take on the sheet: neighbouring answers that stand together count each.</summary>
    private static IEnumerable<string> Ends(SheetNode node) => node.Branches.Count == 0
        ? [$"{node.Answers}"]
        : node.Branches.SelectMany(branch => branch.Options.SelectMany(option => Ends(branch.Then).Select(end => end.Replace(
            $"{DiagnosisCodes.Of(node.Answers.CurrentQuestion!.Value)}={DiagnosisCodes.Of(branch.Options[0])}", $"{DiagnosisCodes.Of(node.Answers.CurrentQuestion!.Value)}={DiagnosisCodes.Of(option)}", StringComparison.Ordinal))));
}
