using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.GuideEditor.Diff;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.GuideEditor;

/// <param name="PublishedBy">Who last made it what readers see; null for a draft, and for what came from the files.</param>
internal sealed record VersionLine(int Number, string ByName, Instant At, string? Note, Instant? PublishedAt, string? PublishedBy);

/// <param name="Versions">Newest first.</param>
/// <param name="From">The older of the two compared; 0 while there is nothing to compare.</param>
internal sealed record VersionsView(EditedPage Page, IReadOnlyList<VersionLine> Versions, int From, int To, DiffTable? Diff);

/// <summary>Every version of a page, and two of them compared.</summary>
internal sealed class VersionsQuery(CleveSecDb db, GuidePages pages)
{
    /// <param name="from">Null, or no version of the page: what readers see, or the one before the newest.</param>
    /// <param name="to">Null: the newest.</param>
    public async Task<VersionsView?> RunAsync(Subject subject, int? from, int? to, CancellationToken ct)
    {
        if (await pages.FindAsync(subject, toChange: false, ct) is not { } page)
        {
            return null;
        }

        var versions = await VersionsAsync(subject, ct);
        if (versions.Count < 2)
        {
            return new VersionsView(page, versions, 0, 0, null);
        }

        var newer = Known(versions, to) ?? page.Number;
        var older = Known(versions, from) ?? (page.HasDraft ? page.PublishedNumber : newer - 1);
        (older, newer) = (Math.Clamp(Math.Min(older, newer), 1, page.Number), Math.Max(older, newer));
        return new VersionsView(page, versions, older, newer, await CompareAsync(page, older, newer, ct));
    }

    private static int? Known(IReadOnlyList<VersionLine> versions, int? number) => versions.Any(version => version.Number == number) ? number : null;

    private async Task<DiffTable?> CompareAsync(EditedPage page, int older, int newer, CancellationToken ct) =>
        await pages.VersionAsync(page.Subject, older, ct) is { } before && await pages.VersionAsync(page.Subject, newer, ct) is { } after
            ? DiffTable.Of(($"version {older}", GuideContent.Parse(page.Subject, before.Content)), ($"version {newer}", GuideContent.Parse(page.Subject, after.Content)), page.Lang)
            : null;

    private async Task<IReadOnlyList<VersionLine>> VersionsAsync(Subject subject, CancellationToken ct)
    {
        var publishers = (await db.AuditEntries.AsNoTracking().Where(entry => entry.Action == GuideChanges.PublishedAction && entry.Subject == subject.Key).OrderBy(entry => entry.Id)
            .Select(entry => new { entry.Detail, entry.StaffName }).ToListAsync(ct)).ToLookup(entry => entry.Detail, entry => entry.StaffName);
        var rows = await db.GuideVersions.AsNoTracking().Where(version => version.Subject == subject.Key).OrderByDescending(version => version.Number)
            .Select(version => new { version.Number, version.ByName, version.At, version.Note, version.PublishedAt }).ToListAsync(ct);
        return rows.ConvertAll(row => new VersionLine(row.Number, row.ByName, row.At, row.Note, row.PublishedAt, publishers[GuideChanges.Publishing(row.Number)].LastOrDefault()));
    }
}
