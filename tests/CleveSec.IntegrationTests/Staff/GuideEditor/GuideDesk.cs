using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

/// <summary>A site on December 1, six days after the files of the guide were last checked, and the moves of its editors.</summary>
public sealed class GuideDesk : CleveSecApp
{
    public GuideDesk() => this.Clock.Now = Instant.FromUtc(2026, 12, 1, 15, 0);

    internal async Task<SiteClient> EditorAsync(string name) => await this.Data.SignInAsync(await this.Data.StaffAsync(StaffRole.Dispatcher, name));

    internal Task<List<GuideVersion>> VersionsAsync(string subject) =>
        this.DbAsync(db => db.GuideVersions.AsNoTracking().Where(version => version.Subject == subject).OrderBy(version => version.Number).ToListAsync(TestContext.Current.CancellationToken));

    internal Task<GuideTopic> TopicAsync(string slug, Domain.Customers.Language language = Domain.Customers.Language.English) =>
        this.DbAsync(db => db.GuideTopics.AsNoTracking().SingleAsync(topic => topic.Slug == slug && topic.Language == language, TestContext.Current.CancellationToken));
}

internal static class GuideDeskMoves
{
    public static string Form(string subject) => $"form[action='{Links.GuideEdit(subject)}']";

    /// <summary>Opens the form of a page.</summary>
    public static Task<SitePage> OpenAsync(this SiteClient editor, string subject) => editor.GetAsync(Links.GuideEdit(subject));

    /// <summary>Saves the form that is open.</summary>
    public static Task<SitePage> SaveAsync(this SiteClient editor, string subject, params (string Name, string? Value)[] fields) => editor.SubmitAsync(Form(subject), fields);

    /// <summary>Opens the form and saves it with these values.</summary>
    public static async Task EditAsync(this SiteClient editor, string subject, params (string Name, string? Value)[] fields)
    {
        await editor.OpenAsync(subject);
        (await editor.SaveAsync(subject, fields)).ExpectRedirect(Links.GuideVersions(subject));
    }

    /// <summary>Presses a button of the page with the versions, as it is open or as it is now.</summary>
    public static async Task<SitePage> PressAsync(this SiteClient editor, string subject, string handler, bool asOpen = false)
    {
        if (!asOpen)
        {
            await editor.GetAsync(Links.GuideVersions(subject));
        }

        return await editor.SubmitAsync($"form[action='{Links.GuideVersionsPost(subject, handler)}']");
    }

    public static async Task PublishAsync(this SiteClient editor, string subject) => (await editor.PressAsync(subject, "Publish")).ExpectRedirect(Links.GuideVersions(subject));

    /// <summary>What a form holds in a field or text area.</summary>
    public static string Typed(this SitePage page, string id) => page.One($"#{id}") is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : page.One($"#{id}").GetAttribute("value") ?? "";
}
