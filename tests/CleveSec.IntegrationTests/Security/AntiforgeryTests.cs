using CleveSec.TestSupport;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Security;

public sealed class AntiforgeryTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public void GetAndStoreTokens_PlainHttp_SetsASecureHostCookie()
    {
        var context = new DefaultHttpContext { RequestServices = app.Services, Request = { Scheme = "http", Host = new HostString("127.0.0.1") } };

        app.Services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);

        var cookie = Assert.Single(context.Response.Headers.SetCookie);
        Assert.StartsWith("__Host-form=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; path=/; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }
}
