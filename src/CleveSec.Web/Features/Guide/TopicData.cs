using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared.Methods;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Guide;

/// <summary>A page of the guide as schema.org's data: where it stands, the steps of its methods, the questions answered under it. Nothing that is not published.</summary>
internal sealed partial class TopicData(CleveSecDb db, SiteAddress site, IStringLocalizer<TopicData> t)
{
    private const int MostQuestions = 20;

    public async Task<IReadOnlyList<JsonObject>> RunAsync(GuidePage page, CancellationToken ct)
    {
        var data = page.Explained.Where(method => method.Steps.Count > 0).Select(HowTo).ToList();
        if (page.Topic.Slug != GuideQuery.Overview)
        {
            data.Insert(0, Breadcrumbs(page.Topic));
        }

        if (await QuestionsAsync(page.Topic.Slug, ct) is { Count: > 0 } questions)
        {
            data.Add(new JsonObject { ["@type"] = "FAQPage", ["mainEntity"] = new JsonArray([.. questions]) });
        }

        return data;
    }

    private JsonObject Breadcrumbs(TopicLink topic) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray(Crumb(1, t["Password-reset guide"], Links.Guide), Crumb(2, topic.Title, topic.Address)),
    };

    private JsonObject Crumb(int position, string name, string path) => new()
    {
        ["@type"] = "ListItem",
        ["position"] = position,
        ["name"] = name,
        ["item"] = site.Absolute(Languages.In(Languages.Current, path)),
    };

    private static JsonObject HowTo(MethodFacts method)
    {
        var data = new JsonObject
        {
            ["@type"] = "HowTo",
            ["name"] = method.Name,
            ["inLanguage"] = Languages.Tag(Languages.Current),
            ["step"] = new JsonArray([.. method.Steps.Select((step, i) => new JsonObject { ["@type"] = "HowToStep", ["position"] = i + 1, ["text"] = step })]),
        };

        // A time that is a range, a guess or depends on somebody's answer is no total.
        if (!method.Minutes.Expected && OneNumber().Match(method.Minutes.Words) is { Success: true } minutes)
        {
            data["totalTime"] = string.Create(CultureInfo.InvariantCulture, $"PT{int.Parse(minutes.Groups["n"].Value, CultureInfo.InvariantCulture)}M");
        }

        return data;
    }

    private async Task<List<JsonObject>> QuestionsAsync(string slug, CancellationToken ct)
    {
        var language = Languages.Current;
        var rows = await db.GuideComments.AsNoTracking()
            .Where(comment => comment.Slug == slug && comment.Language == language && comment.State == CommentState.Published && comment.Answer != null && comment.Answer != "")
            .OrderByDescending(comment => comment.DecidedAt).Take(MostQuestions)
            .Select(comment => new { comment.Text, comment.Answer }).ToListAsync(ct);
        return rows.ConvertAll(row => new JsonObject
        {
            ["@type"] = "Question",
            ["name"] = row.Text,
            ["acceptedAnswer"] = new JsonObject { ["@type"] = "Answer", ["text"] = row.Answer },
        });
    }

    [GeneratedRegex(@"^(?<n>\d{1,3}) (minutes?|minutos?)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex OneNumber();
}
