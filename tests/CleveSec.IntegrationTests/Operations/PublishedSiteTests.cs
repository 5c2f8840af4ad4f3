using System.Diagnostics;
using System.Globalization;
using System.Net;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>What the image holds, without the image: the published output, started by a user without rights, in a folder nobody may write to.</summary>
public sealed class PublishedSiteTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Published_AsNobodyInAReadOnlyFolder_ServesPagesAndStyles()
    {
        var folder = Directory.CreateTempSubdirectory("clevesec-published-").FullName;
        try
        {
            await RunAsync("dotnet", "publish", Path.Combine(Repository.Root, "src/CleveSec.Web"), "-c", "Release", "-o", folder, "-v", "q", "--nologo");
            await RunAsync("chmod", "-R", "a+rX,a-w", folder);
            var port = Ports.Free();
            using var site = Start(folder, port);
            using var client = new SiteClient(new Uri($"http://127.0.0.1:{port}"));
            try
            {
                await UntilReadyAsync(client, site);

                var home = (await client.GetAsync("/")).Expect(HttpStatusCode.OK);
                var style = (await client.GetAsync(home.One("link[rel=stylesheet][href*='app']").GetAttribute("href")!)).Expect(HttpStatusCode.OK);
                Assert.True(style.Content.Length > 1000, $"The style sheet has {style.Content.Length} bytes.");
                Assert.Equal("text/css", style.ContentHeaders.ContentType?.MediaType);
                (await client.GetAsync("/guide")).Expect(HttpStatusCode.OK);
                (await client.GetAsync("/og/home.png")).Expect(HttpStatusCode.OK);
                (await client.GetAsync($"/book?zip={TestData.Zip}")).Expect(HttpStatusCode.OK);
                if (Environment.IsPrivilegedProcess)
                {
                    Assert.Equal(Nobody, UserOf(site.Id));
                }
            }
            finally
            {
                site.Kill();
                await site.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            await RunAsync("chmod", "-R", "u+w", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private Process Start(string folder, int port)
    {
        string[] site = ["dotnet", Path.Combine(folder, "CleveSec.Web.dll")];
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs", .. site] : site;
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["ConnectionStrings__CleveSec"] = app.Database.Site;
        start.Environment["Site__BaseUrl"] = CleveSecApp.BaseUrl;
        start.Environment["Security__MasterKey"] = CleveSecApp.MasterKey;

        // As in the image: no home to write to, and the runtime makes no diagnostic files.
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} could not be started.");
    }

    private static async Task UntilReadyAsync(SiteClient client, Process site)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(100, Ct))
        {
            Assert.False(site.HasExited, "The published site ended at once.");
            try
            {
                if ((await client.GetAsync("/health/ready")).Status == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }

        Assert.Fail("The published site did not become ready.");
    }

    private static string UserOf(int pid) => File.ReadLines($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var errors = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
    }
}
