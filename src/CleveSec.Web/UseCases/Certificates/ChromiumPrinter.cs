using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CleveSec.Web.UseCases.Certificates;

/// <summary>
/// Prints a page of ours to PDF with the Chromium that is configured. It runs without a window and without a network, in a folder of its own that is deleted afterwards, with
/// none of the site's environment; one at a time on each node, and never longer than <see cref="Timeout"/>.
/// </summary>
internal sealed partial class ChromiumPrinter(string? executable, ILogger<ChromiumPrinter> log, TimeSpan? timeout = null) : IDisposable
{
    public const string Setting = "Pdf:Chromium";

    /// <summary>A certificate has a tenth of that.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private readonly SemaphoreSlim one = new(1);

    public TimeSpan Timeout { get; } = timeout ?? TimeSpan.FromSeconds(20);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(executable);

    /// <summary>What the operator has to change; null: nothing.</summary>
    public static string? Problem(string? path) => string.IsNullOrWhiteSpace(path) || File.Exists(path)
        ? null
        : $"Set {Setting} to the path of a Chromium executable, for example /usr/bin/chromium, or leave it out: there is no file “{path}”.";

    /// <summary>The PDF; null where none came of it, which is logged with its reason.</summary>
    /// <param name="html">A whole page that needs nothing else.</param>
    public async Task<byte[]?> PrintAsync(string html, CancellationToken ct)
    {
        if (!IsConfigured || !await one.WaitAsync(Timeout, ct))
        {
            return null;
        }

        DirectoryInfo? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("clevesec-pdf-");
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ct);
            if (!await RunAsync(folder.FullName, page, pdf, ct))
            {
                return null;
            }

            if (new FileInfo(pdf) is { Exists: true, Length: > 0 and <= MostBytes })
            {
                return await File.ReadAllBytesAsync(pdf, ct);
            }

            Failed($"it wrote no file, or one of more than {MostBytes} bytes");
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failed(error.Message);
            return null;
        }
        finally
        {
            one.Release();
            Delete(folder);
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<bool> RunAsync(string folder, string page, string pdf, CancellationToken ct)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Timeout);
            using var process = Process.Start(Start(folder, page, pdf)) ?? throw new Win32Exception("It did not start.");
            try
            {
                // What it says is read to its end, so that a full pipe never stops it.
                await Task.WhenAll(process.StandardError.ReadToEndAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
                return process.ExitCode == 0 || Failed($"it ended with {process.ExitCode}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                ct.ThrowIfCancellationRequested();
                return Failed($"it took longer than {Timeout.TotalSeconds} seconds");
            }
        }
        catch (Win32Exception error)
        {
            return Failed(error.Message);
        }
    }

    private ProcessStartInfo Start(string folder, string page, string pdf)
    {
        var start = new ProcessStartInfo(executable!)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
                $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}",
            },
        };
        if (Environment.IsPrivilegedProcess)
        {
            // Chromium refuses to run as root with its sandbox.
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add(new Uri(page).AbsoluteUri);

        // Connection strings and keys may stand in our environment: nothing of it is its business.
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        return start;
    }

    private bool Failed(string why)
    {
        CouldNotPrint(why, Setting);
        return false;
    }

    private void Delete(DirectoryInfo? folder)
    {
        try
        {
            folder?.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            CouldNotDelete(folder!.FullName, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "No PDF was printed: {Why}. Look whether {Setting} names a Chromium that this user may run; pages are still printed from the browser.")]
    private partial void CouldNotPrint(string why, string setting);

    [LoggerMessage(LogLevel.Warning, "The folder {Folder} of a PDF is still there and may be deleted: {Why}")]
    private partial void CouldNotDelete(string folder, string why);
}
