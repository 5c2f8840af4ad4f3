using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

public sealed class MethodEditTests(GuideDesk app) : IClassFixture<GuideDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_EveryMethodAsItIs_IsValidAndChangesNothing()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        foreach (var method in ResetMethod.All)
        {
            var subject = $"method/{method.Id}";
            var before = (await app.VersionsAsync(subject)).Count;
            var form = (await robin.OpenAsync(subject)).Expect(HttpStatusCode.OK);
            Assert.Contains(method.Destructive ? "Yes: settings are or may be lost" : "No.", form.One(".editor-facts").TextContent, StringComparison.Ordinal);

            (await robin.SaveAsync(subject, ("Input.Note", "Nothing"))).ExpectRedirect(Links.GuideVersions(subject));

            Assert.True((await app.VersionsAsync(subject)).Count == before, method.Id);
        }
    }

    [Fact]
    public async Task Publish_EveryField_IsWhatTheGuideShowsAndTheHistoryKeeps()
    {
        const string subject = "method/dahua-questions";
        using var robin = await app.EditorAsync("Robin Hale");
        var before = await app.DbAsync(db => db.GuideMethods.AsNoTracking().SingleAsync(method => method.Id == "dahua-questions", Ct));
        await robin.EditAsync(
            subject,
            ("Input.Topic", "reset-button"), ("Input.Network", "phone"), ("Input.Settings", "MayBeLost"), ("Input.Footage", "NotStated"), ("Input.WorksOffline", null), ("Input.NextId", "dahua-button"),
            ("Input.EstimatePercent", " 77 "), ("Input.Sources", " A manual \r\n\r\nAnother one"), ("Input.Unproven", "settings"), ("Input.Unproven", "cost"), ("Input.CheckedOn", "2026-12-01"),
            ("Input.English.Name", "Questions, renamed"), ("Input.English.Needs", "One\r\nTwo <b>"), ("Input.Spanish.Needs", "Uno\r\nDos"), ("Input.Spanish.Name", "Preguntas, otro nombre"),
            ("Input.English.Limits", ""), ("Input.Spanish.Limits", " \r\n"), ("Input.English.Steps", "First\r\nSecond"), ("Input.Spanish.Steps", "Primero\r\nSegundo"));
        await robin.PublishAsync(subject);

        var after = await app.DbAsync(db => db.GuideMethods.AsNoTracking().SingleAsync(method => method.Id == "dahua-questions", Ct));
        Assert.Equal(("reset-button", "phone", "MayBeLost", "NotStated", false, "dahua-button", (int?)77, 2, new LocalDate(2026, 12, 1)), (after.Topic, after.Network, after.Settings, after.Footage, after.WorksOffline, after.NextId, after.EstimatePercent, after.Version, after.CheckedOn));
        Assert.Equal((before.Brand, before.Destructive, before.Position), (after.Brand, after.Destructive, after.Position));
        Assert.Equal("A manual|Another one; cost|settings; One|Two <b>; ; Primero|Segundo",
            string.Join("; ", new[] { after.Sources, after.Unproven, after.English.Needs, after.Spanish.Limits, after.Spanish.Steps }.Select(list => string.Join('|', list))));
        using var reader = app.Client();
        var row = (await reader.GetAsync("/guide")).All("#compare ~ .table-scroll tbody tr").Single(row => row.TextContent.Contains("Questions, renamed", StringComparison.Ordinal));
        Assert.Contains("77 %", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Two <b>", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Preguntas, otro nombre", (await reader.GetAsync("/es/guide")).Text, StringComparison.Ordinal);
        var history = await robin.GetAsync(Links.GuideCompare(subject, 1, 2));
        Assert.Contains("Footage: Not stated by the maker", history.All(".diff ins").Select(line => line.TextContent));
        Assert.Contains("English, you need 2: Two <b>", history.All(".diff ins").Select(line => line.TextContent));
        Assert.Contains("Works offline: yes", history.All(".diff del").Select(line => line.TextContent));
    }

    [Fact]
    public async Task Restore_Method_BringsEveryFieldBack()
    {
        const string subject = "method/hik-sadp";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Settings", "Lost"), ("Input.English.WhenToStop", "Never."), ("Input.Sources", "None"));
        await robin.PublishAsync(subject);
        await robin.GetAsync(Links.GuideVersions(subject));
        (await robin.SubmitAsync($"form[action='{Links.GuideVersionsPost(subject, "Restore")}']")).ExpectRedirect(Links.GuideVersions(subject));
        await robin.PublishAsync(subject);

        Assert.Contains("Nothing differs", (await robin.GetAsync(Links.GuideCompare(subject, 1, 3))).Text, StringComparison.Ordinal);
        var versions = await app.VersionsAsync(subject);
        Assert.Equal(versions[0].Content, versions[2].Content);
        Assert.NotEqual(versions[0].Content, versions[1].Content);
    }

    [Theory]
    [InlineData("EstimatePercent", "101", "0 to 100")]
    [InlineData("EstimatePercent", "-1", "0 to 100")]
    [InlineData("EstimatePercent", "ninety", "0 to 100")]
    [InlineData("Sources", "", "Enter where this is from")]
    [InlineData("Sources", "301", "300 characters")]
    [InlineData("CheckedOn", "2027-01-01", "not come yet")]
    [InlineData("Note", "201", "200 characters")]
    [InlineData("English.Name", "", "Enter the name.")]
    [InlineData("English.Name", "81", "80 characters")]
    [InlineData("Spanish.Needs", " ", "Enter what one needs")]
    [InlineData("English.Minutes", "121", "120 characters")]
    [InlineData("Spanish.FootageNote", "", "Say what happens to the footage.")]
    [InlineData("English.Risk", "401", "400 characters")]
    [InlineData("Spanish.Steps", "Solo uno", "the Spanish 1. Say the same in both.")]
    [InlineData("Spanish.WhenToStop", "", "Say when to stop.")]
    [InlineData("English.EstimateNote", "Only a feeling", "There is no estimate above")]
    public async Task Save_SomethingWrong_SaysWhatBesideTheFieldAndKeepsAllThatWasTyped(string field, string typed, string said)
    {
        const string subject = "method/lorex-support";
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.OpenAsync(subject);
        var value = int.TryParse(typed, out var length) && length > 0 && field != "EstimatePercent" ? new string('x', length) : typed;
        (string Name, string? Value)[] fields = [("Input.English.Cost", "Typed cost"), ("Input.Spanish.Cost", "Costo escrito"), ($"Input.{field}", value)];

        var page = (await robin.SaveAsync(subject, [.. fields, ("Input.Unproven", "risk"), ("Input.NextId", "hik-guid")])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One($"#Input_{field.Replace('.', '_')}_error").TextContent, StringComparison.Ordinal);
        Assert.All(fields, it => Assert.Equal(it.Value, page.Typed(it.Name.Replace('.', '_'))));
        Assert.Equal(["risk"], page.All("input[name='Input.Unproven'][checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal("hik-guid", page.One("#Input_NextId option[selected]").GetAttribute("value"));
        Assert.Empty(await app.VersionsAsync(subject));
    }

    [Theory]
    [InlineData("Topic", "no-such-topic")]
    [InlineData("Network", "carrier pigeon")]
    [InlineData("Settings", "")]
    [InlineData("Footage", "<script>")]
    [InlineData("NextId", "no-such-method")]
    [InlineData("NextId", "hik-connect")]
    [InlineData("Unproven", "everything")]
    public async Task Save_ChoiceThatIsNotOffered_IsRefused(string field, string value)
    {
        const string subject = "method/hik-connect";
        using var robin = await app.EditorAsync("Robin Hale");
        var form = await robin.OpenAsync(subject);
        var typed = ((AngleSharp.Html.Dom.IHtmlFormElement)form.One(GuideDeskMoves.Form(subject))).Elements.Where(control => control.GetAttribute("name") is { } name && name != $"Input.{field}" && control.GetAttribute("type") != "checkbox")
            .Select(control => (control.GetAttribute("name")!, (string?)(control is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : control is AngleSharp.Html.Dom.IHtmlSelectElement select ? select.Value : control.GetAttribute("value"))));

        var page = (await robin.PostAsync(Links.GuideEdit(subject), [.. typed, ($"Input.{field}", value)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.NotEmpty(page.One($"#Input_{field}_error").TextContent);
        Assert.Empty(await app.VersionsAsync(subject));
    }
}
