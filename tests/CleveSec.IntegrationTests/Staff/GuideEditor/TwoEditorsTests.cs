using System.Net;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

/// <summary>Two people at one page: the second is told, and nothing of anybody's is lost.</summary>
public sealed class TwoEditorsTests(GuideDesk app) : IClassFixture<GuideDesk>
{
    [Fact]
    public async Task Save_SomebodyElseSavedMeanwhile_IsToldWhoWhenAndWhatAndMaySaveOnTop()
    {
        const string subject = "topic/reset-button/English";
        using var robin = await app.EditorAsync("Robin Hale");
        using var alex = await app.EditorAsync("Alex O'Brien-Muñoz");
        await robin.OpenAsync(subject);
        await alex.OpenAsync(subject);
        (await alex.SaveAsync(subject, ("Input.Title", "By Alex"), ("Input.Body", "Same line.\r\n\r\nHold it for ten seconds."), ("Input.Note", "Shorter"), ("Input.CheckedOn", "2026-11-30"))).ExpectRedirect(Links.GuideVersions(subject));
        app.Clock.Advance(Duration.FromMinutes(3));

        var refused = (await robin.SaveAsync(subject, ("Input.Title", "By Robin"), ("Input.Body", "Same line.\r\n\r\nHold it for twelve seconds."), ("Input.Note", "Longer"), ("Input.CheckedOn", "2026-12-01"))).Expect(HttpStatusCode.Conflict);

        Assert.StartsWith("Error: ", refused.Document.Title, StringComparison.Ordinal);
        Assert.Contains("Alex O'Brien-Muñoz saved version 2 while you were typing.", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("Tue, Dec 1, 10 am", refused.One("[aria-labelledby=conflict]").TextContent, StringComparison.Ordinal);
        Assert.Contains("“Shorter”", refused.One("[aria-labelledby=conflict]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Title: By Alex", "Last checked on: 2026-11-30", "Hold it for ten seconds."], refused.All("tr[data-change=Removed] del").Select(line => line.TextContent));
        Assert.Equal(["Title: By Robin", "Last checked on: 2026-12-01", "Hold it for twelve seconds."], refused.All("tr[data-change=Added] ins").Select(line => line.TextContent));
        Assert.Equal(["ten"], refused.All("del mark").Select(word => word.TextContent).Where(word => word.Contains("ten", StringComparison.Ordinal)));
        Assert.Equal(("By Robin", "Longer", "2026-12-01"), (refused.Typed("Input_Title"), refused.Typed("Input_Note"), refused.Typed("Input_CheckedOn")));
        Assert.Equal("Same line.\n\nHold it for twelve seconds.", refused.Typed("Input_Body").ReplaceLineEndings("\n"));
        Assert.Equal("2", refused.Typed("Input_From"));

        // Having seen it, Robin saves on top: both are kept.
        (await robin.SaveAsync(subject)).ExpectRedirect(Links.GuideVersions(subject));
        var versions = await app.VersionsAsync(subject);
        Assert.Equal([(1, "CleveSec files"), (2, "Alex O'Brien-Muñoz"), (3, "Robin Hale")], versions.Select(version => (version.Number, version.ByName)));
        Assert.Contains("By Alex", versions[1].Content, StringComparison.Ordinal);
        Assert.Contains("By Robin", versions[2].Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topic/security-questions/English", 0)]
    [InlineData("topic/security-questions/Spanish", 1)]
    [InlineData("method/dahua-xml", 0)]
    [InlineData("method/dahua-button", 1)]
    public async Task Save_EightAtOnceFromOneVersion_OneIsSavedAndSevenKeepTheirWords(string subject, int editsBefore)
    {
        var editors = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => app.EditorAsync($"Editor {i}")));
        var field = subject.StartsWith("topic", StringComparison.Ordinal) ? "Input.Summary" : "Input.English.Risk";
        for (var i = 0; i < editsBefore; i++)
        {
            await editors[0].EditAsync(subject, (field, $"Before {i}"));
        }

        await Task.WhenAll(editors.Select(editor => editor.OpenAsync(subject)));

        var answers = await Task.WhenAll(editors.Select((editor, i) => editor.SaveAsync(subject, (field, $"Words of editor {i}"), ("Input.Note", $"Note {i}"))));

        var winner = Assert.Single(Enumerable.Range(0, 8), i => answers[i].Status == HttpStatusCode.Redirect);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        foreach (var (answer, i) in answers.Select((answer, i) => (answer, i)).Where(it => it.i != winner))
        {
            Assert.Contains($"Editor {winner} saved version", answer.One(".error-summary").TextContent, StringComparison.Ordinal);
            Assert.Equal(($"Words of editor {i}", $"Note {i}"), (answer.Typed(field.Replace('.', '_')), answer.Typed("Input_Note")));
        }

        var versions = await app.VersionsAsync(subject);
        Assert.Equal(Enumerable.Range(1, editsBefore + 2), versions.Select(version => version.Number));
        Assert.Contains($"Words of editor {winner}", versions[^1].Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task Save_ForgedBase_NeverReplacesOrSkipsAVersion(string from)
    {
        const string subject = "topic/wait-out-the-lock/English";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Title", $"Before {from}"));
        var before = await app.VersionsAsync(subject);
        await robin.OpenAsync(subject);

        (await robin.SaveAsync(subject, ("Input.Title", $"Forged {from}"), ("Input.From", from))).Expect(HttpStatusCode.Conflict);

        Assert.Equal(before.Select(version => version.Content), (await app.VersionsAsync(subject)).Select(version => version.Content));
    }

    [Fact]
    public async Task Rewrite_SavedVersion_IsRefusedByTheDatabase()
    {
        const string subject = "topic/wait-out-the-lock/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Title", "Kept"));

        var rewritten = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Database.AsSiteAsync("update guide_versions set content = '{}' where subject = $1", subject));
        var removed = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Database.AsSiteAsync("delete from guide_versions where subject = $1", subject));

        Assert.Equal(("42501", "42501"), (rewritten.SqlState, removed.SqlState));
    }
}
