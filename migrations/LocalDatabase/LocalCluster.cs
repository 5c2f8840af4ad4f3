using System.Diagnostics;
using System.Globalization;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>One data folder: making it, starting the server on it, and what its files tell.</summary>
internal sealed class LocalCluster(PostgresBinaries binaries, LocalFolders folders, bool durable)
{
    private readonly string data = folders.Cluster(binaries.Major);
    private readonly string log = folders.Log(binaries.Major);
    private readonly string secretsFile = folders.Secrets(binaries.Major);

    public async Task<LocalSecrets> CreateIfMissingAsync(CancellationToken ct)
    {
        if (Directory.Exists(this.data))
        {
            return LocalSecrets.Read(this.secretsFile)
                ?? throw new OperatorError($"The passwords of the local database are missing from {this.secretsFile}: put the file back, or start over with ./run --reset.");
        }

        try
        {
            return await this.CreateAsync(ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFolders.Unwritable(folders.Root, e);
        }
    }

    public async Task<LocalSecrets> RememberAsync(LocalSecrets secrets, CancellationToken ct)
    {
        await secrets.WriteAsync(this.secretsFile, ct);
        return secrets;
    }

    /// <summary>The port in postmaster.pid (its fourth line) if the process in its first line lives.</summary>
    public int? RunningPort()
    {
        var pidFile = Path.Combine(this.data, "postmaster.pid");
        var lines = File.Exists(pidFile) ? File.ReadAllLines(pidFile) : [];
        return lines.Length >= 4
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            && Lives(pid)
                ? port
                : null;
    }

    /// <returns>False when the port was taken meanwhile, or the rest of a killed server has not gone yet: worth another try.</returns>
    public async Task<bool> TryStartAsync(int port, bool lastTry, CancellationToken ct)
    {
        var logBefore = File.Exists(this.log) ? new FileInfo(this.log).Length : 0;
        string[] arguments = ["-s", "-w", "-t", "60", "-D", this.data, "-l", this.log, "-o", this.Settings(port), "start"];
        if (await ServerProcess.RunIntoFileAsync(binaries.PgCtl, arguments, this.log, folders.Root, ct) == 0)
        {
            return true;
        }

        var reason = LogSince(this.log, logBefore);
        string[] passing = ["Address already in use", "lock file \"postmaster.pid\" already exists", "pre-existing shared memory block"];
        return !lastTry && passing.Any(sign => reason.Contains(sign, StringComparison.Ordinal))
            ? false
            : throw new OperatorError($"The local database in {this.data} did not start ({Summary(reason)}): see {this.log}, restore a backup, or start over with ./run --reset.");
    }

    private async Task<LocalSecrets> CreateAsync(CancellationToken ct)
    {
        // Made under another name and renamed at the end: a data folder that exists is complete.
        var unfinished = this.data + ".new";
        var passwordFile = this.secretsFile + ".initdb";
        var secrets = LocalSecrets.Create(port: 0);
        await this.GiveFolderAsync(Path.GetDirectoryName(this.log)!, ct);
        await LocalSecrets.WriteOwnerOnlyAsync(passwordFile, secrets.Superuser, ct);
        try
        {
            await this.GiveAsync(passwordFile, ct);
            await this.InitDbAsync(unfinished, passwordFile, ct);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await secrets.WriteAsync(this.secretsFile, ct);
        Directory.Move(unfinished, this.data);
        return secrets;
    }

    private async Task InitDbAsync(string target, string passwordFile, CancellationToken ct)
    {
        // C.UTF-8 sorts by code point everywhere alike; old or foreign systems may not know it.
        var answer = new ServerProcess.Answer(1, "", "");
        foreach (var locale in new[] { "C.UTF-8", "C" })
        {
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            await this.GiveFolderAsync(target, ct);
            string[] arguments =
            [
                "-D", target, "-U", DatabaseRoles.Superuser, "--pwfile", passwordFile, "--auth-host=scram-sha-256", "--auth-local=scram-sha-256",
                "--data-checksums", "--encoding=UTF8", $"--locale={locale}", "--no-instructions", .. durable ? Array.Empty<string>() : ["--no-sync"],
            ];
            answer = await ServerProcess.RunAsync(binaries.InitDb, arguments, folders.Root, ct);
            if (answer.ExitCode == 0)
            {
                return;
            }
        }

        throw new OperatorError($"The local database could not be made in {target}: {answer.Reason} (another folder can be named with CLEVESEC_DATA).");
    }

    /// <summary>A quarter of the machine's memory, as PostgreSQL's manual advises, and not more than a gigabyte of it. Taken only as far as it is filled.</summary>
    private static long Buffers => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (4 << 20), 128, 1024);

    private string Settings(int port)
    {
        string[] common = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "password_encryption=scram-sha-256", "timezone=UTC", "log_timezone=UTC"];
        string[] forTests = ["shared_buffers=128MB", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=400", "max_wal_size=2GB", "autovacuum_naptime=1h"];
        string[] forReal = [$"shared_buffers={Buffers}MB", "fsync=on", "full_page_writes=on", "synchronous_commit=on", "max_connections=100"];
        return $"-p {port} " + string.Join(' ', common.Concat(durable ? forReal : forTests).Select(setting => "-c " + setting));
    }

    private async Task GiveFolderAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await this.GiveAsync(folder, ct);
    }

    private async Task GiveAsync(string path, CancellationToken ct)
    {
        if (ServerProcess.ServerUser is { } user && await ServerProcess.RunAsync("chown", [user, path], folders.Root, ct, asCaller: true) is { ExitCode: not 0 } refused)
        {
            throw new OperatorError($"{path} could not be given to the user {user}: {refused.Reason}");
        }
    }

    private static bool Lives(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Summary(string reason)
    {
        var lines = reason.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = lines.LastOrDefault(l => l.Contains("FATAL:", StringComparison.Ordinal) || l.Contains("PANIC:", StringComparison.Ordinal));
        return fatal?[fatal.IndexOf(": ", StringComparison.Ordinal)..].Trim(':', ' ') ?? lines.FirstOrDefault() ?? "no reason given";
    }

    private static string LogSince(string path, long start)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(Math.Min(start, file.Length), SeekOrigin.Begin);
        return new StreamReader(file).ReadToEnd();
    }
}
