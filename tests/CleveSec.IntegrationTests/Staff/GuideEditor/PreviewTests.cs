using System.Net;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

/// <summary>What an editor is shown beside the text, and that hostile Markdown stays text there and on the page (ASVS 1.2.1, 1.3.1).</summary>
public sealed class PreviewTests(GuideDesk app) : IClassFixture<GuideDesk>
{
    private const string Subject = "topic/qr-code/English";
    private const string Token = "__RequestVerificationToken";

    private const string Hostile = """
        ## Heading <script>heading()</script>

        <script>body()</script>

        <img src=x onerror="image()"> <svg onload="svg()"> <iframe src="https://elsewhere.example"></iframe>

        [click](javascript:link()) [data](data:text/html;base64,PHNjcmlwdD4=) [late][late] [odd](<https://example.org/" onmouseover="mouse()>)

        ![pixel](https://elsewhere.example/pixel.png) ![inside](data:image/svg+xml;base64,PHN2Zz4=) ![late][picture] ![near](/guide/images/../../staff) ![style](/css/app.css)

        <style>body { display: none }</style> <a href="/x" onclick="click()" style="color:red">x</a>

        [late]: javascript:late()
        [picture]: https://elsewhere.example/late.png
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_HostileMarkdown_IsShownAsText()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var fields = await FieldsAsync(robin, Hostile);

        var alone = (await PreviewAsync(robin, fields)).Expect(HttpStatusCode.OK);
        var whole = (await robin.PostAsync(Links.GuideEditPreview(Subject), fields)).Expect(HttpStatusCode.OK);

        Harmless(alone, "#preview-text");
        Harmless(whole, "#preview-text");
        Assert.Empty(alone.All("form, head > *"));
    }

    [Fact]
    public async Task Publish_HostileMarkdown_IsShownAsTextToReaders()
    {
        const string subject = "topic/wait-out-the-lock/English";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Title", "<script>title()</script>"), ("Input.Summary", "\"><img src=x onerror=summary()>"), ("Input.Body", Hostile), ("Input.Note", "<b>note</b>"));
        await robin.PublishAsync(subject);
        using var reader = app.Client();

        var page = (await reader.GetAsync("/guide/wait-out-the-lock")).Expect(HttpStatusCode.OK);

        Harmless(page, "article");
        Assert.Equal("<script>title()</script>", page.One("h1").TextContent);
        var desk = await robin.GetAsync(Links.GuideVersions(subject));
        Assert.Empty(desk.All("main script, main img, main [onerror], main b, main iframe, main style"));
        Assert.Contains("<b>note</b>", desk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_WithoutScript_IsTheWholePageWithAllThatWasTyped()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var form = await robin.OpenAsync(Subject);
        Assert.Equal(Links.GuideEditPreview(Subject), form.All($"{GuideDeskMoves.Form(Subject)} button[formaction]").Single(button => button.TextContent == "Preview").GetAttribute("formaction"));
        var fields = await FieldsAsync(robin, "## Typed\n\n[Footage](/guide/footage-first)\n\n## Sources\n\n- A manual");

        var page = (await robin.PostAsync(Links.GuideEditPreview(Subject), fields)).Expect(HttpStatusCode.OK);

        Assert.Equal(["Typed", "Sources"], page.All("#preview-text h2").Select(heading => heading.TextContent));
        Assert.Equal("/guide/footage-first", page.One("#preview-text a").GetAttribute("href"));
        Assert.Equal(("Typed title", "Typed note", "someday"), (page.Typed("Input_Title"), page.Typed("Input_Note"), page.Typed("Input_CheckedOn")));
        Assert.StartsWith("## Typed", page.Typed("Input_Body"), StringComparison.Ordinal);
        Assert.DoesNotContain("Error", page.Document.Title!, StringComparison.Ordinal);
        Assert.False(await app.DbAsync(db => db.GuideVersions.AnyAsync(version => version.Subject == Subject, Ct)));
    }

    [Fact]
    public async Task Preview_OfSpanish_LinksToSpanishPages()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var fields = await FieldsAsync(robin, "[Grabaciones](/guide/footage-first) [visita][v]\n\n[v]: /book");

        var page = await PreviewAsync(robin, fields, "topic/qr-code/Spanish");

        Assert.Equal(["/es/guide/footage-first", "/es/book"], page.All("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("es-US", page.One("article").GetAttribute("lang"));
    }

    [Theory]
    [InlineData(">", 50_000)]
    [InlineData("- ", 5_000)]
    [InlineData("[", 50_000)]
    [InlineData("*a ", 15_000)]
    [InlineData("![", 25_000)]
    [InlineData("x", 200_000)]
    [InlineData("\n", 60_000)]
    [InlineData("|", 50_000)]
    public async Task Preview_OddAndHugeText_NeverFails(string part, int times)
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var fields = await FieldsAsync(robin, string.Concat(Enumerable.Repeat(part, times)));

        (await PreviewAsync(robin, fields)).Expect(HttpStatusCode.OK);
        Assert.True((int)(await robin.PostAsync(Links.GuideEdit(Subject), [.. fields.Where(field => field.Name != "Input.Title"), ("Input.Title", "")])).Status == 422);
    }

    [Fact]
    public async Task Preview_WithoutTheFormsToken_IsRefused()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var fields = await FieldsAsync(robin, "Text");

        (await PreviewAsync(robin, [.. fields.Where(field => field.Name != Token)])).Expect(HttpStatusCode.BadRequest);
        (await PreviewAsync(robin, fields)).Expect(HttpStatusCode.OK);
    }

    private static async Task<(string Name, string? Value)[]> FieldsAsync(SiteClient editor, string body)
    {
        var token = (await editor.OpenAsync(Subject)).All($"input[name={Token}]")[0].GetAttribute("value");
        return [(Token, token), ("Input.From", "0"), ("Input.Title", "Typed title"), ("Input.Summary", "Typed"), ("Input.Body", body), ("Input.CheckedOn", "someday"), ("Input.Note", "Typed note")];
    }

    /// <summary>As the script on the page asks.</summary>
    private static Task<SitePage> PreviewAsync(SiteClient editor, (string Name, string? Value)[] fields, string subject = Subject) => editor.SendAsync(new HttpRequestMessage(HttpMethod.Post, Links.GuideEditPreview(subject))
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))),
        Headers = { { "HX-Request", "true" } },
    });

    private static void Harmless(SitePage page, string where)
    {
        Assert.Empty(page.All($"{where} script, {where} img, {where} svg, {where} iframe, {where} style, {where} [onclick], {where} [onerror], {where} [onload], {where} [onmouseover], {where} [style]"));
        Assert.All(page.All($"{where} [href]"), link => Assert.Matches("^(https://|mailto:|tel:|/|#)", link.GetAttribute("href")!));
        Assert.Contains("<script>body()</script>", page.One(where).TextContent, StringComparison.Ordinal);
        Assert.All(["pixel", "inside", "late", "near", "style"], words => Assert.Contains(words, page.One(where).TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("elsewhere.example/late.png", page.One(where).TextContent, StringComparison.Ordinal);
    }
}
