using System.Buffers.Binary;
using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Found;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Found;

/// <summary>What other sites show of a link.</summary>
public sealed class SharePictureTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "/og/home.png", "en_US", "es_US")]
    [InlineData("/es", "/es/og/home.png", "es_US", "en_US")]
    [InlineData("/guide", "/og/overview.png", "en_US", "es_US")]
    [InlineData("/es/guide/qr-code", "/es/og/qr-code.png", "es_US", "en_US")]
    [InlineData("/which-reset", "/og/which-reset.png", "en_US", "es_US")]
    [InlineData("/contact", "/og/home.png", "en_US", "es_US")]
    public async Task Get_PublicPage_TellsItsTitleAddressLanguageAndPicture(string path, string picture, string locale, string other)
    {
        using var client = app.Client();

        var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);

        string? Of(string property) => page.One($"meta[property='og:{property}']").GetAttribute("content");
        Assert.Equal(page.Document.Title, $"{Of("title")} - CleveSec");
        Assert.Equal(page.One("meta[name=description]").GetAttribute("content"), Of("description"));
        Assert.Equal(page.One("link[rel=canonical]").GetAttribute("href"), Of("url"));
        Assert.Equal((locale, other), (Of("locale"), Of("locale:alternate")));
        Assert.Equal("Cleveland Security Cameras", Of("site_name"));
        Assert.Equal(CleveSecApp.BaseUrl + picture, Of("image"));
        Assert.Equal(("1200", "630"), (Of("image:width"), Of("image:height")));
        Assert.NotEmpty(Of("image:alt")!);
        Assert.Equal("summary_large_image", page.One("meta[name='twitter:card']").GetAttribute("content"));
        IsPicture((await client.GetAsync(picture)).Expect(HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("/visit/find")]
    [InlineData("/guide/search?q=x")]
    [InlineData("/nothing-here")]
    [InlineData("/staff/sign-in")]
    public async Task Get_PageThatIsNotToBeFound_TellsNothing(string path)
    {
        using var client = app.Client();

        Assert.Empty((await client.GetAsync(path)).All("meta[property^='og:']"));
    }

    [Fact]
    public async Task Get_Picture_IsKeptAndNotSentTwice()
    {
        using var client = app.Client();
        var first = (await client.GetAsync("/og/lorex.png")).Expect(HttpStatusCode.OK);

        var again = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/og/lorex.png") { Headers = { IfNoneMatch = { first.Headers.ETag! } } });

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.True(first.Headers.CacheControl?.Public);
        Assert.NotEqual(first.Content, (await client.GetAsync("/es/og/lorex.png")).Content);
        Assert.NotEqual(first.Content, (await client.GetAsync("/og/home.png")).Content);
    }

    [Theory]
    [InlineData("/og/no-such-topic.png")]
    [InlineData("/og/..%2Fhome.png")]
    [InlineData("/og/home.svg")]
    [InlineData("/og/O'Brien.png")]
    [InlineData("/og/Locked%20out.png")]
    public async Task Get_PictureOfNoPage_IsNotFound(string path)
    {
        using var client = app.Client();

        (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_PictureOfATitleWithMarkupAndControlCharacters_IsDrawn()
    {
        await app.DbAsync(async db =>
        {
            db.GuideTopics.Add(new GuideTopic { Slug = "odd", Title = "<span size='999999'>&\u0001 O'Brien-Muñoz ]]> 💥 " + new string('W', 70), Summary = "x", Body = "x", Position = 1000, CheckedOn = new NodaTime.LocalDate(2026, 11, 23) });
            return await db.SaveChangesAsync(Ct);
        });
        using var client = app.Client();

        IsPicture((await client.GetAsync("/og/odd.png")).Expect(HttpStatusCode.OK));
        await app.Database.AsOwnerAsync("delete from guide_topics where slug = 'odd'");
    }

    [Fact]
    public async Task Pictures_OfEveryTitle_FitAndAreSmall()
    {
        var titles = await app.DbAsync(db => db.GuideTopics.Select(topic => topic.Title).ToListAsync(Ct));
        var pictures = app.Services.GetRequiredService<SharePicture>();
        var folder = Environment.GetEnvironmentVariable("CLEVESEC_PICTURES");

        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
        {
            var png = pictures.Of(title).Png;
            Assert.InRange(png.Length, 10_000, 120_000);
            if (folder is not null)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}.png"), png, Ct);
            }
        }
    }

    private static void IsPicture(SitePage answer)
    {
        Assert.Equal("image/png", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], answer.Content[..4]);
        Assert.Equal((SharePicture.Width, SharePicture.Height), (BinaryPrimitives.ReadInt32BigEndian(answer.Content.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(answer.Content.AsSpan(20))));
    }
}
