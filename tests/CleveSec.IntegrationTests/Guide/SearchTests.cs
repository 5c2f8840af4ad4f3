using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Guide;

namespace CleveSec.IntegrationTests.Guide;

public sealed class SearchTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("forgot pattern", "/guide", "/guide/qr-code", "/guide/security-questions")]
    [InlineData("xml", "/guide/xml-file")]
    [InlineData("beep", "/guide/reset-button")]
    [InlineData("dmss toolbox", "/guide/qr-code")]
    [InlineData("sadp", "/guide/hikvision")]
    [InlineData("30 minutes", "/guide/wait-out-the-lock")]
    [InlineData("email", "/guide/qr-code", "/guide/hikvision")]
    [InlineData("  SaDp\t", "/guide/hikvision")]
    public async Task Search_WordsOfPeople_FindsTheUsefulPageFirst(string words, params string[] useful)
    {
        using var client = app.Client();

        var page = await SearchAsync(client, words);

        Assert.Contains(Hits(page)[0], useful);
        Assert.NotEmpty(page.All(".results mark"));
    }

    [Theory]
    [InlineData("olvidé el patrón", "/es/guide", "/es/guide/qr-code", "/es/guide/security-questions")]
    [InlineData("olvide el patron", "/es/guide", "/es/guide/qr-code", "/es/guide/security-questions")]
    [InlineData("boton de reinicio", "/es/guide/reset-button")]
    [InlineData("correo", "/es/guide/qr-code")]
    [InlineData("contrasena", "/es/guide/security-questions", "/es/guide/wait-out-the-lock")]
    [InlineData("resetear grabadora", "/es/guide/reset-button", "/es/guide/after-a-reset", "/es/guide")]
    public async Task Search_InSpanish_FindsSpanishPagesWithOrWithoutAccents(string words, params string[] useful)
    {
        using var client = app.Client();

        var page = await SearchAsync(client, words, "/es");

        Assert.Contains(Hits(page)[0], useful);
        Assert.All(Hits(page), address => Assert.StartsWith("/es/guide", address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("passwrd", "password", "")]
    [InlineData("hikvison", "hikvision", "/guide/hikvision")]
    [InlineData("xlm file", "xml file", "/guide/xml-file")]
    [InlineData("SADP Hikvison", "SADP hikvision", "/guide/hikvision")]
    public async Task Search_MistypedWord_SearchesForTheOneMeantAndOffersTheTyped(string typed, string meant, string first)
    {
        using var client = app.Client();

        var page = await SearchAsync(client, typed);

        Assert.Contains($"Showing results for {meant}.", page.Text, StringComparison.Ordinal);
        Assert.Equal(typed, page.One("input[name=q]").GetAttribute("value"));
        Assert.NotEmpty(Hits(page));
        Assert.True(first.Length == 0 || Hits(page)[0] == first, Hits(page)[0]);
        var exactly = (await client.GetAsync(page.One("a[href*='exactly=true']").GetAttribute("href")!)).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("Showing results for", exactly.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("xml")]
    [InlineData("email")]
    [InlineData("24 h")]
    [InlineData("Annke")]
    public async Task Search_WordRightOrOfOthers_IsNotReplaced(string words)
    {
        using var client = app.Client();

        Assert.DoesNotContain("Showing results for", (await SearchAsync(client, words)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_WordOfAMethodOnly_LeadsToItsTopic()
    {
        await app.DbAsync(async db =>
        {
            var method = await db.GuideMethods.FindAsync(["hik-guid"], Ct);
            method!.English = method.English with { Limits = [.. method.English.Limits, "Keep away from the quagmire & <b>bog</b>."] };
            return await db.SaveChangesAsync(Ct);
        });
        using var client = app.Client();

        var page = await SearchAsync(client, "quagmire");

        Assert.Equal(["/guide/hikvision"], Hits(page));
        Assert.Contains("GUID file. ", page.One(".results").TextContent, StringComparison.Ordinal);
        Assert.Equal("quagmire", page.One(".results mark").TextContent);
        Assert.Empty(page.All(".results b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("the of and")]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("%")]
    [InlineData("\\")]
    [InlineData("`")]
    [InlineData("' \" % \\ ` ( ) & | ! : * <-> ;--")]
    public async Task Search_NothingToSearchFor_SaysWhatToTypeAndListsThePages(string words)
    {
        using var client = app.Client();

        var page = await SearchAsync(client, words);

        Assert.Empty(page.All(".results"));
        Assert.Equal(words.Trim(), page.One("input[name=q]").GetAttribute("value"));
        Helps(page);
    }

    [Fact]
    public async Task Search_NothingFound_OffersPagesQuestionsAndThePhone()
    {
        using var client = app.Client();

        var page = await SearchAsync(client, "zzyzx <script>alert(1)</script>");

        Assert.Contains("Nothing found for “zzyzx <script>", page.Text, StringComparison.Ordinal);
        Helps(page);
    }

    [Theory]
    [InlineData("sadp'; drop table guide_topics; --")]
    [InlineData("sadp:* & !x | (")]
    [InlineData("\"sadp")]
    [InlineData("sadp \uE000\uE001 \u202E 💥")]
    public async Task Search_HostileWordsBesideAGoodOne_FindsTheGoodOne(string words)
    {
        using var client = app.Client();

        Assert.Contains("/guide/hikvision", Hits(await SearchAsync(client, words)));
    }

    [Fact]
    public async Task Search_VeryLong_UsesTheFirstHundredCharactersAndSaysSo()
    {
        using var client = app.Client();

        var page = await SearchAsync(client, "sadp " + new string('x', 1994) + "!");

        Assert.Contains("its first 100 characters", page.Text, StringComparison.Ordinal);
        Assert.Equal(SearchWords.MaxLength, page.One("input[name=q]").GetAttribute("value")!.Length);
        Assert.Equal(SearchWords.MaxLength - 1, SearchWords.Cut(new string('x', 99) + "💥").Length);
    }

    [Fact]
    public async Task Search_TextWithMarkupInIt_ShowsItAsTextAndMarksTheWord()
    {
        await app.DbAsync(async db =>
        {
            db.GuideTopics.Add(new GuideTopic { Slug = "marked", Title = "<i>Marked</i>", Summary = "Summary", Body = "Before **wombat** `<img src=x onerror=wombat()>` &lt;b&gt; \uE000after\uE001 [wombat](/guide)", Position = 1000, CheckedOn = new NodaTime.LocalDate(2026, 11, 23) });
            return await db.SaveChangesAsync(Ct);
        });
        using var client = app.Client();

        var page = await SearchAsync(client, "wombat");

        await app.Database.AsOwnerAsync("delete from guide_topics where slug = 'marked'");
        Assert.Empty(page.All(".results img, .results i, .results b"));
        Assert.All(page.All(".results mark"), mark => Assert.Equal("wombat", mark.TextContent));
        Assert.Contains("Before wombat", page.One(".results").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/guide", "/guide/search")]
    [InlineData("/guide/qr-code", "/guide/search")]
    [InlineData("/es/guide/qr-code", "/es/guide/search")]
    public async Task Get_PageOfTheGuide_HasAPlainSearchForm(string path, string action)
    {
        using var client = app.Client();
        var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);

        Assert.Equal(action, page.One("form[role=search]").GetAttribute("action"));
        Assert.Empty(page.All("form[role=search] input[type=hidden]"));
        Assert.Empty(client.Cookies);
        Assert.NotEmpty(Hits((await client.SubmitAsync("form[role=search]", ("q", "xml"))).Expect(HttpStatusCode.OK)));
    }

    [Fact]
    public void RulesOf_EveryLanguage_AreTheDatabases() => Assert.Equal(["guide_english", "guide_spanish"], Enum.GetValues<Language>().Select(SearchDictionary.RulesOf).Order());

    private static async Task<SitePage> SearchAsync(SiteClient client, string words, string language = "") =>
        (await client.GetAsync($"{language}/guide/search?q={Uri.EscapeDataString(words)}")).Expect(HttpStatusCode.OK);

    private static IReadOnlyList<string> Hits(SitePage page) => [.. page.All(".results h3 a").Select(link => link.GetAttribute("href")!)];

    private static void Helps(SitePage page)
    {
        Assert.NotEmpty(page.All("main a[href='/guide/xml-file']"));
        Assert.NotEmpty(page.All("main a[href='/which-reset']"));
        Assert.NotEmpty(page.All("main a[href='tel:+12163338245']"));
    }
}
