using System.Diagnostics;
using System.Globalization;
using CleveSec.Migrations;
using CleveSec.Migrations.LocalDatabase;
using Npgsql;

namespace CleveSec.TestSupport;

/// <summary>A server of one test alone, with fsync on as in earnest, to be killed and started again. Always on the same port.</summary>
internal sealed class DurablePostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly LocalPostgresOptions options;

    private DurablePostgres(LocalPostgresOptions options, TestDatabase database) => (this.options, this.Database) = (options, database);

    /// <summary>Migrated, with reference data.</summary>
    public TestDatabase Database { get; }

    public static async Task<DurablePostgres> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"{PostgresServer.Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");
        var options = new LocalPostgresOptions { Checkout = folder, Durable = true, Folder = folder, Port = Ports.Free() };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresServer.RemoveAsync(options).Wait(TimeSpan.FromSeconds(20));
        var server = await LocalPostgres.StartAsync(options, CancellationToken.None);
        var owner = PostgresServer.Unpooled(server.OwnerConnectionString());
        await PostgresServer.MigrateAsync(owner);
        return new DurablePostgres(options, new TestDatabase(DatabaseRoles.Database, server.SiteConnectionString(), owner, server.OwnerConnectionString("postgres")));
    }

    /// <summary>SIGKILL for the postmaster and every process of it, as the power cut does it. Nothing is written out.</summary>
    public async Task KillAsync()
    {
        var postmaster = this.Postmaster();
        List<int> all = [postmaster, .. Children(postmaster)];
        foreach (var id in all)
        {
            Kill(id);
        }

        for (var waited = Stopwatch.StartNew(); all.Exists(Lives); await Task.Delay(Pause))
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException("The killed server's processes are still there.");
            }
        }
    }

    /// <summary>Starts it again: it replays its log.</summary>
    public async Task StartAgainAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await LocalPostgres.StartAsync(this.options, CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await PostgresServer.RemoveAsync(this.options);

    private int Postmaster()
    {
        var file = Directory.EnumerateFiles(this.options.Folder!, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }

    /// <summary>The fourth field of /proc/…/stat is the parent; the second, a name in brackets, may hold spaces.</summary>
    private static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }

            if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture))
            {
                yield return int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
            }
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // Gone already: a child follows its postmaster.
        }
    }

    /// <summary>A zombie waits for whoever started it and does nothing any more.</summary>
    private static bool Lives(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
