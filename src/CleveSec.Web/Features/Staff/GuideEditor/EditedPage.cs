using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>A page of the guide in work: what readers see of it now, and its newest version.</summary>
internal abstract class EditedPage(Subject subject, GuideVersion? newest)
{
    public Subject Subject { get; } = subject;

    /// <summary>Null: nobody has edited it, it stands as it came from the files.</summary>
    public GuideVersion? Newest { get; } = newest;

    /// <summary>The number an editor starts from; 0 without any version.</summary>
    public int Number => Newest?.Number ?? 0;

    /// <summary>The version readers see; 0 for what came from the files.</summary>
    public abstract int PublishedNumber { get; }
    public abstract Instant PublishedAt { get; }
    public abstract GuideContent Published { get; }

    /// <summary>What an editor goes on from: the newest version, draft or not.</summary>
    public GuideContent Latest => Newest is null ? Published : GuideContent.Parse(Subject, Newest.Content);
    public bool HasDraft => Number > PublishedNumber;

    /// <summary>"en-US" or "es-US".</summary>
    public abstract string Lang { get; }

    /// <summary>What readers see becomes this version; the row is written with the context that loaded it.</summary>
    public abstract void Show(GuideContent content, int number, Instant at);
}

internal sealed class EditedTopic(Subject.Topic subject, GuideTopic row, GuideVersion? newest) : EditedPage(subject, newest)
{
    public override int PublishedNumber => row.Version;
    public override Instant PublishedAt => row.PublishedAt;
    public override GuideContent Published => TopicContent.Of(row);
    public override string Lang => Languages.Tag(subject.Language);
    public Language Language => subject.Language;

    public override void Show(GuideContent content, int number, Instant at)
    {
        ((TopicContent)content).PutInto(row);
        (row.Version, row.PublishedAt) = (number, at);
    }
}

internal sealed class EditedMethod(Subject.Method subject, GuideMethod row, GuideVersion? newest) : EditedPage(subject, newest)
{
    public override int PublishedNumber => row.Version;
    public override Instant PublishedAt => row.PublishedAt;
    public override GuideContent Published => MethodContent.Of(row);
    public override string Lang => Languages.Tag(Language.English);
    public string Id => row.Id;

    public string Brand => row.Brand?.ToString() ?? "every brand";

    public override void Show(GuideContent content, int number, Instant at)
    {
        ((MethodContent)content).PutInto(row);
        (row.Version, row.PublishedAt) = (number, at);
    }
}

/// <summary>Loads pages of the guide for looking at or for changing them.</summary>
internal sealed class GuidePages(CleveSecDb db)
{
    /// <param name="toChange">The context follows the row and writes what is changed of it.</param>
    /// <returns>Null: there is no such page.</returns>
    public async Task<EditedPage?> FindAsync(Subject subject, bool toChange, CancellationToken ct)
    {
        var newest = await Followed(db.GuideVersions, toChange).Where(version => version.Subject == subject.Key).OrderByDescending(version => version.Number).FirstOrDefaultAsync(ct);
        return subject switch
        {
            Subject.Topic topic when await Followed(db.GuideTopics, toChange).FirstOrDefaultAsync(row => row.Slug == topic.Slug && row.Language == topic.Language, ct) is { } row => new EditedTopic(topic, row, newest),
            Subject.Method method when await Followed(db.GuideMethods, toChange).FirstOrDefaultAsync(row => row.Id == method.Id, ct) is { } row => new EditedMethod(method, row, newest),
            _ => null,
        };
    }

    public Task<GuideVersion?> VersionAsync(Subject subject, int number, CancellationToken ct) =>
        db.GuideVersions.AsNoTracking().FirstOrDefaultAsync(version => version.Subject == subject.Key && version.Number == number, ct);

    private static IQueryable<T> Followed<T>(DbSet<T> rows, bool toChange) where T : class => toChange ? rows.AsTracking() : rows.AsNoTracking();
}
