using CleveSec.Domain.Recovery;

namespace CleveSec.UnitTests.Recovery;

/// <summary>Every combination of answers anybody can give. Whatever is answered: it ends, and nobody is sent where they could lose footage, settings, a warranty, or somebody else's privacy.</summary>
public sealed class DiagnosisWalkTests(ITestOutputHelper output)
{
    private static readonly string[] MustBeSpokenTo = ["landlord-tenant", "partner", "leased", "federal", "not-sure"];

    [Fact]
    public void Walk_EveryCombination_EndsInAResult()
    {
        var results = DiagnosisPath.Results;
        output.WriteLine($"{DiagnosisPath.All.Count} combinations, {results.Count} of them with a result");
        output.WriteLine(string.Join(", ", results.CountBy(path => path.Found.Verdict).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        output.WriteLine("by questions: " + string.Join(", ", results.CountBy(path => path.Answers.Given.Count).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));

        Assert.True(results.Count > 1000);
        Assert.Equal(Diagnosis.MostQuestions, results.Max(path => path.Answers.Given.Count));
        Assert.Equal(DiagnosisPath.All.Count, DiagnosisPath.All.Select(path => path.ToString()).Distinct().Count());
    }

    [Fact]
    public void Walk_MonitorAndAWayThatIsTheReaders_TakesAtMostFiveQuestions() => Assert.All(DiagnosisPath.Results.Where(path => path.Answers.Given.Count > Diagnosis.MostQuestionsUsually), path =>
        Assert.True(path["monitor"] is not null || path["dahua-offers"] is "email-others" or "nothing" || path["hik-offers"] is "hik-connect" or "email-others" or "nothing"));

    [Fact]
    public void Ask_EveryQuestion_IsNewAndCanBeAnsweredNotSure() => Assert.All(DiagnosisPath.All, path =>
    {
        if (path.Step is DiagnosisStep.Ask ask)
        {
            Assert.Null(path[DiagnosisCodes.Of(ask.Question)]);
            Assert.Equal(ask.Question, path.Answers.CurrentQuestion);
            Assert.Equal(DiagnosisAnswer.NotSure, ask.Options[^1]);
            Assert.True(ask.Options.Count >= 3 && ask.Options.Distinct().Count() == ask.Options.Count);
        }
        else
        {
            Assert.Null(path.Answers.CurrentQuestion);
        }
    });

    [Fact]
    public void Result_RecorderThatIsNotTheReadersAlone_NamesNoWay() => Assert.All(DiagnosisPath.Results, path =>
    {
        Assert.Equal(MustBeSpokenTo.Contains(path["whose"]), path.Found.Verdict == DiagnosisVerdict.ContactFirst);
        if (path.Found.Verdict == DiagnosisVerdict.ContactFirst)
        {
            Assert.Single(path.Answers.Given);
            Assert.Empty(path.Found.Ranked);
            Assert.Empty(path.Found.NotSuitable);
            Assert.Empty(path.Found.Advice);
            Assert.Equal([DiagnosisWayOn.CallUs], path.Found.WaysOn);
        }
    });

    [Fact]
    public void Result_FootageNeededOrNotSure_StopsFirstAndNamesOnlyGentleWays() => Assert.All(DiagnosisPath.Results.Where(path => path["footage"] is "yes" or "not-sure"), path =>
    {
        Assert.Equal(DiagnosisVerdict.FootageFirst, path.Found.Verdict);
        Assert.True(path.Found.OnlyAfterwards);
        Assert.Equal(DiagnosisAdvice.PreserveFootage, path.Found.Advice[0]);
        Assert.DoesNotContain(DiagnosisAdvice.TryPasswordInstead, path.Found.Advice);
        Assert.All(path.Ranked, id => Assert.False(GuideMethod.All[id].Destructive, id));
        Assert.Null(path["warranty"] ?? path["manual"] ?? path["settings"]);
    });

    [Fact]
    public void Ask_FootageNeededOrNotSure_SaysSoWithEveryFurtherQuestion() => Assert.All(DiagnosisPath.All.Where(path => path["footage"] is "yes" or "not-sure"), path =>
    {
        if (path.Step is DiagnosisStep.Ask ask)
        {
            Assert.Equal(DiagnosisAdvice.PreserveFootage, ask.Advice[0]);
        }
    });

    [Fact]
    public void Result_DahuaButton_OnlyWhenEveryConditionWasAnsweredYes() => Assert.All(DiagnosisPath.Results.Where(path => path.Ranked.Contains("dahua-button")), path =>
    {
        Assert.Equal("dahua", path["brand"]);
        Assert.Equal("no", path["footage"]);
        Assert.Equal("no", path["warranty"]);
        Assert.Equal("may-be-lost", path["manual"]);
        Assert.Null(path["monitor"]);
        Assert.Equal("dahua-button", path.Ranked.Last());
    });

    [Fact]
    public void Result_HikConnect_OnlyWhenSettingsMayBeLostAndAsTheLast() => Assert.All(DiagnosisPath.Results.Where(path => path.Ranked.Contains("hik-connect")), path =>
    {
        Assert.Equal("hikvision", path["brand"]);
        Assert.Equal("no", path["footage"]);
        Assert.Equal("hik-connect", path["hik-offers"]);
        Assert.Equal("may-be-lost", path["settings"]);
        Assert.Equal("hik-connect", path.Ranked.Last());
    });

    [Fact]
    public void Result_EveryDestructiveWay_ComesAfterEveryGentleOne() => Assert.All(DiagnosisPath.Results, path =>
        Assert.Equal(path.Ranked.OrderBy(id => GuideMethod.All[id].Destructive), path.Ranked));

    [Fact]
    public void Result_WhatWasAnsweredNo_IsNeededByNoRankedWay() => Assert.All(DiagnosisPath.Results, path =>
    {
        Assert.All(path.Ranked, id => Assert.False(GuideMethod.All[id].NeedsMonitor && path["monitor"] is "no" or "not-sure", id));
        Never(path, "dahua-xml", path["computer"] is "no" or "mac");
        Never(path, "hik-sadp", path["computer"] is "no");
        Never(path, "dahua-email", path["dahua-offers"] is "app-mine" or "questions-known" or "email-others" or "old-screen" or "nothing");
        Never(path, "dahua-app-bound", path["dahua-offers"] is "questions-known" or "codes-used" or "email-others" or "old-screen" or "nothing");
        Never(path, "dahua-questions", path["dahua-offers"] is "codes-used" or "email-others" or "old-screen" or "nothing");
        Never(path, "dahua-vendor-code", path["dahua-offers"] is not "old-screen");
        Never(path, "hik-email", path["hik-offers"] is not (null or "email-mine" or "not-sure"));
        Never(path, "hik-questions", path["hik-offers"] is not (null or "email-mine" or "questions-known" or "not-sure"));
        Never(path, "hik-guid", path["hik-offers"] is "hik-connect" or "email-others" or "nothing");
        Never(path, "hik-connect", path["settings"] is "must-stay" or "not-sure");
        Never(path, "hik-partner-pro", true);
        Never(path, "lorex-app", path["lorex-app"] is not "lorex-app");
        Never(path, "lorex-connect", path["lorex-app"] is not ("lorex-connect" or "lorex-connect-questions"));
        Never(path, "lorex-questions", path["lorex-app"] is not "lorex-connect-questions");
        Never(path, "wait-lockout", path["screen"] is not "locked");
        Never(path, "other-admin", path["screen"] is not ("locked" or "still-open"));
    });

    [Fact]
    public void Result_Lorex_SpeaksOfNoButtonAndNoCase() => Assert.All(DiagnosisPath.Results.Where(path => path["brand"] == "lorex"), path =>
        Assert.All(Codes(path.Found), code => Assert.False(code.Contains("button", StringComparison.Ordinal) || code.Contains("warranty", StringComparison.Ordinal), code)));

    [Fact]
    public void Result_KnownBrand_SortsEachOfItsMethodsOnce() => Assert.All(DiagnosisPath.Results, path =>
    {
        var brands = path["brand"] is "dahua" or "lorex" or "hikvision" ? path["brand"] : null;
        var expected = GuideMethod.All.Values.Where(method => method.Brand.Equals(brands, StringComparison.OrdinalIgnoreCase)).Select(method => method.Id);
        var named = path.Ranked.Concat(path.Found.NotSuitable.Select(unsuitable => unsuitable.Method.Id)).ToList();

        Assert.Equal(expected.Order(), named.Where(id => GuideMethod.All[id].Brand != "Any").Order());
        Assert.Equal(named.Count, named.Distinct().Count());
    });

    [Fact]
    public void Result_EveryNamedMethod_HasItsReasons() => Assert.All(DiagnosisPath.Results, path =>
    {
        Assert.All(path.Found.Ranked, ranked => Assert.True(ranked.Reasons.Count > 0 && ranked.Reasons.Distinct().Count() == ranked.Reasons.Count));
        Assert.All(path.Found.NotSuitable, unsuitable => Assert.Single(unsuitable.Reasons));
        Assert.Equal(path.Found.Advice.Distinct(), path.Found.Advice);
        Assert.All(path.Found.Ranked, ranked => Assert.Equal(!ranked.Method.Destructive && ranked.Method.Brand is not null, ranked.Reasons.Contains(ReasonFor.ReplacesPasswordOnly)));
    });

    [Fact]
    public void Result_EveryVerdict_CarriesWhatItMust() => Assert.All(DiagnosisPath.Results, path =>
    {
        var found = path.Found;
        Assert.Equal(found.Verdict == DiagnosisVerdict.TryThese, found.Why is null);
        Assert.Equal(found.Verdict == DiagnosisVerdict.WaitFirst, found.Wait is not null);
        Assert.True(found.Verdict is not (DiagnosisVerdict.TryThese or DiagnosisVerdict.WaitFirst) || found.Ranked.Count > 0);
        Assert.True(found.Verdict is not (DiagnosisVerdict.VisitNeeded or DiagnosisVerdict.AskSellerFirst) || found.Ranked.Count == 0);
        Assert.Equal(found.Verdict != DiagnosisVerdict.ContactFirst && path["brand"] != "other", found.WaysOn.Contains(DiagnosisWayOn.BookVisit));
        Assert.Equal(path["brand"] == "other", found.WaysOn.Contains(DiagnosisWayOn.AskSeller));
        Assert.Contains(DiagnosisWayOn.CallUs, found.WaysOn);
    });

    [Fact]
    public void Result_LockedAndNoFootage_WaitsFirst() => Assert.All(DiagnosisPath.Results.Where(path => path["screen"] == "locked" && path["footage"] == "no"), path =>
    {
        Assert.Equal(DiagnosisVerdict.WaitFirst, path.Found.Verdict);
        Assert.Equal(DiagnosisWait.ThirtyMinutes, path.Found.Wait);
        Assert.Equal("wait-lockout", path.Ranked.First());
    });

    [Fact]
    public void Methods_EachACustomerCanUse_IsFirstOnSomePath()
    {
        var first = DiagnosisPath.Results.Where(path => path.Found.Verdict != DiagnosisVerdict.FootageFirst && path.Found.Ranked.Count > 0).Select(path => path.Ranked.First()).Distinct();

        // Hik-Partner Pro is an installer's account.
        Assert.Equal(GuideMethod.All.Keys.Except(["hik-partner-pro"]).Order(), first.Order());
    }

    [Fact]
    public void Methods_OfTheDomain_AreTheGuidesOwn() => Assert.Equal(
        GuideMethod.All.Values.Select(method => (method.Id, method.Brand, method.Destructive)).Order(),
        ResetMethod.All.Select(method => (method.Id, method.Brand?.ToString() ?? "Any", method.Destructive)).Order());

    [Fact]
    public void Codes_EachOfTheFlows_IsUsedOnSomePath()
    {
        var used = DiagnosisPath.Results.SelectMany(path => Codes(path.Found).Concat(path.Answers.ToQuery().SelectMany(pair => new[] { pair.Key, pair.Value! }))).ToHashSet();

        Assert.Empty(AllCodes<DiagnosisQuestion>().Concat(AllCodes<DiagnosisAnswer>()).Concat(AllCodes<DiagnosisVerdict>()).Concat(AllCodes<DiagnosisWhy>()).Concat(AllCodes<DiagnosisWait>())
            .Concat(AllCodes<DiagnosisWayOn>()).Concat(AllCodes<DiagnosisAdvice>()).Concat(AllCodes<ReasonFor>()).Concat(AllCodes<ReasonAgainst>()).Except(used));
    }

    private static void Never(DiagnosisPath path, string method, bool when) => Assert.False(when && path.Ranked.Contains(method), $"{method} on {path}");

    private static IEnumerable<string> AllCodes<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(DiagnosisCodes.Of);

    private static IEnumerable<string> Codes(DiagnosisResult found) =>
    [
        DiagnosisCodes.Of(found.Verdict),
        .. found.Why is { } why ? [DiagnosisCodes.Of(why)] : Array.Empty<string>(),
        .. found.Wait is { } wait ? [DiagnosisCodes.Of(wait)] : Array.Empty<string>(),
        .. found.Ranked.SelectMany(ranked => ranked.Reasons.Select(DiagnosisCodes.Of).Prepend(ranked.Method.Id)),
        .. found.NotSuitable.SelectMany(unsuitable => unsuitable.Reasons.Select(DiagnosisCodes.Of).Prepend(unsuitable.Method.Id)),
        .. found.Advice.Select(DiagnosisCodes.Of),
        .. found.WaysOn.Select(DiagnosisCodes.Of),
    ];
}
