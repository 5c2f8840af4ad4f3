using System.Net;
using System.Text;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Security;

namespace CleveSec.IntegrationTests.Platform;

/// <summary>What holds for each answer, whatever it is (ASVS 3.4.x), and what no page ever gets to see (ASVS 2.2.1, 4.1.x, 4.3.x).</summary>
public sealed class EveryResponseTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const int MiB = 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/book", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/img/favicon.svg", HttpStatusCode.OK)]
    [InlineData("/css/app.css", HttpStatusCode.OK)]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/css/nothing.css", HttpStatusCode.NotFound)]
    [InlineData("/staff", HttpStatusCode.Redirect)]
    [InlineData("/book?zip=%00", HttpStatusCode.BadRequest)]
    public async Task Get_AnyAnswer_CarriesTheSecurityHeaders(string path, HttpStatusCode status)
    {
        using var client = app.Client();

        SecureHeaders((await client.GetAsync(path)).Expect(status));
    }

    [Fact]
    public async Task Get_PageThatFails_CarriesTheHeadersAndATraceIdAndNothingElse()
    {
        using var client = app.Client();
        await app.Database.AsOwnerAsync("alter table scheduling_version rename to scheduling_version_away");
        try
        {
            var page = (await client.GetAsync("/book?zip=44113")).Expect(HttpStatusCode.InternalServerError);

            SecureHeaders(page);
            Assert.Matches("[0-9a-f]{32}", page.Text);
            Assert.DoesNotContain("scheduling_version", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Npgsql", page.Body, StringComparison.Ordinal);
        }
        finally
        {
            await app.Database.AsOwnerAsync("alter table scheduling_version_away rename to scheduling_version");
        }
    }

    [Fact]
    public async Task Get_PersonalPages_AreNotStored()
    {
        using var dispatcher = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await dispatcher.GetAsync("/staff")).Expect(HttpStatusCode.OK);

        Assert.True(page.Headers.CacheControl?.NoStore, page.Headers.CacheControl?.ToString());
    }

    /// <summary>Compressed where a page of ours asks; a foreign one could learn from the sizes what stands in the page. Without the condition the other rows go red.</summary>
    [Theory]
    [InlineData("same-origin", "br")]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, null)]
    public async Task Get_PageOfTheOffice_IsCompressedForOwnPagesAlone(string? asked, string? encoding)
    {
        using var dispatcher = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var request = new HttpRequestMessage(HttpMethod.Get, "/staff/board") { Headers = { { "Accept-Encoding", "br" } } };
        if (asked is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", asked);
        }

        var page = (await dispatcher.SendAsync(request)).Expect(HttpStatusCode.OK);

        Assert.Equal(encoding, page.ContentHeaders.ContentEncoding.SingleOrDefault());
        SecureHeaders(page);
    }

    [Theory]
    [InlineData("/book?zip=%00")]
    [InlineData("/book?zip=441%0013")]
    [InlineData("/book?%00=1")]
    [InlineData("/staff/jobs/CS-2026-%00")]
    public async Task Get_NulAnywhere_IsABadRequest(string path)
    {
        using var client = app.Client();

        (await client.GetAsync(path)).Expect(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("Input.Name=A%00B")]
    [InlineData("Input.Na%00me=A")]
    public async Task Post_NulInAForm_IsABadRequest(string body)
    {
        using var client = app.Client();

        await NoTextAsync(client, new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"));
    }

    [Theory]
    [InlineData("%ED%A0%80")]
    [InlineData("%ED%B4%91x")]
    [InlineData("\u00ed\u00a0\u0080")]
    [InlineData("%F0%9F%94")]
    public async Task Post_BrokenUtf8_IsReadAsReplacementsAndFailsNothing(string bytes)
    {
        using var client = app.Client();
        var page = (await client.GetAsync("/staff/sign-in")).Expect(HttpStatusCode.OK);
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        var names = page.All("form input[name^=Input]").Select(field => field.GetAttribute("name"));
        var body = $"__RequestVerificationToken={Uri.EscapeDataString(token)}&{string.Join('&', names.Select(name => $"{name}={bytes}"))}";

        var answer = await PostAsync(client, page.Url.PathAndQuery, new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = new("application/x-www-form-urlencoded") } });

        answer.Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Post_NulInAMultipartForm_IsABadRequest()
    {
        using var client = app.Client();

        await NoTextAsync(client, new MultipartFormDataContent { { new StringContent("A\0B"), "Input.Name" } });
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Send_UnknownMethod_IsNotAllowedAnywhere(string method)
    {
        using var client = app.Client();
        using var dispatcher = await app.Data.SignInAsync(StaffRole.Dispatcher);
        foreach (var path in new[] { "/", "/book", "/visit", "/health/live", "/css/app.css", "/nothing-here" })
        {
            var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            SecureHeaders(answer.Expect(HttpStatusCode.MethodNotAllowed));
            Assert.Equal(["GET", "HEAD", "POST"], answer.ContentHeaders.Allow.Order());
        }

        (await dispatcher.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/staff"))).Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Head_Page_IsAnsweredLikeGetWithoutABody()
    {
        using var client = app.Client();

        var answer = (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/book"))).Expect(HttpStatusCode.OK);

        Assert.Empty(answer.Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyOverAMebibyte_IsTooLarge(bool lengthTold)
    {
        using var client = app.Client();
        var bytes = Encoding.ASCII.GetBytes("Input.Notes=" + new string('a', MiB));
        HttpContent content = lengthTold ? new ByteArrayContent(bytes) : new StreamContent(new UnknownLength(bytes));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        SecureHeaders((await PostAsync(client, "/contact", content)).Expect(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Post_BodyJustUnderAMebibyte_IsRead()
    {
        using var client = app.Client();

        var answer = await PostAsync(client, "/contact", new StringContent("Input.Notes=" + new string('a', MiB - 100), Encoding.ASCII, "application/x-www-form-urlencoded"));

        // Read, and then refused for want of its form token.
        answer.Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_AddressOfNobody_IsNotFoundForEverybody()
    {
        using var nobody = app.Client();
        using var technician = await app.Data.SignInAsync(StaffRole.Technician);

        (await nobody.GetAsync("/nothing-here")).Expect(HttpStatusCode.NotFound);
        (await technician.GetAsync("/nothing-here")).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>Refused because it is no text, and not for want of a form token, which has the same status.</summary>
    private async Task NoTextAsync(SiteClient client, HttpContent content)
    {
        var before = app.Logs.Lines.Count(line => line.Category == nameof(TextGuard));

        (await PostAsync(client, "/contact", content)).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(before + 1, app.Logs.Lines.Count(line => line.Category == nameof(TextGuard)));
    }

    private static Task<SitePage> PostAsync(SiteClient client, string path, HttpContent content) => client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

    private static void SecureHeaders(SitePage page)
    {
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, One(page, "Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Equal("nosniff", One(page, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", One(page, "Referrer-Policy"));
        Assert.Equal("same-origin", One(page, "Cross-Origin-Opener-Policy"));
        Assert.NotEmpty(One(page, "Permissions-Policy"));
        Assert.False(page.Headers.Contains("Server"));
        Assert.False(page.Headers.Contains("X-Powered-By"));
        Assert.NotNull(page.Headers.CacheControl);
    }

    private static string One(SitePage page, string header) => Assert.Single(page.Headers.TryGetValues(header, out var values) ? values : []);

    /// <summary>Sent in chunks, so that the server learns the size only by reading.</summary>
    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
