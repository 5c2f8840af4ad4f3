using System.Security.Cryptography;
using System.Text;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>
/// Where a checkout's private server keeps its things. PostgreSQL refuses to run as root, so root starts it as another user, who cannot read /root:
/// then the data lies under /var/lib, in a folder named after the checkout's path. Everybody else has it in the checkout's own .data folder.
/// </summary>
internal sealed class LocalFolders
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string RootsOwnParent = "/var/lib/clevesec-local";
    private readonly string prefix;

    public LocalFolders(LocalPostgresOptions options)
    {
        this.prefix = options.Durable ? "postgres-" : "test-postgres-";
        this.Root = options.Folder is { } chosen ? Path.GetFullPath(chosen) : UsualRoot(Path.GetFullPath(options.Checkout));
    }

    /// <summary>Holds the data folders, the passwords, the log and the lock. Not in the cluster itself, so that initdb finds an empty folder.</summary>
    public string Root { get; }

    public string Lock => Path.Combine(this.Root, this.prefix + "start.lock");

    public string Cluster(int major) => Path.Combine(this.Root, this.prefix + major);

    public string Secrets(int major) => this.Cluster(major) + ".secrets";

    /// <summary>In a folder of its own, because the server's user writes it and must not be able to write beside the passwords.</summary>
    public string Log(int major) => Path.Combine(this.Root, "log", this.prefix + major + ".log");

    /// <summary>The major versions this checkout already has data of.</summary>
    public IReadOnlyList<int> ExistingMajors() => !Directory.Exists(this.Root)
        ? []
        : [.. Directory.EnumerateDirectories(this.Root, this.prefix + "*")
            .Select(folder => Path.GetFileName(folder)[this.prefix.Length..])
            .Where(rest => rest.All(char.IsAsciiDigit) && rest.Length > 0)
            .Select(int.Parse)
            .OrderDescending()];

    public void Create(int major)
    {
        try
        {
            this.CreateRoot();
            Directory.CreateDirectory(Path.GetDirectoryName(this.Log(major))!, Owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(this.Root, e);
        }
    }

    /// <summary>Others may pass through, whatever the umask says, because the server's user is one of them; what is secret inside is closed by itself.</summary>
    private void CreateRoot()
    {
        const UnixFileMode passable = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        string[] ours = this.Root.StartsWith(RootsOwnParent, StringComparison.Ordinal) ? [RootsOwnParent, this.Root] : [this.Root];
        foreach (var folder in ours.Where(folder => !Directory.Exists(folder)))
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, passable);
        }
    }

    public void Delete(int major)
    {
        try
        {
            Directory.Delete(this.Cluster(major), recursive: true);
            File.Delete(this.Secrets(major));
            File.Delete(this.Log(major));

            // ./run keeps the site's key and a note of what was migrated beside the data; without them both are worth nothing.
            File.Delete(Path.Combine(this.Root, "master.key"));
            File.Delete(Path.Combine(this.Root, "migrated"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(this.Root, e);
        }
    }

    public static OperatorError Unwritable(string folder, Exception cause) =>
        new($"The folder {folder} cannot be written: make it writable for {Environment.UserName}, or name another one with CLEVESEC_DATA=/some/folder.", cause);

    private static string UsualRoot(string checkout) => Environment.IsPrivilegedProcess
        ? Path.Combine(RootsOwnParent, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..12])
        : Path.Combine(checkout, ".data");
}
