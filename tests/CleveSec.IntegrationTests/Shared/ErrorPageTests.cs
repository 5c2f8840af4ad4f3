using System.Net;
using System.Text;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Shared;

public sealed class ErrorPageTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Phone = "216-333-8245";

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Request_UnknownAddress_IsNotFoundForAStranger(string method)
    {
        using var client = app.Client();

        var page = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/nothing-here"));

        Assert.Contains(page.Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.Contains(Phone, page.Text, StringComparison.Ordinal);
        Assert.Matches("reference: [0-9a-zA-Z:]{8,}", page.Text);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(418)]
    public async Task Get_ByItsAddress_KeepsTheStatus(int status)
    {
        using var client = app.Client();

        var page = (await client.GetAsync($"/error/{status}")).Expect((HttpStatusCode)status);

        Assert.NotEmpty(page.One("h1").TextContent);
        Assert.Contains(Phone, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/error")]
    [InlineData("/error/200")]
    [InlineData("/error/99999999999")]
    [InlineData("/error/x")]
    public async Task Get_WithoutAnError_IsNotFound(string path)
    {
        using var client = app.Client();

        (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Post_BodyTooLarge_Is413WithThePage()
    {
        using var client = app.Client();

        var page = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/contact") { Content = new StringContent(new string('a', 2 * 1024 * 1024), Encoding.ASCII, "application/x-www-form-urlencoded") });

        Assert.Contains("That is too large", page.Expect(HttpStatusCode.RequestEntityTooLarge).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TextThatIsNoText_Is400WithThePage()
    {
        using var client = app.Client();

        var page = (await client.GetAsync("/guide?x=%00")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("We could not read that request", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_DatabaseAway_Is503ForAStrangerAndForStaff()
    {
        await using var alone = new CleveSecApp();
        await alone.InitializeAsync();
        using var stranger = alone.Client();
        using var dispatcher = await alone.Data.SignInAsync(StaffRole.Dispatcher);
        await ShutOutAsync(alone.Database);

        var public503 = await stranger.GetAsync("/guide");
        var staff503 = await dispatcher.GetAsync("/staff");

        Assert.All([public503, staff503], page =>
        {
            page.Expect(HttpStatusCode.ServiceUnavailable);
            Assert.Contains(Phone, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Npgsql", page.Body, StringComparison.Ordinal);
        });
    }

    /// <summary>As when the server has gone: live connections end, new ones are refused.</summary>
    private static async Task ShutOutAsync(TestDatabase database)
    {
        await PostgresServer.ExecuteAsync(PostgresServer.Unpooled(database.Site), $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database.Name}' and usename = current_user and pid <> pg_backend_pid()");
        await PostgresServer.ExecuteAsync(database.Maintenance, $"alter database {database.Name} connection limit 0");
    }
}
