using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <summary>
/// The one way to change a page of the guide: loaded, changed and saved in one transaction. Versions are only ever added; that two editors cannot both add the same number is held
/// by the primary key, and who comes second is asked again, and then finds what the first one saved.
/// </summary>
internal sealed class GuideChanges(CleveSecDb db, GuidePages pages, AuditTrail audit, IClock clock)
{
    public const string PublishedAction = "guide published";
    public const string Files = "CleveSec files";

    /// <param name="change">Adds versions of the page; what it returns is returned once all is saved.</param>
    /// <returns>Null: there is no such page.</returns>
    public Task<T?> RunAsync<T>(Subject subject, Func<EditedPage, Task<T>> change, CancellationToken ct) where T : class => RunAsync(subject, false, change, ct);

    /// <summary>As <see cref="RunAsync{T}(Subject, Func{EditedPage, Task{T}}, CancellationToken)"/>, for a change that may also publish: two who publish one page wait for each other.</summary>
    public Task<T?> RunAloneAsync<T>(Subject subject, Func<EditedPage, Task<T>> change, CancellationToken ct) where T : class => RunAsync(subject, true, change, ct);

    /// <summary>How the audit trail names the version that was published.</summary>
    public static string Publishing(int number) => $"version {number}";

    /// <summary>Adds the next version. Before the first one of all goes what readers see now, so that it can be compared and restored.</summary>
    public GuideVersion Add(EditedPage page, GuideContent content, string? note, ClaimsPrincipal by)
    {
        var number = page.Number + 1;
        if (page.Newest is null)
        {
            db.GuideVersions.Add(Version(page, number, page.Published, "As it came with the site.", null, Files, page.PublishedAt, page.PublishedAt));
            page.Show(page.Published, number, page.PublishedAt);
            number++;
        }

        var version = Version(page, number, content, note, by.StaffId(), by.Identity?.Name ?? "", clock.GetCurrentInstant(), null);
        db.GuideVersions.Add(version);
        return version;
    }

    /// <summary>Readers see this version from the commit on, on every running site.</summary>
    public Task PublishAsync(EditedPage page, GuideVersion version, ClaimsPrincipal by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        page.Show(GuideContent.Parse(page.Subject, version.Content), version.Number, now);
        version.PublishedAt = now;
        audit.Add(by, PublishedAction, page.Subject.Key, Publishing(version.Number));
        return GuidePublished.NotifyAsync(db, ct);
    }

    private async Task<T?> RunAsync<T>(Subject subject, bool alone, Func<EditedPage, Task<T>> change, CancellationToken ct) where T : class
    {
        while (true)
        {
            try
            {
                return await db.Database.CreateExecutionStrategy().ExecuteAsync(() => TryAsync(subject, alone, change, ct));
            }
            catch (Exception error) when (DbErrors.IsUnique(error, DbErrors.GuideVersionKey))
            {
                // Somebody saved this number at the same moment. There is one version more now, so this ends.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<T?> TryAsync<T>(Subject subject, bool alone, Func<EditedPage, Task<T>> change, CancellationToken ct) where T : class
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (alone)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({subject.Key}, 0))", ct);
        }

        if (await pages.FindAsync(subject, toChange: true, ct) is not { } page)
        {
            return null;
        }

        var outcome = await change(page);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    private static GuideVersion Version(EditedPage page, int number, GuideContent content, string? note, Guid? byId, string byName, Instant at, Instant? publishedAt) =>
        new() { Subject = page.Subject.Key, Number = number, Content = content.ToJson(), Note = note, ById = byId, ByName = byName, At = at, PublishedAt = publishedAt };
}
