using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Migrations.Commands;
using CleveSec.Migrations.Seeds;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

/// <summary>Comparing, restoring, "checked today", reminders, and the seed after an edit.</summary>
public sealed class VersionTests(GuideDesk app) : IClassFixture<GuideDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Versions_ComparesAnyTwoInWords()
    {
        const string subject = "topic/xml-file/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Body", "Uno.\r\n\r\nDos."), ("Input.Note", "Corto"));
        await robin.EditAsync(subject, ("Input.Body", "Uno.\r\n\r\nTres <b>x</b>."));

        var page = (await robin.GetAsync(Links.GuideCompare(subject, 2, 3))).Expect(HttpStatusCode.OK);

        Assert.Equal(["Removed", "Added"], page.All(".diff tr[data-change]").Select(row => row.QuerySelector("td")!.TextContent).Where(word => word.Length > 0));
        Assert.Equal("Dos.", page.One(".diff del").TextContent);
        Assert.Equal("Tres <b>x</b>.", page.One(".diff ins").TextContent);
        Assert.Equal("es-US", page.All(".diff td[lang]")[0].GetAttribute("lang"));
        var whole = await robin.GetAsync(Links.GuideVersions(subject));
        Assert.Equal(["Version 3", "Version 2", "Version 1"], whole.All("section[aria-labelledby=all] tbody th").Select(cell => string.Join(' ', cell.TextContent.Trim().Split().Take(2))));
        Assert.Contains("Corto", whole.Text, StringComparison.Ordinal);
        Assert.Contains("From version 1 to version 3", whole.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing differs", (await robin.GetAsync(Links.GuideCompare(subject, 2, 2))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=x&to=99999999999")]
    [InlineData("?from=-1&to=0")]
    [InlineData("?from=3&to=1")]
    [InlineData("?from=&to=")]
    public async Task Get_VersionsWithOddNumbers_ComparesSomething(string query)
    {
        const string subject = "topic/lorex/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Body", $"Otra cosa {query}."));
        await robin.EditAsync(subject, ("Input.Body", $"Y otra {query}."));

        var page = (await robin.GetAsync(Links.GuideVersions(subject) + query)).Expect(HttpStatusCode.OK);

        Assert.NotEmpty(page.All(".diff"));
    }

    [Fact]
    public async Task Restore_OldVersion_IsANewDraftWithItsContent()
    {
        const string subject = "topic/qr-code/English";
        var files = await app.TopicAsync("qr-code");
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Title", "A mistake"), ("Input.Body", "Nothing."));
        await robin.PublishAsync(subject);
        await robin.GetAsync(Links.GuideVersions(subject));

        var page = await robin.FollowAsync((await robin.SubmitAsync($"form[action='{Links.GuideVersionsPost(subject, "Restore")}']")).ExpectRedirect(Links.GuideVersions(subject)));

        Assert.Contains("Version 1 is restored as version 3, a draft.", page.Text, StringComparison.Ordinal);
        Assert.Equal("A mistake", (await app.TopicAsync("qr-code")).Title);
        await robin.PublishAsync(subject);
        var topic = await app.TopicAsync("qr-code");
        Assert.Equal((files.Title, files.Summary, files.Body, files.CheckedOn, 3), (topic.Title, topic.Summary, topic.Body, topic.CheckedOn, topic.Version));
        Assert.Equal([("CleveSec files", null), ("Robin Hale", null), ("Robin Hale", "Version 1 restored.")],
            (await app.VersionsAsync(subject)).Select(version => (version.ByName, version.Number == 3 ? version.Note : null)));
    }

    [Fact]
    public async Task Restore_NewerVersionMeanwhile_IsRefusedAndNothingIsAdded()
    {
        const string subject = "topic/hikvision/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        using var alex = await app.EditorAsync("Alex Novak");
        await robin.EditAsync(subject, ("Input.Title", "Primero"));
        await robin.GetAsync(Links.GuideVersions(subject));
        await alex.EditAsync(subject, ("Input.Title", "Segundo"));

        var page = (await robin.SubmitAsync($"form[action='{Links.GuideVersionsPost(subject, "Restore")}']")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Alex Novak saved version 3", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await app.VersionsAsync(subject)).Count);
    }

    [Theory]
    [InlineData("Publish", "number=99")]
    [InlineData("Publish", "number=")]
    [InlineData("Restore", "number=99&newest=0")]
    [InlineData("Restore", "number=x")]
    public async Task Post_NoSuchVersion_IsNotFound(string handler, string fields)
    {
        const string subject = "topic/footage-first/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        var token = (await robin.GetAsync(Links.GuideVersions(subject))).All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");

        var pairs = fields.Split('&').Select(pair => (pair.Split('=')[0], (string?)pair.Split('=')[1])).Append(("__RequestVerificationToken", token)).ToArray();

        (await robin.PostAsync(Links.GuideVersionsPost(subject, handler), pairs)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("topic/preventing-lockouts/English")]
    [InlineData("topic/preventing-lockouts/Spanish")]
    [InlineData("method/hik-email")]
    public async Task CheckedToday_NeverEdited_MovesOnlyTheDateAndPublishes(string subject)
    {
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.GetAsync(Links.GuideEditor);
        var id = "#" + subject.Replace('/', '-').ToLowerInvariant();

        var page = await robin.FollowAsync((await robin.SubmitAsync($"{id} form")).ExpectRedirect(Links.GuideEditor));

        Assert.Contains("is marked as checked today", page.One(".notice[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Last checked today", page.One(id).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.All($"{id} form"));
        var versions = await app.VersionsAsync(subject);
        Assert.Equal([1, 2], versions.Select(version => version.Number));
        Assert.All(versions, version => Assert.NotNull(version.PublishedAt));
        Assert.Equal(["Last checked on: 2026-11-25", "Last checked on: 2026-12-01"],
            (await robin.GetAsync(Links.GuideCompare(subject, 1, 2))).All(".diff del, .diff ins").Select(line => line.TextContent));
        using var reader = app.Client();
        if (subject.StartsWith("topic", StringComparison.Ordinal))
        {
            Assert.Contains("2026-12-01", (await reader.GetAsync(subject.EndsWith("Spanish", StringComparison.Ordinal) ? "/es/guide/preventing-lockouts" : "/guide/preventing-lockouts")).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CheckedToday_ByTwoAtOnce_IsOneVersion()
    {
        const string subject = "topic/proof-of-ownership/English";
        using var robin = await app.EditorAsync("Robin Hale");
        using var alex = await app.EditorAsync("Alex Novak");
        await Task.WhenAll(robin.GetAsync(Links.GuideVersions(subject)), alex.GetAsync(Links.GuideVersions(subject)));

        var answers = await Task.WhenAll(robin.PressAsync(subject, "Checked", asOpen: true), alex.PressAsync(subject, "Checked", asOpen: true));

        Assert.All(answers, answer => answer.ExpectRedirect(Links.GuideVersions(subject)));
        Assert.Equal([1, 2], (await app.VersionsAsync(subject)).Select(version => version.Number));
        Assert.Single(new[] { await robin.GetAsync(Links.GuideVersions(subject)), await alex.GetAsync(Links.GuideVersions(subject)) }, page => page.Text.Contains("was marked as checked today already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CheckedToday_DraftWaits_IsRefusedBecauseTheDraftWouldBeBuried()
    {
        const string subject = "topic/after-a-reset/Spanish";
        using var robin = await app.EditorAsync("Robin Hale");
        using var alex = await app.EditorAsync("Alex Novak");
        await alex.GetAsync(Links.GuideEditor);
        await robin.EditAsync(subject, ("Input.Title", "Borrador"));

        var page = (await alex.SubmitAsync("#topic-after-a-reset-spanish form")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("has a draft by Robin Hale", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await app.VersionsAsync(subject)).Count);
    }

    [Fact]
    public async Task Get_List_RemindsOfPagesNotCheckedForLong()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        Assert.Empty((await robin.GetAsync(Links.GuideEditor)).All("h1 .badge"));
        await app.Database.AsOwnerAsync("update office_settings set guide_check_days = 5");
        try
        {
            var page = await robin.GetAsync(Links.GuideEditor);

            var due = await app.DbAsync(async db => await db.GuideTopics.CountAsync(topic => topic.CheckedOn < new LocalDate(2026, 11, 26), Ct) + await db.GuideMethods.CountAsync(method => method.CheckedOn < new LocalDate(2026, 11, 26), Ct));
            Assert.Equal($"{due} to check", page.One("h1 .badge").TextContent);
            Assert.Equal(due, page.All(".page-state .badge").Count(badge => badge.TextContent == "Check again"));
            Assert.Contains("Last checked 6 days ago.", page.One("#method-hik-guid").TextContent, StringComparison.Ordinal);
            Assert.True(due > 30);
            Assert.Equal(24 + 18, page.All(".page-state").Count);
            Assert.All(page.All(".page-state h3 a"), link => Assert.NotEmpty(link.TextContent));
        }
        finally
        {
            await app.Database.AsOwnerAsync("update office_settings set guide_check_days = 180");
        }
    }

    [Fact]
    public async Task Seed_AfterEdits_LeavesDraftsAndPublishedPagesAlone()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync("topic/overview/English", ("Input.Body", "By the office."));
        await robin.PublishAsync("topic/overview/English");
        await robin.EditAsync("topic/overview/Spanish", ("Input.Body", "Solo borrador."));
        await robin.EditAsync("method/lorex-app", ("Input.English.Risk", "By the office."));
        await robin.PublishAsync("method/lorex-app");
        var (topics, methods) = (GuideFiles.Topics(), GuideFiles.Methods());
        foreach (var topic in topics)
        {
            topic.Body = "From new files.\n";
        }

        foreach (var method in methods)
        {
            method.English = method.English with { Risk = "From new files." };
        }

        var files = (await app.TopicAsync("overview", Language.Spanish)).Body;
        await using var owner = DatabaseSettings.Open(app.Database.Owner);
        await GuideSeed.RunAsync(owner, SystemClock.Instance, topics, methods, Ct);

        Assert.Equal(("By the office.\n", files), ((await app.TopicAsync("overview")).Body, (await app.TopicAsync("overview", Language.Spanish)).Body));
        var risks = await app.DbAsync(db => db.GuideMethods.AsNoTracking().Where(method => method.Id == "lorex-app" || method.Id == "lorex-connect").ToDictionaryAsync(method => method.Id, method => method.English.Risk, Ct));
        Assert.Equal("By the office.", risks["lorex-app"]);

        // The control: what nobody edited follows the files.
        Assert.Equal(("From new files.\n", "From new files."), ((await app.TopicAsync("security-questions")).Body, risks["lorex-connect"]));
    }
}
