using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Guide;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Guide;

public sealed class GuideTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Overview_ComparesTheFourMethods()
    {
        using var client = app.Client();

        var page = (await client.GetAsync("/guide")).Expect(HttpStatusCode.OK);

        var rows = page.All("#compare ~ .table-scroll tbody tr");
        Assert.Equal(["/guide/qr-code", "/guide/security-questions", "/guide/xml-file", "/guide/reset-button"], rows.Select(row => row.QuerySelector("th a")!.GetAttribute("href")));
        Assert.Equal(["95 %", "100 %", "100 %", "90 %"], rows.Select(row => row.QuerySelector("td[data-label='Our estimate'] .nowrap")!.TextContent));
        Assert.All(rows, row => Assert.Equal("too few attempts yet", row.QuerySelector("td[data-label='Measured']")!.TextContent.Trim()));
        Assert.Equal(4, page.All(".method-cards > li").Count);
        Assert.All(["/guide/lorex", "/guide/hikvision", "/guide/preventing-lockouts", "/guide/proof-of-ownership"], address => Assert.NotEmpty(page.All($"main a[href='{address}']")));
    }

    [Fact]
    public async Task Get_Overview_MarksWhatNoMakerConfirms()
    {
        using var client = app.Client();
        var page = await client.GetAsync("/guide");
        var methods = await app.DbAsync(db => db.GuideMethods.AsNoTracking().Where(method => method.EstimatePercent != null).OrderBy(method => method.Position).ToListAsync(Ct));

        var rows = page.All("#compare ~ .table-scroll tbody tr");

        foreach (var (row, method) in rows.Zip(methods))
        {
            foreach (var (label, field) in new[] { ("Time", "minutes"), ("Settings", "settings"), ("Footage", "footage") })
            {
                var marked = row.QuerySelector($"td[data-label='{label}']")!.TextContent.Contains("expected, not confirmed by the maker", StringComparison.Ordinal);
                Assert.True(marked == method.Unproven.Contains(field), $"{method.Id}: {field}");
            }
        }
    }

    [Fact]
    public async Task Get_AnyTopic_HasContentsSourcesDateNeighboursAndCallsToAction()
    {
        using var client = app.Client();
        var slugs = await app.DbAsync(db => db.GuideTopics.AsNoTracking().Where(topic => topic.Language == Language.English).OrderBy(topic => topic.Position).Select(topic => topic.Slug).ToListAsync(Ct));
        var addresses = slugs.ConvertAll(slug => slug == GuideQuery.Overview ? "/guide" : $"/guide/{slug}");

        for (var i = 0; i < addresses.Count; i++)
        {
            var page = (await client.GetAsync(addresses[i])).Expect(HttpStatusCode.OK);

            Assert.NotEmpty(page.All(".contents a"));
            Assert.All(page.All(".contents a"), link => Assert.Single(page.All($"[id='{link.GetAttribute("href")![1..]}']")));
            Assert.Equal(page.All("[id]").Count, page.All("[id]").Select(element => element.Id).Distinct().Count());
            Assert.NotEmpty(page.All("#sources ~ ul li"));
            Assert.Contains("Last checked on November 25, 2026", page.Text, StringComparison.Ordinal);
            Assert.Equal(i == 0 ? null : addresses[i - 1], page.All("a[rel=prev]").SingleOrDefault()?.GetAttribute("href"));
            Assert.Equal(i == addresses.Count - 1 ? null : addresses[i + 1], page.All("a[rel=next]").SingleOrDefault()?.GetAttribute("href"));
            Assert.NotEmpty(page.All("main aside a[href='/book']"));
            Assert.NotEmpty(page.All("main aside a[href='tel:+12163338245']"));
        }
    }

    [Fact]
    public async Task Get_AnyTopic_LinksOnlyToWhatExists()
    {
        using var client = app.Client();
        var slugs = await app.DbAsync(db => db.GuideTopics.AsNoTracking().Where(topic => topic.Language == Language.English).Select(topic => topic.Slug).ToListAsync(Ct));
        var links = new HashSet<string>();
        foreach (var slug in slugs)
        {
            links.UnionWith((await client.GetFollowingAsync($"/guide/{slug}")).All("main a[href^='/']").Select(link => link.GetAttribute("href")!));
        }

        foreach (var link in links)
        {
            var page = (await client.GetAsync(link.Split('#')[0])).Expect(HttpStatusCode.OK);
            Assert.True(!link.Contains('#', StringComparison.Ordinal) || page.All($"[id='{link.Split('#')[1]}']").Count == 1, link);
        }
    }

    [Theory]
    [InlineData("qr-code", "valid for 24 hours", "at most two codes", "Two codes have failed", "A phone with the DMSS app and internet")]
    [InlineData("xml-file", "Do not close ConfigTool. Do not restart or unplug the recorder", "24 hours", "same local network")]
    [InlineData("reset-button", "factory default", "The hold time varies", "Lost", "Stays on the disk until it is formatted")]
    [InlineData("security-questions", "only if questions were set up earlier", "Works offline")]
    [InlineData("hikvision", "May be lost", "valid for 48 hours", "Not stated by the maker")]
    [InlineData("lorex", "Never use a hardware button", "only until the end of that day")]
    [InlineData("preventing-lockouts", "does not prevent a lockout", "Test the mailbox")]
    [InlineData("proof-of-ownership", "We do not keep a picture of your ID", "hands them back", "We keep no copies.")]
    public async Task Get_Topic_StatesItsFacts(string slug, params string[] facts)
    {
        using var client = app.Client();

        var page = (await client.GetAsync($"/guide/{slug}")).Expect(HttpStatusCode.OK);

        Assert.All(facts, fact => Assert.Contains(fact, page.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/guide/no-such-topic")]
    [InlineData("/guide/qr-code/more")]
    [InlineData("/guide/QR%20code%27")]
    public async Task Get_UnknownTopic_IsNotFound(string path)
    {
        using var client = app.Client();

        var page = (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);

        Assert.Contains("We cannot find that page", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OverviewByItsSlug_MovesToTheGuide()
    {
        using var client = app.Client();

        (await client.GetAsync("/guide/overview")).ExpectRedirect("/guide");
    }

    [Fact]
    public async Task Get_TopicWithScriptInItsMarkdown_ShowsItAsText()
    {
        await app.DbAsync(async db =>
        {
            db.GuideTopics.Add(new GuideTopic
            {
                Slug = "hostile",
                Title = "<script>title()</script>",
                Summary = "\"><img src=x onerror=summary()>",
                Body = """
                    ## Heading <script>heading()</script>

                    <script>body()</script>

                    <img src=x onerror="image()"> [click](javascript:link()) [data](data:text/html,x) ![picture](https://elsewhere.example/pixel.png)

                    [odd](<https://example.org/" onmouseover="mouse()>) <https://example.org>

                    1. <a href="/x" onclick="list()">x</a>
                    """,
                Position = 1000,
                CheckedOn = new NodaTime.LocalDate(2026, 11, 23),
            });
            return await db.SaveChangesAsync(Ct);
        });
        using var client = app.Client();

        var page = (await client.GetAsync("/guide/hostile")).Expect(HttpStatusCode.OK);

        await app.Database.AsOwnerAsync("delete from guide_topics where slug = 'hostile'");
        Assert.Empty(page.All("script:not([src^='/'], [type='application/ld+json']), main img, main [onclick], main [onerror], main [onmouseover], main [style]"));
        Assert.DoesNotContain(page.All("a").Select(link => link.GetAttribute("href") ?? ""), href => href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || href.StartsWith("data:", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("<script>body()</script>", page.Text, StringComparison.Ordinal);
    }
}
