using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.IntegrationTests.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Comments;

/// <summary>"Was this helpful?": counted without cookies, form tokens or knowing who.</summary>
public sealed class VoteTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_FromTheForm_IsCountedOnceANetworkPageAndDay()
    {
        using var client = app.Browser();
        using var neighbour = app.Browser();

        var first = await VoteAsync(client, "xml-file", "yes");
        var again = await VoteAsync(client, "xml-file", "no");
        var other = await VoteAsync(neighbour, "xml-file", "no");
        await VoteAsync(client, "lorex", "yes");
        await VoteAsync(client, "xml-file", "yes", "/es");

        Assert.All([first, again, other], answer =>
        {
            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
            Assert.Equal("/guide/xml-file/thanks", answer.Location);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        });
        Assert.Empty(client.Cookies);
        Assert.Equal((1, 1), await CountsAsync("xml-file", Language.English, Today));
        Assert.Equal((1, 0), await CountsAsync("lorex", Language.English, Today));
        Assert.Equal((1, 0), await CountsAsync("xml-file", Language.Spanish, Today));
    }

    [Fact]
    public async Task Post_TheNextDay_IsCountedAnew()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        using var client = own.Browser();

        await VoteAsync(client, "qr-code", "no");
        own.Clock.Advance(Duration.FromDays(1));
        await VoteAsync(client, "qr-code", "no");

        Assert.Equal([(Today, 1), (Today.PlusDays(1), 1)], (await own.DbAsync(db => db.GuideVotes.AsNoTracking().OrderBy(vote => vote.Day).ToListAsync(Ct))).Select(vote => (vote.Day, vote.DidNot)));
    }

    [Fact]
    public async Task Post_ManyAtOnce_LosesNone()
    {
        var clients = Enumerable.Range(0, 12).Select(_ => app.Browser()).ToList();

        await Task.WhenAll(clients.Select((client, i) => VoteAsync(client, "hikvision", i % 3 == 0 ? "no" : "yes")));

        clients.ForEach(client => client.Dispose());
        Assert.Equal((8, 4), await CountsAsync("hikvision", Language.English, Today));
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData("cross-site", "https://clevesec.test")]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, "https://clevesec.test.elsewhere.example")]
    [InlineData(null, "http://clevesec.test")]
    [InlineData(null, "null")]
    [InlineData(null, null)]
    public async Task Post_FromElsewhere_IsRefused(string? fetched, string? origin)
    {
        using var client = app.Browser();

        (await SendAsync(client, "/guide/reset-button/helpful", "yes", fetched, origin)).Expect(HttpStatusCode.BadRequest);

        Assert.Equal((0, 0), await CountsAsync("reset-button", Language.English, Today));
    }

    [Fact]
    public async Task Post_FromAnOlderBrowserOfOurs_IsCounted()
    {
        using var client = app.Browser();

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, "/guide/overview/helpful", "yes", null, CleveSecApp.BaseUrl)).Status);

        Assert.Equal((1, 0), await CountsAsync("overview", Language.English, Today));
    }

    [Theory]
    [InlineData("/guide/no-such-topic/helpful", "yes", HttpStatusCode.NotFound)]
    [InlineData("/guide/footage-first/helpful", "maybe", HttpStatusCode.BadRequest)]
    [InlineData("/guide/footage-first/helpful", "", HttpStatusCode.BadRequest)]
    public async Task Post_NoTopicOrNoAnswer_IsRefused(string path, string answer, HttpStatusCode status)
    {
        using var client = app.Browser();

        (await SendAsync(client, path, answer, "same-origin", null)).Expect(status);

        Assert.Equal((0, 0), await CountsAsync("footage-first", Language.English, Today));
    }

    [Fact]
    public async Task Get_ItsAddress_LeadsToThePage()
    {
        using var client = app.Client();

        (await client.GetAsync("/guide/xml-file/helpful")).ExpectRedirect("/guide/xml-file");
        (await client.GetAsync("/es/guide/overview/helpful")).ExpectRedirect("/es/guide");
        Assert.Contains("Thank you", (await client.GetAsync("/guide/xml-file/thanks")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    /// <summary>Presses a button of the page, as a browser does that says where it comes from.</summary>
    private static async Task<SitePage> VoteAsync(SiteClient client, string slug, string answer, string language = "")
    {
        var page = (await client.GetAsync($"{language}/guide/{slug}")).Expect(HttpStatusCode.OK);
        Assert.Equal(["yes", "no"], page.All("form.helpful button[name=answer]").Select(button => button.GetAttribute("value")));
        return await SendAsync(client, page.One("form.helpful").GetAttribute("action")!, answer, "same-origin", "null");
    }

    private static Task<SitePage> SendAsync(SiteClient client, string path, string answer, string? fetched, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer)]) };
        if (fetched is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", fetched);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return client.SendAsync(request);
    }

    private async Task<(int Helped, int DidNot)> CountsAsync(string slug, Language language, LocalDate day) =>
        await app.DbAsync(db => db.GuideVotes.AsNoTracking().SingleOrDefaultAsync(vote => vote.Slug == slug && vote.Language == language && vote.Day == day, Ct)) is { } vote ? (vote.Helped, vote.DidNot) : (0, 0);
}
