using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

public sealed class TopicEditTests(GuideDesk app) : IClassFixture<GuideDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_FirstEdit_KeepsWhatCameFromTheFilesAsVersionOne()
    {
        const string subject = "topic/xml-file/English";
        var before = await app.TopicAsync("xml-file");
        using var robin = await app.EditorAsync("Robin O'Brien-Muñoz");

        await robin.EditAsync(subject, ("Input.Title", "A new title"), ("Input.Note", "A clearer title"));

        var versions = await app.VersionsAsync(subject);
        Assert.Equal([(1, "CleveSec files", (string?)"As it came with the site."), (2, "Robin O'Brien-Muñoz", "A clearer title")], versions.Select(version => (version.Number, version.ByName, version.Note)));
        Assert.Contains(before.Title, versions[0].Content, StringComparison.Ordinal);
        Assert.Equal((before.PublishedAt, (Instant?)before.PublishedAt, (Instant?)null), (versions[0].At, versions[0].PublishedAt, versions[1].PublishedAt));
        var after = await app.TopicAsync("xml-file");
        Assert.Equal((before.Title, before.Body, 1), (after.Title, after.Body, after.Version));
        using var reader = app.Client();
        Assert.Equal(before.Title, (await reader.GetAsync("/guide/xml-file")).One("h1").TextContent);
        var list = await robin.GetAsync(Links.GuideEditor);
        Assert.Contains("Draft waiting", list.One("#topic-xml-file-english").TextContent, StringComparison.Ordinal);
        Assert.Contains("Version 2 is a draft by Robin O'Brien-Muñoz", list.One("#topic-xml-file-english").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("English", "/guide/lorex")]
    [InlineData("Spanish", "/es/guide/lorex")]
    public async Task Publish_Draft_IsWhatReadersOfThatLanguageSee(string language, string address)
    {
        var subject = $"topic/lorex/{language}";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Title", $"Title of {language}"), ("Input.Body", "## New heading\r\n\r\nSee [footage first](/guide/footage-first).\r\n"), ("Input.CheckedOn", "2026-11-30"));

        var page = await robin.FollowAsync((await robin.PressAsync(subject, "Publish")).ExpectRedirect(Links.GuideVersions(subject)));

        Assert.Contains("Version 2 is published", page.Text, StringComparison.Ordinal);
        using var reader = app.Client();
        var seen = (await reader.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal($"Title of {language}", seen.One("h1").TextContent);
        Assert.Equal("New heading", seen.One("article h2").TextContent);
        Assert.Equal(language == "Spanish" ? "/es/guide/footage-first" : "/guide/footage-first", seen.One("article a").GetAttribute("href"));
        var topic = await app.TopicAsync("lorex", Enum.Parse<Language>(language));
        var versions = await app.VersionsAsync(subject);
        Assert.Equal((2, app.Clock.Now, (Instant?)app.Clock.Now, new LocalDate(2026, 11, 30)), (topic.Version, topic.PublishedAt, versions[1].PublishedAt, topic.CheckedOn));
        var audit = await app.DbAsync(db => db.AuditEntries.SingleAsync(entry => entry.Subject == subject, Ct));
        Assert.Equal(("guide published", "Robin Hale", "version 2"), (audit.Action, audit.StaffName, audit.Detail));
        Assert.Contains("by Robin Hale", (await robin.GetAsync(Links.GuideEditor)).One($"#topic-lorex-{language.ToLowerInvariant()}").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_Draft_IsToldToEveryRunningSiteAtTheCommit()
    {
        const string subject = "topic/hikvision/English";
        await using var listener = new NpgsqlConnection(app.Database.Site);
        await listener.OpenAsync(Ct);
        var told = 0;
        listener.Notification += (_, _) => told++;
        await using (var listen = new NpgsqlCommand($"listen {GuidePublished.Channel}", listener))
        {
            await listen.ExecuteNonQueryAsync(Ct);
        }

        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Title", "Told"));
        await robin.PublishAsync(subject);

        await listener.WaitAsync(Ct);
        Assert.Equal(1, told);
        Assert.Equal("Told", (await app.TopicAsync("hikvision")).Title);
    }

    [Fact]
    public async Task Publish_SameVersionTwice_DoesNothingAndSaysSo()
    {
        const string subject = "topic/overview/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        using var alex = await app.EditorAsync("Alex Novak");
        await robin.EditAsync(subject, ("Input.Title", "Once"));
        await robin.GetAsync(Links.GuideVersions(subject));
        await alex.GetAsync(Links.GuideVersions(subject));
        await robin.PublishAsync(subject);
        var first = await app.TopicAsync("overview", Language.Spanish);
        app.Clock.Advance(Duration.FromMinutes(5));

        var page = await alex.FollowAsync(await alex.PressAsync(subject, "Publish", asOpen: true));

        Assert.Contains("Version 2 was published already, so nothing was done.", page.Text, StringComparison.Ordinal);
        Assert.Equal(first.PublishedAt, (await app.TopicAsync("overview", Language.Spanish)).PublishedAt);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Subject == subject, Ct)));
    }

    [Fact]
    public async Task Publish_OneVersionByManyAtOnce_HappensOnce()
    {
        const string subject = "topic/overview/English";
        var editors = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => app.EditorAsync($"Editor {i}")));
        await editors[0].EditAsync(subject, ("Input.Title", "At once"));
        await Task.WhenAll(editors.Select(editor => editor.GetAsync(Links.GuideVersions(subject))));

        var answers = await Task.WhenAll(editors.Select(editor => editor.PressAsync(subject, "Publish", asOpen: true)));

        Assert.All(answers, answer => answer.ExpectRedirect(Links.GuideVersions(subject)));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Subject == subject, Ct)));
    }

    [Fact]
    public async Task Publish_NewerDraftMeanwhile_IsRefusedInWords()
    {
        const string subject = "topic/qr-code/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        using var alex = await app.EditorAsync("Alex Novak");
        await robin.EditAsync(subject, ("Input.Title", "Looked at"));
        await robin.GetAsync(Links.GuideVersions(subject));
        await alex.EditAsync(subject, ("Input.Title", "Not looked at"));

        var page = (await robin.PressAsync(subject, "Publish", asOpen: true)).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Alex Novak saved version 3", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await app.TopicAsync("qr-code", Language.Spanish)).Version);
        Assert.Equal("Publish version 3", page.One($"form[action='{Links.GuideVersionsPost(subject, "Publish")}'] button").TextContent.Trim());
        (await robin.PressAsync(subject, "Publish", asOpen: true)).ExpectRedirect(Links.GuideVersions(subject));
        Assert.Equal("Not looked at", (await app.TopicAsync("qr-code", Language.Spanish)).Title);
    }

    [Theory]
    [InlineData("Title", "", "Enter the title.")]
    [InlineData("Title", "121", "Shorten this to 120 characters.")]
    [InlineData("Summary", "", "Enter the summary")]
    [InlineData("Summary", "301", "Shorten this to 300 characters.")]
    [InlineData("Body", " \r\n ", "Enter the text of the page.")]
    [InlineData("Body", "60010", "Shorten the text by 11 characters")]
    [InlineData("Body", ">", "nested too deeply")]
    [InlineData("Body", "![](/guide/images/0193c7de-0000-7000-8000-000000000000-800x600.webp)", "no description")]
    [InlineData("CheckedOn", "", "Enter the day")]
    [InlineData("CheckedOn", "2026-12-02", "not come yet")]
    [InlineData("CheckedOn", "1999-12-31", "Check the year")]
    [InlineData("CheckedOn", "yesterday", "Enter the day")]
    [InlineData("Note", "201", "Shorten this note to 200 characters.")]
    public async Task Save_SomethingWrong_SaysWhatBesideTheFieldAndKeepsAllThatWasTyped(string field, string typed, string said)
    {
        const string subject = "topic/footage-first/English";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.OpenAsync(subject);
        var value = int.TryParse(typed, out var length) ? new string('x', length) : typed == ">" ? new string('>', 3000) + " deep" : typed;
        var fields = new List<(string Name, string? Value)> { ("Input.Title", "Typed title"), ("Input.Summary", "Typed summary"), ("Input.Body", "Typed text"), ("Input.Note", "Typed note"), ("Input.CheckedOn", "2026-11-30") };
        fields[fields.FindIndex(it => it.Name == $"Input.{field}")] = ($"Input.{field}", value);

        var page = (await robin.SaveAsync(subject, [.. fields])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One($"#Input_{field}_error").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.All(fields, it => Assert.Equal(it.Value!.ReplaceLineEndings("\n"), page.Typed(it.Name.Replace('.', '_')).ReplaceLineEndings("\n")));
        Assert.Empty(await app.VersionsAsync(subject));
    }

    [Fact]
    public async Task Save_NothingChanged_AddsNothing()
    {
        const string subject = "topic/proof-of-ownership/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.OpenAsync(subject);

        var page = await robin.FollowAsync((await robin.SaveAsync(subject)).ExpectRedirect(Links.GuideVersions(subject)));

        Assert.Contains("Nothing was changed", page.Text, StringComparison.Ordinal);
        Assert.Contains("No versions yet", page.Text, StringComparison.Ordinal);
        Assert.Empty(await app.VersionsAsync(subject));
    }

    [Fact]
    public async Task Save_SameClickTwice_AddsOneVersion()
    {
        const string subject = "topic/after-a-reset/English";
        using var robin = await app.EditorAsync("Robin Hale");
        var form = await robin.OpenAsync(subject);
        var token = form.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");
        (string, string?)[] fields = [("__RequestVerificationToken", token), ("Input.From", "0"), ("Input.Title", "Twice"), ("Input.Summary", "Twice"), ("Input.Body", "Twice"), ("Input.CheckedOn", "2026-12-01")];

        var answers = await Task.WhenAll(robin.PostAsync(Links.GuideEdit(subject), fields), robin.PostAsync(Links.GuideEdit(subject), fields));

        Assert.All(answers, answer => answer.ExpectRedirect(Links.GuideVersions(subject)));
        Assert.Equal([1, 2], (await app.VersionsAsync(subject)).Select(version => version.Number));
    }

    [Theory]
    [InlineData("/staff/guide/topic/no-such-topic/English")]
    [InlineData("/staff/guide/topic/qr-code/German")]
    [InlineData("/staff/guide/topic/qr-code/1")]
    [InlineData("/staff/guide/method/no-such-method")]
    [InlineData("/staff/guide/versions/topic/qr-code/German")]
    [InlineData("/staff/guide/versions/topic/no-such-topic/English")]
    [InlineData("/staff/guide/versions/nothing")]
    [InlineData("/staff/guide/versions")]
    public async Task Get_NoSuchPage_IsNotFound(string path)
    {
        using var robin = await app.EditorAsync("Robin Hale");

        (await robin.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_Technician_FindsNothingAndSeesNoLink()
    {
        using var technician = await app.Data.SignInAsync(StaffRole.Technician);
        using var robin = await app.EditorAsync("Robin Hale");

        foreach (var path in new[] { Links.GuideEditor, Links.GuideEditorImages, Links.GuideEdit("topic/qr-code/English"), Links.GuideVersions("topic/qr-code/English") })
        {
            (await technician.GetAsync(path)).Expect(HttpStatusCode.NotFound);
            Assert.NotEmpty((await robin.GetAsync(path)).Expect(HttpStatusCode.OK).All($"nav a[href='{Links.GuideEditor}'][aria-current=page]"));
        }

        Assert.Empty((await technician.GetAsync(Links.Account)).All($"a[href='{Links.GuideEditor}']"));
    }
}
