using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.WhichReset;

/// <summary>What each result says, and what it must never say.</summary>
public sealed class ResultTests(CleveSecApp app, ITestOutputHelper output) : IClassFixture<CleveSecApp>
{
    private const string Mine = "whose=own&footage=no&screen=wrong-password";
    private const string Button = $"{Mine}&brand=dahua&dahua-offers=nothing&computer=no&warranty=no&manual=may-be-lost";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"{Mine}&brand=dahua&dahua-offers=email-mine", "Try this first: QR code and e-mailed code", "nobody can promise that a reset works", "The e-mail address is yours", "About 10 minutes", "expected, not confirmed by the maker", "Two codes have failed", "Rather have somebody do it?")]
    [InlineData("whose=own&footage=no&screen=locked&brand=dahua&dahua-offers=not-sure", "Wait 30 minutes first", "While you wait", "Sign the apps out on every phone", "Leave the recorder switched on", "Wait until the lock ends", "Use another administrator")]
    [InlineData($"{Mine}&brand=dahua&dahua-offers=codes-used", "Wait 24 hours first", "Ask for no further code", "After a day you can ask for a new code")]
    [InlineData("whose=own&footage=yes&screen=wrong-password&brand=dahua&dahua-offers=email-mine", "Keep your recording safe first", "Leave the recorder switched on", "Do not format the disk", "count the days from the oldest day", "Then call us, or book an urgent visit", "hours are not published yet", "Only when the recording is safe", "Nobody can promise that footage is recovered")]
    [InlineData("whose=own&footage=not-sure&screen=wrong-password&brand=other", "Keep your recording safe first", "As long as you are not sure", "Ask the seller", "Call 216-333-8245")]
    [InlineData("whose=landlord-tenant", "Please talk to us before anything is reset", "or a court", "What to have ready, and why we ask", "it goes on recording")]
    [InlineData("whose=partner", "Please talk to us before anything is reset", "1-800-799-7233", "We do not tell the other person", "the consent of both, or a court order")]
    [InlineData("whose=leased", "Please talk to us before anything is reset", "its written permission first")]
    [InlineData("whose=federal", "Please talk to us before anything is reset", "Please call us before you book")]
    [InlineData("whose=not-sure", "Please talk to us before anything is reset", "which papers would show it")]
    [InlineData($"{Mine}&brand=other", "Ask whoever sold it first", "Have the model, the serial number and your receipt ready", "it goes on recording")]
    [InlineData($"{Mine}&brand=not-sure", "This needs a visit", "The brand decides", "Find the brand", "Answer again")]
    [InlineData("whose=own&footage=no&screen=no-monitor&monitor=no&brand=lorex", "This needs a visit", "start at the recorder’s own screen", "Why nothing fits that you could do alone (4)")]
    [InlineData($"{Mine}&brand=dahua&dahua-offers=nothing&computer=no&warranty=yes", "This needs a visit", "Whether it can be opened, nobody can promise", "the recorder is under warranty")]
    [InlineData(Button, "Try this first: Reset button inside the recorder", "The warranty is over", "Lost", "Stays on the disk until it is formatted")]
    public async Task Get_EachVerdict_SaysWhatItMust(string query, string heading, params string[] said)
    {
        using var client = app.Client();

        var page = (await client.GetAsync($"/which-reset?{query}")).Expect(HttpStatusCode.OK);

        Assert.Equal(heading, page.One("h1").TextContent);
        Assert.StartsWith(heading, page.Document.Title, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.NotEmpty(page.All("main a[href='tel:+12163338245']"));
        Assert.Equal(page.All("[id]").Count, page.All("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Fact]
    public async Task Get_MustBeSpokenTo_NamesNoMethodAndNoBooking()
    {
        using var client = app.Client();

        foreach (var whose in new[] { "landlord-tenant", "partner", "leased", "federal", "not-sure" })
        {
            var page = await client.GetAsync($"/which-reset?whose={whose}");

            Assert.Empty(page.All(".method, .others, main a[href^='/book']"));
            Assert.Equal(whose == "partner", page.Text.Contains("1-800-799-7233", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Get_BestMethod_ComesFirstAndOpenWithTheGuidesFacts()
    {
        using var client = app.Client();
        var method = await app.DbAsync(db => db.GuideMethods.AsNoTracking().SingleAsync(method => method.Id == "dahua-questions", Ct));

        var page = await client.GetAsync($"/which-reset?{Mine}&brand=dahua&dahua-offers=questions-known");

        var best = page.One("article.method");
        Assert.Equal($"1{method.English.Name}", best.QuerySelector(".method__name")!.TextContent);
        Assert.All([method.English.Cost, method.English.Risk, method.English.WhenToStop, .. method.English.Needs, .. method.English.Limits], words => Assert.Contains(words, best.TextContent, StringComparison.Ordinal));
        Assert.Equal(method.English.Steps, best.QuerySelectorAll(".steps > li").Select(step => step.TextContent));
        Assert.NotNull(best.QuerySelector($"a[href='/guide/{method.Topic}']"));
        Assert.Equal(["You know the answers.", "It replaces only the password: we expect settings and footage to stay. No maker says so in plain words.", "It needs neither internet nor a phone."], best.QuerySelectorAll(".why li").Select(reason => reason.TextContent.Trim()));
        Assert.Equal(["dahua-xml"], page.All("details.method").Select(other => other.Id));
        Assert.All(page.All("details"), details => Assert.False(details.HasAttribute("open")));
    }

    [Fact]
    public async Task Get_FootageNeeded_OpensNoMethod()
    {
        using var client = app.Client();

        var page = await client.GetAsync("/which-reset?whose=own&footage=yes&screen=locked&brand=hikvision&hik-offers=email-mine");

        Assert.Empty(page.All("article.method, details.method[open]"));
        Assert.NotEmpty(page.All("details.method"));
        Assert.True(page.Body.IndexOf("tel:+12163338245\"><svg", StringComparison.Ordinal) < page.Body.IndexOf("class=\"card method\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_AnyCombination_ShowsWhatTheFlowFoundAndNeverTheButtonWhereItMustNot()
    {
        using var client = app.Client();
        var methods = await app.DbAsync(db => db.GuideMethods.AsNoTracking().ToDictionaryAsync(method => method.Id, Ct));
        var button = methods["dahua-button"].English;
        Assert.All(button.Steps, async step => Assert.Contains(step, (await client.GetAsync($"/which-reset?{Button}")).Text, StringComparison.Ordinal));
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var i = 0; i < 200; i++)
        {
            var (answers, found) = Reach.Somewhere(random);
            var page = (await client.GetAsync($"/which-reset?{answers}")).Expect(HttpStatusCode.OK);

            Assert.True(found.Ranked.Select(ranked => ranked.Method.Id).SequenceEqual(page.All(".method").Select(method => method.GetAttribute("aria-labelledby") ?? method.Id)), $"{answers}");
            Assert.True(found.NotSuitable.Select(other => methods[other.Method.Id].English.Name).SequenceEqual(page.All(".others dt").Select(name => name.TextContent)), $"{answers}");
            Assert.True(found.WaysOn.Contains(DiagnosisWayOn.BookVisit) == page.All("main a[href^='/book?']").Count > 0, $"{answers}");
            if (answers.Brand == RecorderBrand.Lorex || answers[DiagnosisQuestion.Warranty] is DiagnosisAnswer.Yes or DiagnosisAnswer.NotSure || answers[DiagnosisQuestion.Footage] is not DiagnosisAnswer.No)
            {
                Assert.All(button.Steps.Concat(button.Needs), words => Assert.False(page.Text.Contains(words, StringComparison.Ordinal) && !Elsewhere(words), $"{answers}: {words}"));
                Assert.DoesNotContain(button.Name, Proposed(page), StringComparison.Ordinal);
            }

            Assert.False(answers.Brand == RecorderBrand.Lorex && page.Text.Contains("button", StringComparison.OrdinalIgnoreCase), $"{answers}");
        }

        bool Elsewhere(string words) => methods.Values.Any(method => method.Id != "dahua-button" && (method.English.Steps.Contains(words) || method.English.Needs.Contains(words)));
    }

    private static string Proposed(SitePage page) => string.Join(' ', page.All(".method").Select(method => method.TextContent));
}
