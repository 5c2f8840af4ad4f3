using System.Net;
using System.Text;
using CleveSec.TestSupport;
using CleveSec.Web.Security;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>With an OTLP endpoint configured the site reports its requests there.</summary>
public sealed class TelemetryTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Request_WithOtlpEndpoint_IsTraced()
    {
        var traces = await this.TracesOfAsync("/contact");

        Assert.Contains("http.request.method", traces, StringComparison.Ordinal);
    }

    /// <summary>Addresses with a secret in them are traced by their pattern, also when cut short. The control: /contact stands there as asked for.</summary>
    [Fact]
    public async Task Request_WithASecretInItsAddress_IsTracedWithoutIt()
    {
        var (visit, password, question) = (Keys.New(), Keys.New(), Keys.New());

        var traces = await this.TracesOfAsync($"/visit/{visit}", $"/Visit/{visit[..30]}", $"/es/visit/{visit}", $"/staff/set-password/{password}", $"/guide/confirm/{question}", $"/es/guide/confirm/{question}", "/contact");

        Assert.Contains("/visit/{token}", traces, StringComparison.Ordinal);
        Assert.Contains("/es/visit/{token}", traces, StringComparison.Ordinal);
        Assert.Contains("/staff/set-password/{token}", traces, StringComparison.Ordinal);
        Assert.Contains("/es/guide/confirm/{token}", traces, StringComparison.Ordinal);
        Assert.DoesNotContain(question[..30], traces, StringComparison.Ordinal);
        Assert.DoesNotContain(visit[..30], traces, StringComparison.Ordinal);
        Assert.DoesNotContain(password, traces, StringComparison.Ordinal);
    }

    /// <summary>Asks for these addresses one after another and returns all that was traced until the last of them.</summary>
    private async Task<string> TracesOfAsync(params string[] paths)
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
        foreach (var path in paths)
        {
            await client.GetAsync(path);
        }

        var traces = new StringBuilder();
        while (!traces.ToString().Contains(paths[^1], StringComparison.Ordinal))
        {
            var request = await collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(request.Request.InputStream, Encoding.Latin1);
            var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            traces.Append(request.Request.Url!.AbsolutePath == "/v1/traces" ? body : "");
            request.Response.Close();
        }

        return traces.ToString();
    }
}
