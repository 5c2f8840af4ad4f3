using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using NodaTime;

namespace CleveSec.TestSupport;

/// <summary>A real IMAP server beside the tests (Debian's dovecot-imapd) over a Maildir: to deliver is to put a file there. It can be stopped and started again on the same port.</summary>
public sealed class ImapServer : IAsyncDisposable
{
    public const string User = "vendors";
    public const string Password = "not-a-secret-of-anybody";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string folder;
    private readonly bool idle;
    private Process? process;
    private int delivered;

    private ImapServer(string folder, int port, bool idle)
    {
        this.folder = folder;
        this.idle = idle;
        this.Port = port;
    }

    public int Port { get; }

    private string Arrived => Path.Combine(this.folder, "mail", "new");

    /// <param name="idle">Whether it can tell of new mail by itself.</param>
    public static async Task<ImapServer> StartAsync(bool idle = true)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            var server = new ImapServer(Directory.CreateTempSubdirectory("clevesec-imap-").FullName, Ports.Free(), idle);
            server.Prepare();
            if (await server.TryUpAsync())
            {
                AppDomain.CurrentDomain.ProcessExit += (_, _) => server.End();
                return server;
            }

            server.End();
        }

        throw new InvalidOperationException("The IMAP server did not start: is dovecot-imapd installed?");
    }

    /// <summary>Puts a mail into the mailbox, as a mail server does: written beside it and moved.</summary>
    /// <param name="at">When it came.</param>
    public void Deliver(byte[] raw, Instant at)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref this.delivered):D6}.M{Environment.ProcessId}.clevesec");
        var draft = Path.Combine(this.folder, "mail", "tmp", name);
        File.WriteAllBytes(draft, raw);
        File.SetLastWriteTimeUtc(draft, at.ToDateTimeUtc());
        Open(draft);
        File.Move(draft, Path.Combine(this.Arrived, name));
    }

    /// <summary>The commands that clients have sent since they signed in, in capitals and without their numbers.</summary>
    public IReadOnlyList<string> Heard() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(this.folder, "heard"), "*.in").SelectMany(ReadShared)
            .Select(line => line.Split(' ')).Where(words => words.Length > 2).Select(words => words[2].Trim().ToUpperInvariant()),
    ];

    /// <summary>Nobody answers any more; mails can still be delivered.</summary>
    public void Stop() => this.End();

    public async Task UpAgainAsync()
    {
        if (!await this.TryUpAsync())
        {
            throw new InvalidOperationException("The IMAP server did not come up again.");
        }
    }

    /// <summary>Forgets how mails were numbered, so that they all get new numbers, as a restored mailbox does.</summary>
    public void Renumber()
    {
        this.End();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(this.folder, "mail"), "dovecot*"))
        {
            File.Delete(file);
        }
    }

    public ValueTask DisposeAsync()
    {
        this.End();
        Directory.Delete(this.folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Prepare()
    {
        foreach (var part in new[] { "mail", "mail/new", "mail/cur", "mail/tmp", "run", "state", "heard" })
        {
            Open(Directory.CreateDirectory(Path.Combine(this.folder, part)).FullName);
        }

        Open(this.folder);
        var (owner, group) = Owner();
        Run("chown", "-R", $"{owner}:{group}", Path.Combine(this.folder, "mail"));
        File.WriteAllText(Path.Combine(this.folder, "users"), $"{User}:{{PLAIN}}{Password}:{Id("-u", owner)}:{Id("-g", owner)}::{this.folder}::\n");
        File.WriteAllText(Path.Combine(this.folder, "dovecot.conf"), DovecotConfig.Of(this.folder, this.Port, owner, group, Environment.IsPrivilegedProcess, this.idle));
    }

    private static (string User, string Group) Owner() => Environment.IsPrivilegedProcess ? ("nobody", "nogroup") : (Environment.UserName, Environment.UserName);

    private static string Id(string which, string owner)
    {
        using var asked = Process.Start(new ProcessStartInfo("id", [which, owner]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("id could not be started.");
        return asked.StandardOutput.ReadToEnd().Trim();
    }

    private static IEnumerable<string> ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static void Open(string path) => Run("chmod", "a+rwX", path);

    private static void Run(string program, params string[] arguments)
    {
        using var started = Process.Start(new ProcessStartInfo(program, arguments)) ?? throw new InvalidOperationException($"{program} could not be started.");
        started.WaitForExit();
    }

    private async Task<bool> TryUpAsync()
    {
        this.process = Process.Start(new ProcessStartInfo("dovecot", ["-F", "-c", Path.Combine(this.folder, "dovecot.conf")]) { RedirectStandardError = true, RedirectStandardOutput = true });
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && this.process is { HasExited: false }; await Task.Delay(Pause))
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync("127.0.0.1", this.Port);
                using var reader = new StreamReader(socket.GetStream());
                return (await reader.ReadLineAsync())?.StartsWith("* OK", StringComparison.Ordinal) is true;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // Not yet.
            }
        }

        return false;
    }

    private void End()
    {
        if (this.process is { } running)
        {
            try
            {
                if (!running.HasExited)
                {
                    running.Kill(entireProcessTree: true);
                    running.WaitForExit();
                }
            }
            catch (InvalidOperationException)
            {
                // Already gone.
            }

            running.Dispose();
            this.process = null;
        }
    }
}
