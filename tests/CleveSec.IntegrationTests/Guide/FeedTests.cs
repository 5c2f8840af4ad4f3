using System.Net;
using System.Xml;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Guide;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.IntegrationTests.Guide;

public sealed class FeedTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Feed_ListsTopicsAndPublishedEditsNewestFirst()
    {
        var at = await LaterAsync(hours: 1);
        await SaveAsync(Version("topic/lorex/English", 1, "Seeded words kept", at), Version("topic/lorex/English", 2, "A draft", null), Version("topic/lorex/Spanish", 1, "En español", at), Version("topic/gone/English", 1, "Gone", at));
        await SaveAsync(Version("method/hik-sadp", 1, "SADP moved its menu", at + Duration.FromMinutes(1)));

        var (feed, entries) = await ReadAsync("/guide/feed.xml");
        entries = [.. entries.Where(entry => !LinkOf(entry).EndsWith("/xml-file", StringComparison.Ordinal))];

        Assert.Equal("https://clevesec.test/guide/feed.xml", Child(feed, "id"));
        Assert.Equal("en-US", feed.GetAttribute("xml:lang"));
        Assert.Equal(("SADP moved its menu", "https://clevesec.test/guide/hikvision"), (Child(entries[0], "summary"), LinkOf(entries[0])));
        Assert.Equal(("Seeded words kept", "https://clevesec.test/guide/lorex"), (Child(entries[1], "summary"), LinkOf(entries[1])));
        Assert.DoesNotContain(entries, entry => Child(entry, "summary") is "A draft" or "En español" or "Gone");
        Assert.Equal(entries.Count, entries.Select(entry => Child(entry, "id")).Distinct().Count());
        Assert.All(entries, entry => Assert.True(InstantPattern.General.Parse(Child(entry, "updated")!).Success));
        Assert.Equal(entries.Select(entry => Child(entry, "updated")).OrderDescending(StringComparer.Ordinal), entries.Select(entry => Child(entry, "updated")));
        var topics = await app.DbAsync(db => db.GuideTopics.CountAsync(topic => topic.Language == Language.English, Ct));
        Assert.Equal(topics - 1, entries.Count(entry => Child(entry, "id")!.EndsWith("/0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Get_FeedInSpanish_IsSpanishAndLeadsToSpanishPages()
    {
        var (feed, entries) = await ReadAsync("/es/guide/feed.xml");

        Assert.Equal("es-US", feed.GetAttribute("xml:lang"));
        Assert.Equal("Cambios en la guía para restablecer la contraseña", Child(feed, "title"));
        Assert.All(entries, entry => Assert.StartsWith("https://clevesec.test/es/guide", LinkOf(entry), StringComparison.Ordinal));
        Assert.Contains(entries, entry => Child(entry, "title")!.StartsWith("El botón", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_FeedWithControlCharactersAndMarkup_StaysXml()
    {
        await SaveAsync(Version("topic/xml-file/English", 1, "<b>\u0001bold\u001b</b> & \uFFFE\"]]>\" O'Brien-Muñoz 💥", await LaterAsync(hours: 2)));

        var (feed, entries) = await ReadAsync("/guide/feed.xml");

        Assert.Equal(Child(entries[0], "updated"), Child(feed, "updated"));
        Assert.Equal("<b>bold</b> & \"]]>\" O'Brien-Muñoz 💥", Child(entries[0], "summary"));
    }

    [Theory]
    [InlineData("/guide", "/guide/feed.xml")]
    [InlineData("/guide/qr-code", "/guide/feed.xml")]
    [InlineData("/es/guide", "/es/guide/feed.xml")]
    public async Task Get_PageOfTheGuide_NamesItsFeed(string path, string feed)
    {
        using var client = app.Client();

        Assert.Equal(feed, (await client.GetAsync(path)).One($"link[rel=alternate][type='{Feed.ContentType}']").GetAttribute("href"));
    }

    /// <summary>After everything that came from the files.</summary>
    private async Task<Instant> LaterAsync(int hours) => await app.DbAsync(db => db.GuideTopics.MaxAsync(topic => topic.PublishedAt, Ct)) + Duration.FromHours(hours);

    private static GuideVersion Version(string subject, int number, string note, Instant? published) =>
        new() { Subject = subject, Number = number, Content = "{}", Note = note, ByName = "Robin Hale", At = published ?? Instant.FromUtc(2026, 11, 25, 12, 0), PublishedAt = published };

    private Task<int> SaveAsync(params GuideVersion[] versions) => app.DbAsync(db =>
    {
        db.GuideVersions.AddRange(versions);
        return db.SaveChangesAsync(Ct);
    });

    private async Task<(XmlElement Feed, IReadOnlyList<XmlElement> Entries)> ReadAsync(string path)
    {
        using var client = app.Client();
        var feed = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Equal(Feed.ContentType, feed.ContentHeaders.ContentType?.MediaType);
        var document = new XmlDocument();
        using var reader = XmlReader.Create(new MemoryStream(feed.Content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        document.Load(reader);
        return (document.DocumentElement!, [.. document.DocumentElement!.GetElementsByTagName("entry", Feed.Namespace).OfType<XmlElement>()]);
    }

    private static string? Child(XmlElement element, string name) => element[name, Feed.Namespace]?.InnerText;

    private static string LinkOf(XmlElement entry) => entry["link", Feed.Namespace]!.GetAttribute("href");
}
