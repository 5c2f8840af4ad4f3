using System.Net;
using System.Xml;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Found;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.IntegrationTests.Found;

public sealed class SitemapTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Sitemap_HasEveryPublicPageInBothLanguagesAndNothingElse()
    {
        var paths = (await ReadAsync()).Select(entry => entry.Address[CleveSecApp.BaseUrl.Length..]).ToList();

        var expected = EndpointTable.Rows
            .Where(row => row.Method == "GET" && row.Who == Who.Everybody && !row.Route.Contains('{', StringComparison.Ordinal) && !row.Route.Contains('.', StringComparison.Ordinal))
            .Select(row => row.Route)
            .Where(path => !new[] { "/health", "/staff", "/visit", "/book/", "/blog", "/guide/search", "/contact/thanks", "/check", "/offline", "/which-reset/offline" }.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .Concat((await app.DbAsync(db => db.GuideTopics.Where(topic => topic.Language == Language.English).Select(topic => topic.Slug).ToListAsync(Ct))).Select(Links.GuideTopic))
            .Distinct()
            .SelectMany(path => new[] { path, path == "/" ? "/es" : "/es" + path });
        Assert.Equal(expected.Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_EachPageOfTheSitemap_IsThereAndNamesTheSameAlternates()
    {
        using var client = app.Client();

        foreach (var entry in await ReadAsync())
        {
            var page = (await client.GetAsync(entry.Address[CleveSecApp.BaseUrl.Length..])).Expect(HttpStatusCode.OK);
            Assert.Equal(entry.Address, page.One("link[rel=canonical]").GetAttribute("href"));
            Assert.Equal(
                entry.Alternates.Order(StringComparer.Ordinal),
                page.All("link[rel=alternate][hreflang]").Select(link => $"{link.GetAttribute("hreflang")} {link.GetAttribute("href")}").Order(StringComparer.Ordinal));
            Assert.Empty(page.All("meta[name=robots]"));
        }
    }

    [Fact]
    public async Task Get_Sitemap_SaysWhenTopicsChangedAndNothingAboutOthers()
    {
        var published = Instant.FromUtc(2026, 11, 20, 12, 30);
        await app.DbAsync(db => db.GuideTopics.Where(topic => topic.Slug == "lorex" && topic.Language == Language.Spanish).ExecuteUpdateAsync(topic => topic.SetProperty(it => it.PublishedAt, published), Ct));

        var entries = await ReadAsync();

        Assert.Equal("2026-11-20T12:30:00Z", entries.Single(entry => entry.Address.EndsWith("/es/guide/lorex", StringComparison.Ordinal)).Changed);
        Assert.All(entries, entry => Assert.Equal(entry.Address.Contains("/guide", StringComparison.Ordinal), entry.Changed is not null));
        Assert.All(entries.Where(entry => entry.Changed is not null), entry => Assert.True(InstantPattern.General.Parse(entry.Changed!).Success));
    }

    [Fact]
    public async Task Get_SitemapUnderAnotherHost_NamesTheConfiguredAddress()
    {
        using var client = app.Client();

        var sitemap = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/sitemap.xml") { Headers = { Host = "evil.example" } });

        Assert.DoesNotContain("evil.example", sitemap.Expect(HttpStatusCode.OK).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Robots_OfASiteThatIsNotInProduction_ClosesEverything()
    {
        using var client = app.Client();

        Assert.Equal("User-agent: *\nDisallow: /\n", (await client.GetAsync("/robots.txt")).Expect(HttpStatusCode.OK).Body);
    }

    [Fact]
    public void Robots_OfAnOpenSite_CloseWhatIsPersonalInBothLanguagesAndNameTheSitemap() => Assert.Equal(
        "User-agent: *\nDisallow: /staff\nDisallow: /tech\nDisallow: /visit\nDisallow: /book/booked\nDisallow: /es/visit\nDisallow: /es/book/booked\n\nSitemap: https://clevesec.test/sitemap.xml\n",
        Robots.Write(open: true, new CleveSec.Web.Mail.SiteAddress(new Uri(CleveSecApp.BaseUrl))));

    [Theory]
    [InlineData("/post/how-to-reset-dahua-password-a-step-by-step-guide-for-dvrs-and-nvrs", "/guide")]
    [InlineData("/post/anything/at/all?utm_source=x", "/guide")]
    [InlineData("/post", "/guide")]
    [InlineData("/blog", "/guide")]
    [InlineData("/es/blog", "/es/guide")]
    public async Task Get_AddressOfTheOldBlog_MovesToTheGuideForGood(string old, string now)
    {
        using var client = app.Client();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            (await client.SendAsync(new HttpRequestMessage(method, old))).Expect(HttpStatusCode.MovedPermanently).ExpectRedirect(now);
        }

        (await client.PostAsync(old)).Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/sitemap.xml")]
    [InlineData("/robots.txt")]
    public async Task Get_FileForPrograms_IsKeptAWhileAndSetsNoCookie(string path)
    {
        using var client = app.Client();

        var file = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);

        Assert.True(file.Headers.CacheControl?.Public);
        Assert.Empty(client.Cookies);
        (await client.GetAsync("/es" + path)).Expect(HttpStatusCode.NotFound);
        (await client.PostAsync(path)).Expect(HttpStatusCode.MethodNotAllowed);
    }

    private async Task<IReadOnlyList<Entry>> ReadAsync()
    {
        using var client = app.Client();
        var sitemap = (await client.GetAsync("/sitemap.xml")).Expect(HttpStatusCode.OK);
        Assert.Equal("application/xml", sitemap.ContentHeaders.ContentType?.MediaType);
        var document = new XmlDocument();
        using var reader = XmlReader.Create(new MemoryStream(sitemap.Content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        document.Load(reader);
        Assert.Equal(Sitemap.Namespace, document.DocumentElement!.NamespaceURI);
        return [.. document.DocumentElement.ChildNodes.OfType<XmlElement>().Select(url => new Entry(
            url["loc", Sitemap.Namespace]!.InnerText,
            url["lastmod", Sitemap.Namespace]?.InnerText,
            [.. url.GetElementsByTagName("link", Sitemap.LinkNamespace).OfType<XmlElement>().Select(link => $"{link.GetAttribute("hreflang")} {link.GetAttribute("href")}")]))];
    }

    private sealed record Entry(string Address, string? Changed, IReadOnlyList<string> Alternates);
}
