using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>The guide from its files. A row that staff have edited is left alone for good, also while the edit is still a draft; the others follow the files.</summary>
internal static class GuideSeed
{
    public static Task RunAsync(CleveSecDb db, IClock clock, CancellationToken ct) => RunAsync(db, clock, GuideFiles.Topics(), GuideFiles.Methods(), ct);

    internal static async Task RunAsync(CleveSecDb db, IClock clock, IReadOnlyList<GuideTopic> topics, IReadOnlyList<GuideMethod> methods, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var edited = (await db.GuideVersions.AsNoTracking().Select(version => version.Subject).Distinct().ToListAsync(ct)).ToHashSet();
        var changed = await SeedTopicsAsync(db, topics, edited, now, ct) + await SeedMethodsAsync(db, methods, edited, now, ct);
        await db.SaveChangesAsync(ct);
        if (changed > 0)
        {
            // Sites that are running serve the guide from memory.
            await GuidePublished.NotifyAsync(db, ct);
        }
    }

    private static async Task<int> SeedTopicsAsync(CleveSecDb db, IReadOnlyList<GuideTopic> topics, HashSet<string> edited, Instant now, CancellationToken ct)
    {
        var changed = 0;
        var rows = await db.GuideTopics.ToDictionaryAsync(topic => (topic.Slug, topic.Language), ct);
        foreach (var topic in topics.Where(topic => !edited.Contains(GuideSubject.Of(topic))))
        {
            (topic.SeedHash, topic.PublishedAt) = (SeedHash.Of(topic), now);
            if (!rows.TryGetValue((topic.Slug, topic.Language), out var row))
            {
                db.GuideTopics.Add(topic);
                changed++;
            }
            else if (row.SeedHash != topic.SeedHash && row.SeedHash == SeedHash.Of(row))
            {
                db.Entry(row).CurrentValues.SetValues(topic);
                changed++;
            }
        }

        return changed;
    }

    private static async Task<int> SeedMethodsAsync(CleveSecDb db, IReadOnlyList<GuideMethod> methods, HashSet<string> edited, Instant now, CancellationToken ct)
    {
        var changed = 0;
        var rows = await db.GuideMethods.ToDictionaryAsync(method => method.Id, ct);
        foreach (var method in methods.Where(method => !edited.Contains(GuideSubject.Of(method))))
        {
            (method.SeedHash, method.PublishedAt) = (SeedHash.Of(method), now);
            if (!rows.TryGetValue(method.Id, out var row))
            {
                db.GuideMethods.Add(method);
                changed++;
            }
            else if (row.SeedHash != method.SeedHash && row.SeedHash == SeedHash.Of(row))
            {
                db.Entry(row).CurrentValues.SetValues(method);
                changed++;
            }
        }

        return changed;
    }
}
