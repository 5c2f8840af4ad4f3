using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>How one page of the guide stands.</summary>
/// <param name="Brand">Of a method; null: every brand, or a topic.</param>
/// <param name="PublishedBy">Null: as it came from the files.</param>
/// <param name="Draft">The newest version, where nobody has published it yet.</param>
/// <param name="DaysSinceCheck">Since somebody last held it against its sources.</param>
/// <param name="Due">That is longer than the office allows.</param>
internal sealed record PageState(Subject Subject, string Heading, RecorderBrand? Brand, Instant PublishedAt, string? PublishedBy, VersionHead? Draft, int DaysSinceCheck, bool Due)
{
    public string LastChecked => DaysSinceCheck switch
    {
        <= 0 => "Last checked today",
        1 => "Last checked yesterday",
        _ => $"Last checked {DaysSinceCheck} days ago",
    };

    /// <summary>Whether "checked, nothing to change" can be said of it now.</summary>
    public bool CanBeChecked => Draft is null && DaysSinceCheck > 0;
}

internal sealed record VersionHead(string Subject, int Number, string ByName, Instant At);

/// <param name="English">The topic's pages by language; null where it lacks one.</param>
internal sealed record TopicStates(PageState? English, PageState? Spanish);

internal sealed record GuideList(IReadOnlyList<TopicStates> Topics, IReadOnlyList<PageState> Methods, int CheckDays)
{
    public IEnumerable<PageState> All => Topics.SelectMany(topic => new[] { topic.English, topic.Spanish }).OfType<PageState>().Concat(Methods);

    /// <summary>How many pages ask to be checked again.</summary>
    public int Due => All.Count(page => page.Due);
}

/// <summary>All pages of the guide and how they stand.</summary>
internal sealed class GuideListQuery(CleveSecDb db, IClock clock)
{
    public async Task<GuideList> RunAsync(CancellationToken ct)
    {
        var days = await db.OfficeSettings.AsNoTracking().Select(settings => settings.GuideCheckDays).FirstAsync(ct);
        var newest = await NewestAsync(ct);
        var publishers = await PublishersAsync(ct);
        var topics = await db.GuideTopics.AsNoTracking().OrderBy(topic => topic.Position)
            .Select(topic => new Row(GuideSubject.Topic(topic.Slug, topic.Language), topic.Title, null, topic.Version, topic.PublishedAt, topic.CheckedOn)).ToListAsync(ct);
        var methods = await db.GuideMethods.AsNoTracking().OrderBy(method => method.Position)
            .Select(method => new { method.Id, method.English, method.Brand, method.Version, method.PublishedAt, method.CheckedOn }).ToListAsync(ct);
        PageState State(Row row) => this.State(row, newest.GetValueOrDefault(row.Key), publishers.GetValueOrDefault(row.Key), days);
        return new GuideList([.. topics.Select(State).GroupBy(page => ((Subject.Topic)page.Subject).Slug).Select(Pair)], [.. methods.Select(method => State(new Row(GuideSubject.Method(method.Id), method.English.Name, method.Brand, method.Version, method.PublishedAt, method.CheckedOn)))], days);
    }

    private static TopicStates Pair(IEnumerable<PageState> pages)
    {
        var byLanguage = pages.ToDictionary(page => ((Subject.Topic)page.Subject).Language);
        return new TopicStates(byLanguage.GetValueOrDefault(Language.English), byLanguage.GetValueOrDefault(Language.Spanish));
    }

    private PageState State(Row row, VersionHead? newest, string? publisher, int days)
    {
        var since = Period.DaysBetween(row.CheckedOn, LocalTime.Today(clock.GetCurrentInstant()));
        return new PageState(Subject.Parse(row.Key)!, row.Heading, row.Brand, row.PublishedAt, publisher, newest?.Number > row.Version ? newest : null, since, since > days);
    }

    private Task<Dictionary<string, VersionHead>> NewestAsync(CancellationToken ct) => db.GuideVersions.AsNoTracking()
        .Where(version => !db.GuideVersions.Any(later => later.Subject == version.Subject && later.Number > version.Number))
        .Select(version => new VersionHead(version.Subject, version.Number, version.ByName, version.At))
        .ToDictionaryAsync(version => version.Subject, ct);

    /// <summary>Who published each page last: that is no part of the version, whose author may be somebody else.</summary>
    private Task<Dictionary<string, string>> PublishersAsync(CancellationToken ct) => db.AuditEntries.AsNoTracking()
        .Where(entry => entry.Action == GuideChanges.PublishedAction && !db.AuditEntries.Any(later => later.Action == entry.Action && later.Subject == entry.Subject && later.Id > entry.Id))
        .ToDictionaryAsync(entry => entry.Subject, entry => entry.StaffName, ct);

    private sealed record Row(string Key, string Heading, RecorderBrand? Brand, int Version, Instant PublishedAt, LocalDate CheckedOn);
}
