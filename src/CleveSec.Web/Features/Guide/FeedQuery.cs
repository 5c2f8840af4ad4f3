using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Guide;

/// <summary>What changed in the guide, in the language of the request, newest first: topics as they were first published, and every edit of a topic or method that was published since.</summary>
internal sealed class FeedQuery(CleveSecDb db)
{
    public const int MostChanges = 50;

    public async Task<IReadOnlyList<GuideChange>> RunAsync(CancellationToken ct)
    {
        var language = Languages.Current;
        var topics = await db.GuideTopics.AsNoTracking().Where(topic => topic.Language == language)
            .Select(topic => new { topic.Slug, topic.Title, topic.Summary, topic.Version, topic.PublishedAt }).ToListAsync(ct);
        var methods = await db.GuideMethods.AsNoTracking().ToListAsync(ct);
        var pages = topics.ToDictionary(topic => GuideSubject.Topic(topic.Slug, language), topic => new TopicLink(topic.Slug, topic.Title, topic.Summary));
        foreach (var method in methods.Where(method => topics.Exists(topic => topic.Slug == method.Topic)))
        {
            pages[GuideSubject.Of(method)] = new TopicLink(method.Topic, method.In(language).Name, "");
        }

        var edits = (await EditsAsync([.. pages.Keys], ct)).Select(edit => Change(edit.Subject, edit.Number, pages[edit.Subject], edit.Note, edit.PublishedAt!.Value));
        var firsts = topics.Where(topic => topic.Version == 0).Select(topic => First(GuideSubject.Topic(topic.Slug, language), topic.PublishedAt));
        GuideChange First(string subject, Instant at) => Change(subject, 0, pages[subject], null, at);
        return [.. edits.Concat(firsts).OrderByDescending(change => change.At).ThenBy(change => change.Subject, StringComparer.Ordinal).Take(MostChanges)];
    }

    private Task<List<GuideVersion>> EditsAsync(string[] subjects, CancellationToken ct) => db.GuideVersions.AsNoTracking()
        .Where(version => version.PublishedAt != null && subjects.Contains(version.Subject))
        .OrderByDescending(version => version.PublishedAt)
        .Take(MostChanges)
        .ToListAsync(ct);

    private static GuideChange Change(string subject, int number, TopicLink page, string? note, Instant at) => new(subject, number, page.Title, note ?? page.Summary, page.Slug, at);
}

/// <param name="Number">Of the version; 0 as it came from the files.</param>
/// <param name="Words">What changed, or what the page is about.</param>
internal sealed record GuideChange(string Subject, int Number, string Title, string Words, string Slug, Instant At);
