using System.Net;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>With an OTLP endpoint configured the site reports its requests there.</summary>
public sealed class TelemetryTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Request_WithOtlpEndpoint_IsTraced()
    {
        var port = Ports.Free();
        using var collector = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        collector.Start();
        await using var site = await SiteProcess.StartAsync(
            app.Database,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"));
        using var client = site.Client();
        (await client.GetAsync("/contact")).Expect(HttpStatusCode.OK);

        var body = "";
        while (!body.Contains("/contact", StringComparison.Ordinal))
        {
            var request = await collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(request.Request.InputStream, System.Text.Encoding.Latin1);
            body = request.Request.Url!.AbsolutePath == "/v1/traces" ? await reader.ReadToEndAsync(TestContext.Current.CancellationToken) : "";
            request.Response.Close();
        }

        Assert.Contains("http.request.method", body, StringComparison.Ordinal);
    }
}
