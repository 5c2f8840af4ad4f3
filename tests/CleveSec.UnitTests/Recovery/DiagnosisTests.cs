using CleveSec.Domain.Recovery;

namespace CleveSec.UnitTests.Recovery;

/// <summary>The rows somebody who knows the methods would check. Every other combination: <see cref="DiagnosisWalkTests"/>.</summary>
public sealed class DiagnosisTests
{
    private const string Own = "whose=own&footage=no&screen=wrong-password";
    private const string Dahua = Own + "&brand=dahua&dahua-offers=";
    private const string Hikvision = Own + "&brand=hikvision&hik-offers=";
    private const string Lorex = Own + "&brand=lorex&lorex-app=";
    private const string NoMonitor = "whose=own&footage=no&screen=no-monitor&monitor=";

    [Theory]
    [InlineData(Dahua + "email-mine", "dahua-email dahua-app-bound dahua-questions dahua-xml")]
    [InlineData(Dahua + "app-mine", "dahua-app-bound dahua-questions dahua-xml")]
    [InlineData(Dahua + "questions-known", "dahua-questions dahua-xml")]
    [InlineData(Dahua + "old-screen", "dahua-vendor-code")]
    [InlineData(Dahua + "not-sure", "dahua-email dahua-app-bound dahua-questions dahua-xml")]
    [InlineData(Lorex + "lorex-app", "lorex-app lorex-support")]
    [InlineData(Lorex + "lorex-connect-questions", "lorex-questions lorex-connect lorex-support")]
    [InlineData(Lorex + "lorex-connect", "lorex-connect lorex-support")]
    [InlineData(Lorex + "lorex-cloud", "lorex-support")]
    [InlineData(Lorex + "lorex-pro", "lorex-support")]
    [InlineData(Lorex + "account-not-mine", "lorex-support")]
    [InlineData(Lorex + "no-app", "lorex-support")]
    [InlineData(Lorex + "not-sure", "lorex-support")]
    [InlineData(Hikvision + "email-mine", "hik-email hik-questions hik-guid hik-sadp")]
    [InlineData(Hikvision + "questions-known", "hik-questions hik-guid hik-sadp")]
    [InlineData(Hikvision + "guid-file", "hik-guid hik-sadp")]
    [InlineData(Hikvision + "not-sure", "hik-email hik-questions hik-guid hik-sadp")]
    [InlineData("whose=business&footage=no&screen=forgot-pattern&brand=dahua&dahua-offers=email-mine", "dahua-email dahua-app-bound dahua-questions dahua-xml")]
    [InlineData("whose=own&footage=no&screen=still-open&brand=dahua&dahua-offers=app-mine", "other-admin dahua-app-bound dahua-questions dahua-xml")]
    [InlineData("whose=own&footage=no&screen=still-open&brand=other", "other-admin")]
    public void Next_UsualPath_RanksTheseWithinFiveQuestions(string query, string ranked)
    {
        var path = Ending(query);

        Assert.Equal(DiagnosisVerdict.TryThese, path.Found.Verdict);
        Assert.Equal(ranked, string.Join(' ', path.Ranked));
        Assert.InRange(path.Answers.Given.Count, 1, Diagnosis.MostQuestionsUsually);
    }

    [Theory]
    [InlineData(Dahua + "nothing&computer=windows", "dahua-xml", 6)]
    [InlineData(Dahua + "nothing&computer=not-sure", "dahua-xml", 6)]
    [InlineData(Dahua + "email-others&computer=windows", "dahua-xml", 6)]
    [InlineData(Dahua + "nothing&computer=no&warranty=no&manual=may-be-lost", "dahua-button", 8)]
    [InlineData(Dahua + "nothing&computer=mac&warranty=no&manual=may-be-lost", "dahua-button", 8)]
    [InlineData(Hikvision + "nothing&computer=mac", "hik-sadp", 6)]
    [InlineData(Hikvision + "hik-connect&computer=windows&settings=may-be-lost", "hik-sadp hik-connect", 7)]
    [InlineData(Hikvision + "hik-connect&computer=no&settings=may-be-lost", "hik-connect", 7)]
    [InlineData(Hikvision + "hik-connect&computer=windows&settings=must-stay", "hik-sadp", 7)]
    [InlineData(NoMonitor + "no&brand=dahua&computer=windows", "dahua-xml", 6)]
    [InlineData(NoMonitor + "no&brand=hikvision&computer=mac", "hik-sadp", 6)]
    [InlineData(NoMonitor + "can-borrow&brand=dahua", "dahua-email dahua-app-bound dahua-questions dahua-xml", 5)]
    [InlineData(NoMonitor + "can-borrow&brand=hikvision", "hik-email hik-questions hik-guid hik-sadp", 5)]
    [InlineData(NoMonitor + "can-borrow&brand=lorex&lorex-app=lorex-app", "lorex-app lorex-support", 6)]
    public void Next_RarerPath_RanksThese(string query, string ranked, int questions)
    {
        var path = Ending(query);

        Assert.Equal(DiagnosisVerdict.TryThese, path.Found.Verdict);
        Assert.Equal(ranked, string.Join(' ', path.Ranked));
        Assert.Equal(questions, path.Answers.Given.Count);
    }

