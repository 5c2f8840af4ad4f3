using System.Text.RegularExpressions;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>A folder with initdb, pg_ctl and postgres of one version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Exclusion constraints, trusted extensions and the rights on the public schema are as the migrations expect them from this version on.</summary>
    private const int OldestMajor = 15;

    public string InitDb => Path.Combine(this.Folder, "initdb");

    public string PgCtl => Path.Combine(this.Folder, "pg_ctl");

    /// <summary>
    /// CLEVESEC_PG_BIN if set, else the newest of the usual folders, else PATH. Data that exists wins over newness: a system upgrade that
    /// brings a newer server must not make the local data seem gone.
    /// </summary>
    public static async Task<PostgresBinaries> FindAsync(LocalFolders folders, CancellationToken ct)
    {
        var found = await AllAsync(ct);
        var usable = found.Where(b => b.Major >= OldestMajor).OrderByDescending(b => b.Major).ToList();
        var existing = folders.ExistingMajors();
        if (usable.FirstOrDefault(b => existing.Contains(b.Major)) is { } matching)
        {
            return matching;
        }

        if (existing.Count > 0 && usable.Count > 0)
        {
            throw new OperatorError($"The local data in {folders.Cluster(existing[0])} was made by PostgreSQL {existing[0]}, but only {usable[0].Major} is installed: "
                + $"install postgresql-{existing[0]} again, or start over with ./run --reset.");
        }

        return usable.FirstOrDefault() ?? throw NoneUsable(found);
    }

    public static async Task<PostgresBinaries?> OfMajorAsync(int major, CancellationToken ct) => (await AllAsync(ct)).FirstOrDefault(b => b.Major == major);

    private static OperatorError NoneUsable(IReadOnlyList<PostgresBinaries> found) => found.Count > 0
        ? new OperatorError($"PostgreSQL {found.Max(b => b.Major)} is too old: install version {OldestMajor} or newer, or set ConnectionStrings__CleveSec to a server that is.")
        : new OperatorError("No PostgreSQL server programs were found: run 'sudo apt-get install postgresql', name their folder with CLEVESEC_PG_BIN, or set ConnectionStrings__CleveSec.");

    private static async Task<IReadOnlyList<PostgresBinaries>> AllAsync(CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable("CLEVESEC_PG_BIN") is { Length: > 0 } chosen)
        {
            return await AtAsync(chosen, ct) is { } named
                ? [named]
                : throw new OperatorError($"CLEVESEC_PG_BIN is {chosen}, but initdb, pg_ctl and postgres are not there: name the folder that holds them, or unset it.");
        }

        List<PostgresBinaries> found = [];
        foreach (var folder in UsualFolders())
        {
            if (await AtAsync(folder, ct) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        return found;
    }

    private static IEnumerable<string> UsualFolders()
    {
        string[] parents = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
        var packaged = parents.Where(Directory.Exists)
            .SelectMany(parent => Directory.EnumerateDirectories(parent))
            .Where(folder => folder.Contains("postgresql", StringComparison.Ordinal))
            .Select(folder => Path.Combine(folder, "bin"));
        return packaged.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<PostgresBinaries?> AtAsync(string folder, CancellationToken ct)
    {
        if (!new[] { "initdb", "pg_ctl", "postgres" }.All(name => File.Exists(Path.Combine(folder, name))))
        {
            return null;
        }

        var answer = await ServerProcess.RunAsync(Path.Combine(folder, "postgres"), ["--version"], "/", ct);
        return VersionNumber().Match(answer.Output) is { Success: true } match ? new PostgresBinaries(folder, int.Parse(match.Groups[1].Value)) : null;
    }

    [GeneratedRegex(@"PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
