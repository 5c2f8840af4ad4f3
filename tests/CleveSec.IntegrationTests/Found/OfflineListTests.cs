using System.Net;
using System.Text.Json;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Found;

/// <summary>What the service worker keeps, and what it may not.</summary>
public sealed class OfflineListTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", Language.English, "en-US")]
    [InlineData("/es", Language.Spanish, "es-US")]
    public async Task Get_List_NamesEveryTopicOfTheLanguageAndTheQuestions(string prefix, Language language, string tag)
    {
        var list = await ReadAsync(prefix);

        var slugs = await app.DbAsync(db => db.GuideTopics.Where(topic => topic.Language == language).Select(topic => topic.Slug).ToListAsync(Ct));
        var expected = slugs.Select(slug => slug == "overview" ? "/guide" : $"/guide/{slug}").Concat(["/offline", "/which-reset", "/which-reset/offline"]).Select(path => prefix + path);
        Assert.Equal(expected.Order(StringComparer.Ordinal), list.Pages.Order(StringComparer.Ordinal));
        Assert.Equal(tag, list.Language);
    }

    [Fact]
    public async Task Get_EachPageOfTheList_IsEverybodysAndSetsNoCookie()
    {
        foreach (var path in (await ReadAsync("")).Pages.Concat((await ReadAsync("/es")).Pages))
        {
            using var client = app.Client();
            var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
            Assert.Empty(client.Cookies);
            Assert.Empty(page.All("input[name=__RequestVerificationToken]"));
        }
    }

    [Fact]
    public async Task Get_ListAfterAPublication_HasAnotherVersion()
    {
        var before = await ReadAsync("");
        var same = await ReadAsync("");
        await app.DbAsync(db => db.GuideTopics.Where(topic => topic.Slug == "lorex" && topic.Language == Language.English).ExecuteUpdateAsync(topic => topic.SetProperty(it => it.PublishedAt, Instant.FromUtc(2026, 11, 26, 8, 0)), Ct));

        Assert.Equal(before.Version, same.Version);
        Assert.NotEqual(before.Version, (await ReadAsync("")).Version);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/guide", true)]
    [InlineData("/es/contact", true)]
    [InlineData("/book", false)]
    [InlineData("/visit/find", false)]
    [InlineData("/staff/sign-in", false)]
    [InlineData("/nothing-here", false)]
    public async Task Get_Page_AsksForTheGuideToBeKeptOnlyWhereItIsForEverybody(string path, bool asks)
    {
        using var client = app.Client();

        Assert.Equal(asks ? 1 : 0, (await client.GetAsync(path)).All("script[src*='/js/offline']").Count);
    }

    [Fact]
    public async Task Get_ServiceWorker_IsAtTheRootAndNeverStale()
    {
        using var client = app.Client();

        var script = (await client.GetAsync("/sw.js")).Expect(HttpStatusCode.OK);

        Assert.Equal("text/javascript", script.ContentHeaders.ContentType?.MediaType);
        Assert.True(script.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Get_Manifest_NamesIconsThatAreThere()
    {
        using var client = app.Client();
        var page = (await client.GetAsync("/es/guide")).Expect(HttpStatusCode.OK);
        var manifest = (await client.GetAsync(page.One("link[rel=manifest]").GetAttribute("href")!)).Expect(HttpStatusCode.OK);

        Assert.Equal("application/manifest+json", manifest.ContentHeaders.ContentType?.MediaType);
        var icons = JsonDocument.Parse(manifest.Body).RootElement.GetProperty("icons").EnumerateArray().Select(icon => icon.GetProperty("src").GetString()!);
        foreach (var icon in icons.Append(page.One("link[rel=apple-touch-icon]").GetAttribute("href")!))
        {
            Assert.Equal("image/png", (await client.GetAsync(icon)).Expect(HttpStatusCode.OK).ContentHeaders.ContentType?.MediaType);
        }
    }

    private async Task<List> ReadAsync(string prefix)
    {
        using var client = app.Client();
        return JsonSerializer.Deserialize<List>((await client.GetAsync(prefix + "/offline.json")).Expect(HttpStatusCode.OK).Body, JsonSerializerOptions.Web)!;
    }

    private sealed record List(string Language, string Version, IReadOnlyList<string> Pages);
}
