using System.Security.Cryptography;
using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Found;

/// <summary>
/// What the service worker keeps, in the language of the request. The version changes with whatever can change those pages: the program, its static files (their names hold a
/// fingerprint of their content), a publication, a published question. Only pages that are the same for everybody may stand here.
/// </summary>
internal sealed class OfflineListQuery(CleveSecDb db, EndpointDataSource endpoints)
{
    public async Task<OfflineList> RunAsync(CancellationToken ct)
    {
        var language = Languages.Current;
        var topics = await db.GuideTopics.AsNoTracking().Where(topic => topic.Language == language).OrderBy(topic => topic.Position).Select(topic => new { topic.Slug, topic.PublishedAt }).ToListAsync(ct);
        var methods = await db.GuideMethods.AsNoTracking().OrderBy(method => method.Id).Select(method => new { method.Id, method.PublishedAt }).ToListAsync(ct);
        var questions = await db.GuideComments.AsNoTracking().Where(comment => comment.State == CommentState.Published).OrderBy(comment => comment.Id).Select(comment => new { comment.Id, comment.DecidedAt }).ToListAsync(ct);
        var files = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()?.Route).OfType<string>().Order(StringComparer.Ordinal);
        string[] pages = [Links.Offline, .. topics.Select(topic => Links.GuideTopic(topic.Slug)), Links.WhichReset, Links.WhichResetOffline];
        var version = Hash([$"{typeof(OfflineListQuery).Module.ModuleVersionId}", .. files, .. topics.Select(topic => $"{topic}"), .. methods.Select(method => $"{method}"), .. questions.Select(question => $"{question}")]);
        return new OfflineList(Languages.Tag(language), version, [.. pages.Distinct().Select(path => Languages.In(language, path))]);
    }

    private static string Hash(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];
}

internal sealed record OfflineList(string Language, string Version, IReadOnlyList<string> Pages);
