using System.Net;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.WhichReset;

/// <summary>"Which reset works for me?" as its readers use it: by following links.</summary>
public sealed class WhichResetTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Mine = "/which-reset?whose=own&footage=no&screen=wrong-password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Try this first: QR code and e-mailed code", "Mine", "No, I only need to get in", "Wrong password, or I forgot it", "Dahua", "A code to my own e-mail")]
    [InlineData("Try this first: Security questions", "My business’s or my employer’s", "No, I only need to get in", "It wants a pattern that I forgot", "Dahua", "Security questions that I can answer")]
    [InlineData("Try this first: Temporary password by the Lorex app", "Mine", "No, I only need to get in", "Wrong password, or I forgot it", "Lorex", "Lorex")]
    [InlineData("Try this first: GUID file", "I bought it used", "No, I only need to get in", "Wrong password, or I forgot it", "Hikvision", "A GUID file that I have")]
    [InlineData("Ask whoever sold it first", "Mine", "No, I only need to get in", "Wrong password, or I forgot it", "Another brand")]
    public async Task Follow_UsualAnswers_ReachAResultAfterAtMostFiveQuestions(string result, params string[] answers)
    {
        using var client = app.Client();
        var page = await client.GetAsync("/which-reset");
        Assert.InRange(answers.Length, 1, 5);

        foreach (var (answer, i) in answers.Select((answer, i) => (answer, i)))
        {
            Assert.Contains($"Question {i + 1}", page.One(".eyebrow").TextContent, StringComparison.Ordinal);
            Assert.Equal($"{page.One("h1").TextContent} (question {i + 1}) - CleveSec", page.Document.Title);
            page = (await client.GetAsync(Reach.Option(page, answer))).Expect(HttpStatusCode.OK);
        }

        Assert.Equal(result, page.One("h1").TextContent);
        Assert.Equal(answers, page.All(".given dd:nth-of-type(1)").Select(answer => answer.TextContent));
        Assert.Empty(page.All("main .choice"));
    }

    [Fact]
    public async Task Get_AnyQuestion_OffersNotToKnow()
    {
        using var client = app.Client();

        foreach (var address in new[] { "/which-reset", "/which-reset?whose=own", Mine, $"{Mine}&brand=dahua", $"{Mine}&brand=lorex", $"{Mine}&brand=hikvision" })
        {
            var page = (await client.GetAsync(address)).Expect(HttpStatusCode.OK);

            Assert.Contains("not-sure", page.All("main .choice")[^1].GetAttribute("href")!, StringComparison.Ordinal);
            Assert.Single(page.All("main .choice--unsure"));
        }
    }

    [Fact]
    public async Task Follow_Back_LeadsThroughTheQuestionsInReverse()
    {
        using var client = app.Client();
        var page = await client.GetAsync($"{Mine}&brand=lorex&lorex-app=lorex-cloud");
        var seen = new List<string>();

        while (page.All("a[rel=prev]") is [var back])
        {
            page = (await client.GetAsync(back.GetAttribute("href")!)).Expect(HttpStatusCode.OK);
            seen.Add(page.Url.PathAndQuery);
        }

        Assert.Equal([$"{Mine}&brand=lorex", Mine, "/which-reset?whose=own&footage=no", "/which-reset?whose=own", "/which-reset"], seen);
    }

    [Fact]
    public async Task Follow_Change_AsksThatQuestionAgain()
    {
        using var client = app.Client();
        var page = await client.GetAsync($"{Mine}&brand=lorex&lorex-app=lorex-cloud");

        Assert.Equal(
            ["/which-reset", "/which-reset?whose=own", "/which-reset?whose=own&footage=no", Mine, $"{Mine}&brand=lorex"],
            page.All(".given a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Change: Whose recorder", "Change: Recording needed", "Change: What it says", "Change: Brand", "Change: Lorex app"], page.All(".given a").Select(link => link.TextContent));
        Assert.Equal("Which brand is it?", (await client.GetAsync(page.All(".given a")[3].GetAttribute("href")!)).One("h1").TextContent);
    }

    [Theory]
    [InlineData("?footage=no&whose=own", "?whose=own&footage=no")]
    [InlineData("?whose=own&footage=no&utm_source=mail", "?whose=own&footage=no")]
    [InlineData("?whose=own&whose=partner", "?whose=own")]
    [InlineData("?whose=own&brand=dahua", "?whose=own")]
    [InlineData("?WHOSE=OWN", "")]
    [InlineData("?whose=<script>alert(1)</script>", "")]
    [InlineData("?whose=1", "")]
    [InlineData("?returnUrl=https://evil.example/&next=//evil.example", "")]
    [InlineData("?//evil.example/%2f..", "")]
    [InlineData("?whose=own%0d%0aSet-Cookie:%20x=y", "")]
    [InlineData("?&&&=&=&", "")]
    public async Task Get_AnyOtherQuery_RedirectsToTheCanonicalOne(string query, string canonical)
    {
        using var client = app.Client();

        var answer = await client.GetAsync($"/which-reset{query}");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal($"/which-reset{canonical}", answer.Headers.Location!.OriginalString);
        (await client.FollowAsync(answer)).Expect(HttpStatusCode.OK);
        Assert.Equal($"/es/which-reset{canonical}", (await client.GetAsync($"/es/which-reset{query}")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Get_HugeOrBrokenQuery_NeverFails()
    {
        using var client = app.Client();
        var many = string.Join('&', Enumerable.Range(0, 700).Select(i => $"k{i}=v"));

        (await client.GetAsync($"/which-reset?{many}")).ExpectRedirect("/which-reset");
        (await client.GetAsync($"/which-reset?whose={new string('a', 7000)}")).ExpectRedirect("/which-reset");
        Assert.InRange((int)(await client.GetAsync("/which-reset?whose=%00%ff%fe")).Status, 300, 499);
    }

    [Theory]
    [InlineData("/which-reset")]
    [InlineData("/which-reset?whose=own")]
    [InlineData($"{Mine}&brand=dahua&dahua-offers=email-mine")]
    [InlineData("/es/which-reset?whose=partner")]
    public async Task Get_AnyPage_IsTheSameForEverybodyAndHasNoForm(string address)
    {
        using var one = app.Client();
        using var other = app.Client();

        var page = (await one.GetAsync(address)).Expect(HttpStatusCode.OK);

        Assert.Empty(one.Cookies);
        Assert.False(page.Headers.Contains("Set-Cookie"));
        Assert.Empty(page.All("form"));
        Assert.Equal(page.Body, (await other.GetAsync(address)).Body);
    }

    [Fact]
    public async Task Get_PageWithAnswers_NamesTheFirstPageAsItsOwn()
    {
        using var client = app.Client();

        var first = await client.GetAsync("/which-reset");
        var result = await client.GetAsync("/which-reset?whose=partner");

        // Thousands of addresses are one page to a search engine: the canonical address says which.
        Assert.All([first, result], page => Assert.Empty(page.All("meta[name=robots]")));
        Assert.All([first, result], page => Assert.EndsWith("/which-reset", page.One("link[rel=canonical]").GetAttribute("href")!, StringComparison.Ordinal));
        Assert.Equal("page", first.One(".site-nav a[href='/which-reset']").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Get_QuestionWithAdvice_ShowsItAsANotice()
    {
        using var client = app.Client();

        var page = await client.GetAsync("/which-reset?whose=own&footage=not-sure&screen=still-open");

        Assert.Equal(["Keep the recording safe", "Save the clips you need now"], page.All("main .notice h2").Select(heading => heading.TextContent));
        Assert.Empty((await client.GetAsync(Mine)).All("main .notice"));
    }

    [Fact]
    public async Task Follow_InSpanish_StaysSpanishToTheEnd()
    {
        using var client = app.Client();
        var page = await client.GetAsync("/es/which-reset");
        foreach (var answer in new[] { "Mío", "No, solo necesito entrar", "Bloqueado, o demasiados intentos", "Dahua", "Un código a mi propio correo" })
        {
            Assert.Equal("es-US", page.One("html").GetAttribute("lang"));
            page = (await client.GetAsync(Reach.Option(page, answer))).Expect(HttpStatusCode.OK);
        }

        Assert.Equal("Espere primero 30 minutos", page.One("h1").TextContent);
        Assert.Equal("Esperar a que termine el bloqueo", page.One("article .method__name").TextContent[1..]);
        Assert.All(page.All("main a[href^='/']"), link => Assert.StartsWith("/es/", link.GetAttribute("href")!, StringComparison.Ordinal));
        Assert.All(["While you wait", "Your answers", "Settings", "(expected)", "Book a visit", "not published"], english => Assert.DoesNotContain(english, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Result_SaysWhenSomebodyAnswers()
    {
        const string Address = "/which-reset?whose=own&footage=yes&screen=wrong-password&brand=dahua&dahua-offers=email-mine";
        using var client = app.Client();
        Assert.Contains("Our office hours are not published yet", (await client.GetAsync(Address)).Text, StringComparison.Ordinal);

        await HoursAsync(["Monday 08:00-17:00", "Tuesday 08:00-17:00"]);
        var english = (await client.GetAsync(Address)).Text;
        var spanish = (await client.GetAsync($"/es{Address}")).Text;
        await HoursAsync([]);

        Assert.Contains("Somebody answers: Monday and Tuesday, 8 am–5 pm (Cleveland time).", english, StringComparison.Ordinal);
        Assert.Contains("Alguien responde: Lunes y martes, 8 a. m.–5 p. m. (hora de Cleveland).", spanish, StringComparison.Ordinal);
    }

    /// <summary>As if the settings had been saved, which makes the site forget the pages it keeps.</summary>
    private async Task HoursAsync(List<string> hours)
    {
        await app.DbAsync(db => db.OfficeSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Hours, hours), Ct));
        app.Services.GetRequiredService<PageCache>().Clear();
    }
}
