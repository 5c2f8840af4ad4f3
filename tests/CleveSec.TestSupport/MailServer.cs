using System.Diagnostics;
using System.Net.Sockets;
using MimeKit;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>A real SMTP server beside the tests (Debian's python3-aiosmtpd) that puts what it takes into a Maildir.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Process process;
    private readonly string folder;

    private MailServer(Process process, string folder, int port)
    {
        this.process = process;
        this.folder = folder;
        this.Port = port;
    }

    public int Port { get; }

    public static async Task<MailServer> StartAsync()
    {
        // The port was free a moment ago; if somebody was quicker, another one is tried.
        for (var tries = 0; tries < 5; tries++)
        {
            var folder = Directory.CreateTempSubdirectory("clevesec-mail-").FullName;
            var port = Ports.Free();
            var start = new ProcessStartInfo("/usr/bin/python3", ["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", Path.Combine(folder, "mail")])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            var process = Process.Start(start) ?? throw new InvalidOperationException("python3 could not be started.");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process);
            if (await ListensAsync(process, port))
            {
                return new MailServer(process, folder, port);
            }

            End(process);
        }

        throw new InvalidOperationException("The mail server did not start: is python3-aiosmtpd installed?");
    }

    /// <summary>Everything taken so far, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Messages()
    {
        var arrived = Path.Combine(this.folder, "mail", "new");
        return Directory.Exists(arrived) ? [.. new DirectoryInfo(arrived).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name).Select(file => MimeMessage.Load(file.FullName)!)] : [];
    }

    /// <summary>The first mail that fits, waited for.</summary>
    public async Task<MimeMessage> WaitForAsync(Func<MimeMessage, bool> fits)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            if (this.Messages().FirstOrDefault(fits) is { } found)
            {
                return found;
            }

            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"No such mail in {Patience.TotalSeconds:0} s. There: {string.Join(", ", this.Messages().Select(mail => $"“{mail.Subject}” to {mail.To}"))}.");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public Task<MimeMessage> WaitForAsync(string to, string subjectPart) =>
        this.WaitForAsync(mail => mail.To.Mailboxes.Any(box => box.Address == to) && (mail.Subject ?? "").Contains(subjectPart, StringComparison.OrdinalIgnoreCase));

    public ValueTask DisposeAsync()
    {
        End(this.process);
        this.process.Dispose();
        Directory.Delete(this.folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<bool> ListensAsync(Process process, int port)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !process.HasExited; await Task.Delay(Pause))
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync("127.0.0.1", port);
                return !process.HasExited;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        return false;
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        catch (InvalidOperationException)
        {
            // Already disposed.
        }
    }
}
