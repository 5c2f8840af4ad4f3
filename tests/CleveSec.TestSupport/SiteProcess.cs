using System.Diagnostics;
using System.Net;
using System.Text;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>The built site as a process of its own, to be killed, or to be refused its start.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private SiteProcess(Process process, int port)
    {
        this.process = process;
        this.Address = new Uri($"http://127.0.0.1:{port}");
        process.OutputDataReceived += (_, line) => Append(this.output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(this.errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => this.Kill9();
    }

    public Uri Address { get; }
    public bool HasExited => this.process.HasExited;

    /// <summary>What it wrote to standard error, where it says why it does not start.</summary>
    public string Errors
    {
        get
        {
            lock (this.errors)
            {
                return this.errors.ToString().Trim();
            }
        }
    }

    public string Output
    {
        get
        {
            lock (this.output)
            {
                return this.output.ToString();
            }
        }
    }

    public SiteClient Client() => new(this.Address);

    /// <summary>Starts it on a database and waits until it is ready.</summary>
    /// <param name="settings">Further configuration, "Section:Key".</param>
    public static async Task<SiteProcess> StartAsync(TestDatabase database, params (string Key, string? Value)[] settings)
    {
        var site = Launch([("ConnectionStrings:CleveSec", database.Site), .. settings]);
        await site.WaitUntilReadyAsync();
        return site;
    }

    /// <summary>Starts it and waits for its end: for starts that are refused.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(params (string Key, string? Value)[] settings)
    {
        await using var site = Launch(settings);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        await site.process.WaitForExitAsync(deadline.Token);
        return (site.process.ExitCode, site.Errors);
    }

    /// <summary>As the power cut does it.</summary>
    public void Kill9()
    {
        try
        {
            if (!this.process.HasExited)
            {
                this.process.Kill();
                this.process.WaitForExit();
            }
        }
        catch (InvalidOperationException)
        {
            // Already disposed.
        }
    }

    /// <summary>SIGTERM, as a deployment does it, and its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", this.process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await this.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return this.process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        this.Kill9();
        this.process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SiteProcess Launch(IReadOnlyList<(string Key, string? Value)> settings)
    {
        var port = Ports.Free();
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Built("src/CleveSec.Web", "CleveSec.Web.dll")])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src/CleveSec.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["Site__BaseUrl"] = CleveSecApp.BaseUrl;
        start.Environment["Site__KnownProxies__0"] = "127.0.0.1";
        start.Environment["Security__MasterKey"] = CleveSecApp.MasterKey;
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new SiteProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started."), port);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = this.Address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !this.process.HasExited; await Task.Delay(Pause, TestContext.Current.CancellationToken))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }

        this.Kill9();
        throw new InvalidOperationException($"The site did not become ready. {this.Errors}\n{this.Output}");
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }
}