    [Theory]
    [InlineData("whose=landlord-tenant", DiagnosisVerdict.ContactFirst, DiagnosisWhy.LandlordTenant, "", "call-us")]
    [InlineData("whose=partner", DiagnosisVerdict.ContactFirst, DiagnosisWhy.Partner, "", "call-us")]
    [InlineData("whose=leased", DiagnosisVerdict.ContactFirst, DiagnosisWhy.Leased, "", "call-us")]
    [InlineData("whose=federal", DiagnosisVerdict.ContactFirst, DiagnosisWhy.Federal, "", "call-us")]
    [InlineData("whose=not-sure", DiagnosisVerdict.ContactFirst, DiagnosisWhy.OwnerNotKnown, "", "call-us")]
    [InlineData("whose=own&footage=yes&screen=wrong-password&brand=dahua&dahua-offers=email-mine", DiagnosisVerdict.FootageFirst, DiagnosisWhy.FootageNeeded, "dahua-email dahua-app-bound dahua-questions dahua-xml", "call-us book-visit")]
    [InlineData("whose=own&footage=not-sure&screen=wrong-password&brand=dahua&dahua-offers=nothing&computer=no", DiagnosisVerdict.FootageFirst, DiagnosisWhy.FootageNotKnown, "", "call-us book-visit")]
    [InlineData("whose=own&footage=yes&screen=wrong-password&brand=hikvision&hik-offers=hik-connect&computer=windows", DiagnosisVerdict.FootageFirst, DiagnosisWhy.FootageNeeded, "hik-sadp", "call-us book-visit")]
    [InlineData("whose=own&footage=yes&screen=locked&brand=other", DiagnosisVerdict.FootageFirst, DiagnosisWhy.FootageNeeded, "wait-lockout other-admin", "call-us ask-seller")]
    [InlineData("whose=own&footage=no&screen=locked&brand=lorex&lorex-app=lorex-pro", DiagnosisVerdict.WaitFirst, DiagnosisWhy.LockedAfterTries, "wait-lockout other-admin lorex-support", "book-visit call-us")]
    [InlineData("whose=own&footage=no&screen=locked&brand=other", DiagnosisVerdict.WaitFirst, DiagnosisWhy.LockedAfterTries, "wait-lockout other-admin", "ask-seller call-us")]
    [InlineData(Dahua + "codes-used", DiagnosisVerdict.WaitFirst, DiagnosisWhy.CodesUsed, "dahua-email dahua-xml", "book-visit call-us")]
    [InlineData(Own + "&brand=other", DiagnosisVerdict.AskSellerFirst, DiagnosisWhy.OtherBrand, "", "ask-seller call-us")]
    [InlineData(Own + "&brand=not-sure", DiagnosisVerdict.VisitNeeded, DiagnosisWhy.BrandNotKnown, "", "call-us book-visit")]
    [InlineData(NoMonitor + "no&brand=lorex", DiagnosisVerdict.VisitNeeded, DiagnosisWhy.NoMonitor, "", "book-visit call-us")]
    [InlineData(NoMonitor + "not-sure&brand=dahua&computer=mac", DiagnosisVerdict.VisitNeeded, DiagnosisWhy.NoMonitor, "", "book-visit call-us")]
    [InlineData(Hikvision + "nothing&computer=no", DiagnosisVerdict.VisitNeeded, DiagnosisWhy.NoWayLeft, "", "book-visit call-us")]
    [InlineData(Hikvision + "hik-connect&computer=no&settings=not-sure", DiagnosisVerdict.VisitNeeded, DiagnosisWhy.NoWayLeft, "", "book-visit call-us")]
    [InlineData(Dahua + "email-others&computer=no&warranty=not-sure", DiagnosisVerdict.VisitNeeded, DiagnosisWhy.NoWayLeft, "", "book-visit call-us")]
    public void Next_EachOtherVerdict_SaysWhyAndWhereToTurn(string query, DiagnosisVerdict verdict, DiagnosisWhy why, string ranked, string ways)
    {
        var path = Ending(query);

        Assert.Equal((verdict, (DiagnosisWhy?)why), (path.Found.Verdict, path.Found.Why));
        Assert.Equal(ranked, string.Join(' ', path.Ranked));
        Assert.Equal(ways, string.Join(' ', path.Found.WaysOn.Select(DiagnosisCodes.Of)));
    }

