using System.Net;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Guide;

public sealed class PageCacheTests(PageCacheTests.App app) : IClassFixture<PageCacheTests.App>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public sealed class App() : CleveSecApp(new AppOptions { Settings = new Dictionary<string, string?> { ["Site:KeepPages"] = "true" } });

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br;q=0.5", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("", null)]
    public async Task Get_KeptPage_IsTheSamePageInTheEncodingAsked(string accepted, string? expected)
    {
        var fresh = await RawAsync("/guide/lorex", "");
        await WarmAsync("/guide/lorex");
        var kept = await RawAsync("/guide/lorex", accepted);

        Assert.Equal(expected, kept.Encoding);
        Assert.Equal(fresh.Text, kept.Text);
        Assert.NotNull(kept.ETag);
        Assert.Equal("no-cache", kept.CacheControl);
    }

    [Fact]
    public async Task Get_KeptPage_HasEverySecurityHeader()
    {
        await WarmAsync("/guide/xml-file");
        using var http = Http();
        using var answer = await http.GetAsync("/guide/xml-file", Ct);

        Assert.Equal(CleveSec.Web.Security.SecurityHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Get_WithItsETag_IsNotSentAgain()
    {
        await WarmAsync("/guide/hikvision");
        var kept = await RawAsync("/guide/hikvision", "br");
        using var http = Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/guide/hikvision") { Headers = { { "If-None-Match", kept.ETag } } };

        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Get_InTheOtherLanguage_IsAPageOfItsOwn()
    {
        var english = await RawAsync("/guide/lorex", "");
        var spanish = await RawAsync("/es/guide/lorex", "");

        Assert.Contains("lang=\"en-US\"", english.Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"es-US\"", spanish.Text, StringComparison.Ordinal);
        Assert.Equal(spanish.Text, (await RawAsync("/es/guide/lorex", "")).Text);
        Assert.Equal(english.Text, (await RawAsync("/guide/lorex", "")).Text);
    }

    [Fact]
    public async Task Publish_OnAnotherConnection_IsSeenAtOnceOnTwoNodes()
    {
        await using var second = new SecondNode(app);
        await second.InitializeAsync();
        await WarmAsync("/guide/reset-button");
        await WarmAsync("/guide/reset-button", second);
        var (first, other) = (Generation(app), Generation(second));

        await app.DbAsync(async db =>
        {
            await db.GuideTopics.Where(topic => topic.Slug == "reset-button").ExecuteUpdateAsync(set => set.SetProperty(topic => topic.Title, "Changed a moment ago"), Ct);
            await GuidePublished.NotifyAsync(db, Ct);
            return 0;
        });

        await ClearedAsync(app, first);
        await ClearedAsync(second, other);
        Assert.Contains("Changed a moment ago", (await RawAsync("/guide/reset-button", "", app)).Text, StringComparison.Ordinal);
        Assert.Contains("Changed a moment ago", (await RawAsync("/guide/reset-button", "", second)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BySomebodySignedInOrWithANotice_IsMadeForThem()
    {
        await WarmAsync("/guide/qr-code");
        await app.DbAsync(db => db.GuideTopics.Where(topic => topic.Slug == "qr-code").ExecuteUpdateAsync(set => set.SetProperty(topic => topic.Title, "Only for fresh eyes"), Ct));

        Assert.DoesNotContain("Only for fresh eyes", (await RawAsync("/guide/qr-code", "")).Text, StringComparison.Ordinal);
        Assert.Contains("Only for fresh eyes", (await RawAsync("/guide/qr-code", "", cookie: "__Host-staff=x")).Text, StringComparison.Ordinal);
        Assert.Contains("Only for fresh eyes", (await RawAsync("/guide/qr-code", "", cookie: "a=b; __Host-said=x")).Text, StringComparison.Ordinal);

        // And what was made for them is not kept for the others.
        Assert.DoesNotContain("Only for fresh eyes", (await RawAsync("/guide/qr-code", "")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/book")]
    [InlineData("/visit/find")]
    [InlineData("/staff/sign-in")]
    [InlineData("/guide/no-such-topic")]
    [InlineData("/guide?n=1")]
    public async Task Get_PageWithATokenOrAnError_IsNeverKept(string address)
    {
        await RawAsync(address, "");

        Assert.Null(Kept(app, address));
    }

    [Fact]
    public void Keep_PageBegunBeforeAChange_IsNotKept()
    {
        using var cache = new PageCache();
        var begun = cache.Generation;
        cache.Clear();

        cache.Keep("/guide", "old"u8.ToArray(), "text/html", begun);

        Assert.Null(cache.Find("/guide"));
    }

    [Fact]
    public void Keep_MoreThanItHolds_StaysBounded()
    {
        using var cache = new PageCache();
        var page = new byte[1_500_000];
        for (var i = 0; i < 40; i++)
        {
            cache.Keep($"/which-reset?n={i}", page, "text/html", cache.Generation);
        }

        Assert.True(Enumerable.Range(0, 40).Sum(i => cache.Find($"/which-reset?n={i}") is { } kept ? kept.Plain.Length + kept.Brotli.Length + kept.Gzip.Length : 0L) <= PageCache.MostBytes);
    }

    [Fact]
    public async Task Get_PictureOfTheGuide_StaysWithBrowsersAndNotInMemory()
    {
        var picture = new GuideImage { Id = Guid.CreateVersion7(), Name = "Test", Bytes = [1, 2, 3], Width = 4, Height = 3 };
        await app.DbAsync(db =>
        {
            db.GuideImages.Add(picture);
            return db.SaveChangesAsync(Ct);
        });
        var address = Links.GuideImage(picture.Id, 4, 3);

        var (first, second) = (await RawAsync(address, "br"), await RawAsync(address, "br"));

        Assert.All([first, second], answer => Assert.Equal(("public, max-age=31536000, immutable", null, null), (answer.CacheControl, answer.Encoding, answer.ETag)));
        Assert.Null(Kept(app, address));
    }

    private sealed class SecondNode(App first) : CleveSecApp(new AppOptions { Database = first.Database, Settings = new Dictionary<string, string?> { ["Site:KeepPages"] = "true" } });

    private sealed record Raw(string Text, string? Encoding, string? ETag, string? CacheControl);

    private static KeptPage? Kept(CleveSecApp node, string address) => node.Services.GetRequiredService<PageCache>().Find(address);

    private static long Generation(CleveSecApp node) => node.Services.GetRequiredService<PageCache>().Generation;

    /// <summary>Gets a page until it is kept: it is packed after it was sent.</summary>
    private async Task WarmAsync(string address, CleveSecApp? node = null)
    {
        await RawAsync(address, "", node);
        while (Kept(node ?? app, address) is null)
        {
            await Task.Delay(10, Ct);
        }
    }

    /// <summary>The notification travels by itself; the test ends with its own time limit if it never comes.</summary>
    private static async Task ClearedAsync(CleveSecApp node, long before)
    {
        while (Generation(node) == before)
        {
            await Task.Delay(10, Ct);
        }
    }

    private HttpClient Http(CleveSecApp? node = null) => new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = (node ?? app).Address };

    private async Task<Raw> RawAsync(string address, string accepted, CleveSecApp? node = null, string? cookie = null)
    {
        using var http = Http(node);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        using var answer = await http.SendAsync(request, Ct);
        var encoding = answer.Content.Headers.ContentEncoding.SingleOrDefault();
        await using var body = await answer.Content.ReadAsStreamAsync(Ct);
        await using Stream plain = encoding switch
        {
            "br" => new System.IO.Compression.BrotliStream(body, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return new Raw(await reader.ReadToEndAsync(Ct), encoding, answer.Headers.ETag?.Tag, answer.Headers.CacheControl?.ToString());
    }
}
