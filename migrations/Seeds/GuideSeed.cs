using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>The guide from its files. A row that staff have edited is left alone for good; the others follow the files.</summary>
internal static class GuideSeed
{
    public static Task RunAsync(CleveSecDb db, IClock clock, CancellationToken ct) => RunAsync(db, clock, GuideFiles.Topics(), GuideFiles.Methods(), ct);

    internal static async Task RunAsync(CleveSecDb db, IClock clock, IReadOnlyList<GuideTopic> topics, IReadOnlyList<GuideMethod> methods, CancellationToken ct)
    {
        await SeedTopicsAsync(db, topics, clock.GetCurrentInstant(), ct);
        await SeedMethodsAsync(db, methods, ct);
        await db.SaveChangesAsync(ct);
    }

    private static async Task SeedTopicsAsync(CleveSecDb db, IReadOnlyList<GuideTopic> topics, Instant now, CancellationToken ct)
    {
        var rows = await db.GuideTopics.ToDictionaryAsync(topic => topic.Slug, ct);
        foreach (var topic in topics)
        {
            (topic.SeedHash, topic.UpdatedAt) = (SeedHash.Of(topic), now);
            if (!rows.TryGetValue(topic.Slug, out var row))
            {
                db.GuideTopics.Add(topic);
            }
            else if (row.SeedHash != topic.SeedHash && row.SeedHash == SeedHash.Of(row))
            {
                db.Entry(row).CurrentValues.SetValues(topic);
            }
        }
    }

    private static async Task SeedMethodsAsync(CleveSecDb db, IReadOnlyList<GuideMethod> methods, CancellationToken ct)
    {
        var rows = await db.GuideMethods.ToDictionaryAsync(method => method.Id, ct);
        foreach (var method in methods)
        {
            method.SeedHash = SeedHash.Of(method);
            if (!rows.TryGetValue(method.Id, out var row))
            {
                db.GuideMethods.Add(method);
            }
            else if (row.SeedHash != method.SeedHash && row.SeedHash == SeedHash.Of(row))
            {
                db.Entry(row).CurrentValues.SetValues(method);
            }
        }
    }
}