    [Theory]
    [InlineData(Dahua + "nothing&computer=no&warranty=yes", "dahua-button", ReasonAgainst.UnderWarranty)]
    [InlineData(Dahua + "nothing&computer=no&warranty=not-sure", "dahua-button", ReasonAgainst.WarrantyNotKnown)]
    [InlineData(Dahua + "nothing&computer=no&warranty=no&manual=must-stay", "dahua-button", ReasonAgainst.SettingsMustStay)]
    [InlineData(Dahua + "nothing&computer=no&warranty=no&manual=cameras-not-known", "dahua-button", ReasonAgainst.CameraPasswordsNotKnown)]
    [InlineData(Dahua + "nothing&computer=no&warranty=no&manual=no-button", "dahua-button", ReasonAgainst.NoButtonInManual)]
    [InlineData(Dahua + "nothing&computer=no&warranty=no&manual=not-sure", "dahua-button", ReasonAgainst.ButtonNotKnown)]
    [InlineData(Dahua + "nothing&computer=windows", "dahua-button", ReasonAgainst.GentlerWayFirst)]
    [InlineData("whose=own&footage=yes&screen=locked&brand=dahua&dahua-offers=nothing&computer=no", "dahua-button", ReasonAgainst.FootageComesFirst)]
    [InlineData(NoMonitor + "no&brand=dahua&computer=no", "dahua-button", ReasonAgainst.NoMonitor)]
    [InlineData(Dahua + "nothing&computer=mac&warranty=yes", "dahua-xml", ReasonAgainst.NoSuitableComputer)]
    [InlineData(Dahua + "email-others&computer=windows", "dahua-email", ReasonAgainst.AddressIsNotYours)]
    [InlineData(Dahua + "app-mine", "dahua-email", ReasonAgainst.NotListedOrNotYours)]
    [InlineData(Dahua + "old-screen", "dahua-xml", ReasonAgainst.ScreenTooOld)]
    [InlineData(Dahua + "email-mine", "dahua-vendor-code", ReasonAgainst.OnlyForOldScreens)]
    [InlineData(Hikvision + "email-others&computer=windows", "hik-email", ReasonAgainst.AddressIsNotYours)]
    [InlineData(Hikvision + "email-mine", "hik-connect", ReasonAgainst.GentlerWayFirst)]
    [InlineData(Hikvision + "nothing&computer=no", "hik-partner-pro", ReasonAgainst.DoneAtAVisit)]
    [InlineData(Lorex + "account-not-mine", "lorex-connect", ReasonAgainst.AccountIsNotYours)]
    [InlineData(Lorex + "lorex-connect", "lorex-questions", ReasonAgainst.AnswersNotKnown)]
    [InlineData(Lorex + "lorex-cloud", "lorex-app", ReasonAgainst.OtherApp)]
    [InlineData(Lorex + "not-sure", "lorex-app", ReasonAgainst.AppNotKnown)]
    public void Next_UnsuitableMethod_SaysWhyNot(string query, string method, ReasonAgainst reason) =>
        Assert.Equal([reason], Assert.Single(Ending(query).Found.NotSuitable, unsuitable => unsuitable.Method.Id == method).Reasons);

