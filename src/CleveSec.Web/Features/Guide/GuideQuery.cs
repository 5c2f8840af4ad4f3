using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Features.Shared.Comments;
using CleveSec.Web.Features.Shared.Methods;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Guide;

/// <summary>The guide as its readers see it, in the language of the request.</summary>
internal sealed class GuideQuery(CleveSecDb db, MethodFactsQuery methods, GuideMarkdown markdown, PublishedCommentsQuery comments)
{
    /// <summary>The topic that is the guide's first page.</summary>
    public const string Overview = "overview";

    /// <summary>The topic with its neighbours and methods, or null.</summary>
    public async Task<GuidePage?> FindAsync(string slug, CancellationToken ct)
    {
        var language = Languages.Current;
        var topics = db.GuideTopics.AsNoTracking().Where(topic => topic.Language == language);
        var links = await topics.OrderBy(topic => topic.Position).Select(topic => new TopicLink(topic.Slug, topic.Title, topic.Summary)).ToListAsync(ct);
        var here = links.FindIndex(link => link.Slug == slug);
        if (here < 0)
        {
            return null;
        }

        var topic = await topics.Where(topic => topic.Slug == slug).Select(topic => new { topic.Body, topic.CheckedOn, topic.PublishedAt }).FirstAsync(ct);
        return new GuidePage(
            links[here], topic.CheckedOn, topic.PublishedAt, markdown.Render(topic.Body, language), await methods.RunAsync(ct), links, links.ElementAtOrDefault(here - 1), links.ElementAtOrDefault(here + 1))
        {
            Comments = await comments.RunAsync(slug, 1, ct),
        };
    }
}

internal sealed record TopicLink(string Slug, string Title, string Summary)
{
    public string Address => Links.GuideTopic(Slug);
}

/// <param name="Methods">All methods of the guide, gentlest first within each brand.</param>
internal sealed record GuidePage(
    TopicLink Topic, LocalDate CheckedOn, Instant PublishedAt, GuideText Text, IReadOnlyList<MethodFacts> Methods, IReadOnlyList<TopicLink> Topics, TopicLink? Previous, TopicLink? Next)
{
    /// <summary>The newest questions with their answers.</summary>
    public PublishedComments Comments { get; init; } = PublishedComments.None;

    /// <summary>The methods this topic explains.</summary>
    public IEnumerable<MethodFacts> Explained => Methods.Where(method => method.Topic == Topic.Slug);

    /// <summary>The four ways of the comparison table: those we dare an estimate for.</summary>
    public IEnumerable<MethodFacts> Compared => Methods.Where(method => method.EstimatePercent is not null);

    public TopicLink? TopicOf(string slug) => Topics.FirstOrDefault(topic => topic.Slug == slug);

    public MethodFacts? Method(string? id) => Methods.FirstOrDefault(method => method.Id == id);
}
