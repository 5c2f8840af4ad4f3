using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Found;

/// <summary>Every page anybody may open: those of the program whose address has no part to fill in, and the guide's topics. A new page is in it by itself.</summary>
internal sealed class SitemapQuery(CleveSecDb db, EndpointDataSource endpoints, SiteAddress site)
{
    public async Task<IReadOnlyList<PublicPage>> RunAsync(CancellationToken ct)
    {
        var topics = await db.GuideTopics.AsNoTracking().OrderBy(topic => topic.Position).Select(topic => new { topic.Slug, topic.Language, topic.PublishedAt }).ToListAsync(ct);
        var guide = topics.GroupBy(topic => Links.GuideTopic(topic.Slug)).ToDictionary(page => page.Key, page => page.ToDictionary(topic => topic.Language, topic => (Instant?)topic.PublishedAt));
        var others = Fixed().Where(path => !guide.ContainsKey(path)).Order(StringComparer.Ordinal);
        return [.. others.Select(path => new PublicPage(Enum.GetValues<Language>().ToDictionary(language => language, language => Version(language, path, null)))),
            .. guide.Select(page => new PublicPage(page.Value.ToDictionary(version => version.Key, version => Version(version.Key, page.Key, version.Value))))];
    }

    private IEnumerable<string> Fixed() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.RoutePattern.Parameters.Count == 0)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
        .Where(Findable.Is)
        .Distinct();

    private PageVersion Version(Language language, string path, Instant? changed) => new(site.Absolute(Languages.In(language, path)), changed);
}

/// <summary>One page in the languages it exists in.</summary>
internal sealed record PublicPage(IReadOnlyDictionary<Language, PageVersion> Versions);

/// <param name="Changed">Null where nobody keeps it.</param>
internal sealed record PageVersion(string Address, Instant? Changed);