    [Theory]
    [InlineData(Dahua + "email-mine", "dahua-email", ReasonFor.AddressIsYours)]
    [InlineData(Dahua + "email-mine", "dahua-questions", ReasonFor.IfListed)]
    [InlineData(Dahua + "questions-known", "dahua-questions", ReasonFor.AnswersKnown)]
    [InlineData(Dahua + "questions-known", "dahua-xml", ReasonFor.IfComputerOnNetwork)]
    [InlineData(Dahua + "nothing&computer=windows", "dahua-xml", ReasonFor.ComputerOnNetwork)]
    [InlineData(Dahua + "codes-used", "dahua-email", ReasonFor.AfterADay)]
    [InlineData(Hikvision + "email-mine", "hik-guid", ReasonFor.IfFileAtHand)]
    [InlineData(Hikvision + "guid-file", "hik-guid", ReasonFor.FileAtHand)]
    [InlineData(Lorex + "lorex-connect-questions", "lorex-connect", ReasonFor.IfAccountIsYours)]
    public void Next_RankedMethod_SaysWhyAndWhatWasNotAsked(string query, string method, ReasonFor reason) =>
        Assert.Contains(reason, Assert.Single(Ending(query).Found.Ranked, ranked => ranked.Method.Id == method).Reasons);

    [Theory]
    [InlineData("whose=own&footage=no&screen=locked", "log-apps-off")]
    [InlineData("whose=own&footage=yes", "preserve-footage")]
    [InlineData("whose=own&footage=yes&screen=still-open", "preserve-footage export-clips-now")]
    [InlineData("whose=own&footage=no&screen=forgot-pattern", "try-password-instead")]
    [InlineData("whose=own&footage=yes&screen=forgot-pattern", "preserve-footage")]
    [InlineData("whose=own&footage=no&screen=wrong-password", "")]
    public void Next_WhatCannotWait_IsSaidWithTheNextQuestion(string query, string advice) =>
        Assert.Equal(advice, string.Join(' ', Assert.IsType<DiagnosisStep.Ask>(DiagnosisPath.Of(query).Step).Advice.Select(DiagnosisCodes.Of)));

    [Theory]
    [InlineData(Dahua + "email-others&computer=no&warranty=yes", "ask-holder-to-forward ask-other-admins")]
    [InlineData(Dahua + "not-sure", "look-at-screen do-not-restart")]
    [InlineData(NoMonitor + "can-borrow&brand=dahua", "borrow-monitor look-at-screen do-not-restart")]
    [InlineData(NoMonitor + "can-borrow&brand=lorex&lorex-app=not-sure", "borrow-monitor find-lorex-app")]
    [InlineData(NoMonitor + "no&brand=lorex", "borrow-monitor ask-other-admins")]
    [InlineData(Own + "&brand=not-sure", "find-brand ask-other-admins")]
    [InlineData(Own + "&brand=other", "ask-other-admins")]
    [InlineData("whose=business&footage=no&screen=wrong-password&brand=lorex&lorex-app=lorex-app", "have-letter")]
    [InlineData("whose=inherited&footage=no&screen=wrong-password&brand=lorex&lorex-app=lorex-app", "have-estate-papers")]
    [InlineData("whose=bought-used&footage=no&screen=wrong-password&brand=lorex&lorex-app=account-not-mine", "earlier-owner")]
    public void Next_Result_CarriesTheAdviceOfItsAnswers(string query, string advice) =>
        Assert.Equal(advice, string.Join(' ', Ending(query).Found.Advice.Select(DiagnosisCodes.Of)));

    [Theory]
    [InlineData(Dahua + "email-mine", RecorderBrand.Dahua)]
    [InlineData(Own + "&brand=other", RecorderBrand.Other)]
    [InlineData(Own + "&brand=not-sure", null)]
    [InlineData(Own, null)]
    public void Brand_AsAnswered_PrefillsABooking(string query, RecorderBrand? brand) => Assert.Equal(brand, DiagnosisPath.Of(query).Answers.Brand);

    [Fact]
    public void Next_NoAnswers_AsksWhoseItIs() =>
        Assert.Equal(DiagnosisQuestion.Whose, Assert.IsType<DiagnosisStep.Ask>(Diagnosis.Next(DiagnosisAnswers.None)).Question);

    /// <summary>The row's answers are all asked and lead to a result: a row with a slip in it must not pass.</summary>
    private static DiagnosisPath Ending(string query)
    {
        var path = DiagnosisPath.Of(query);
        Assert.Equal(query, path.ToString());
        Assert.IsType<DiagnosisStep.Result>(path.Step);
        return path;
    }
}
