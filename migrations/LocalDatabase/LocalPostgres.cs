using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CleveSec.Migrations.LocalDatabase;

/// <summary>
/// A private PostgreSQL server on 127.0.0.1 for one checkout: what <c>./run</c> and the tests use when no connection string is given.
/// It outlives the process that starts it; a second start attaches to it.
/// </summary>
internal sealed class LocalPostgres
{
    private static readonly TimeSpan StartingPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartingPause = TimeSpan.FromMilliseconds(100);
    private readonly PostgresBinaries binaries;
    private readonly string cluster;
    private readonly LocalSecrets secrets;

    private LocalPostgres(PostgresBinaries binaries, LocalFolders folders, LocalSecrets secrets, bool startedHere)
    {
        this.binaries = binaries;
        this.cluster = folders.Cluster(binaries.Major);
        this.secrets = secrets;
        this.Folder = folders.Root;
        this.StartedHere = startedHere;
    }

    /// <summary>Where the data, the log and the passwords lie.</summary>
    public string Folder { get; }

    /// <summary>False if it ran already and was only attached to.</summary>
    public bool StartedHere { get; }

    public int Port => this.secrets.Port;

    public string OwnerConnectionString(string database = DatabaseRoles.Database) => ConnectionString(this.secrets.Port, DatabaseRoles.Owner, this.secrets.Owner, database);

    public string SiteConnectionString(string database = DatabaseRoles.Database) => ConnectionString(this.secrets.Port, DatabaseRoles.Site, this.secrets.Site, database);

    /// <exception cref="OperatorError">No server programs, a folder that cannot be written, a fixed port in use, data of another version, data that is broken.</exception>
    public static async Task<LocalPostgres> StartAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        var folders = new LocalFolders(options);
        var binaries = await PostgresBinaries.FindAsync(folders, ct);
        folders.Create(binaries.Major);
        using var held = await StartLock.TakeAsync(folders.Lock, ct);
        var cluster = new LocalCluster(binaries, folders, options.Durable);
        var secrets = await cluster.CreateIfMissingAsync(ct);
        if (await RunningAsync(cluster, secrets, ct) is { } running)
        {
            return new LocalPostgres(binaries, folders, running, startedHere: false);
        }

        secrets = await StartOnFreePortAsync(cluster, secrets, options, ct);
        await EnsureRolesAsync(secrets, ct);
        return new LocalPostgres(binaries, folders, secrets, startedHere: true);
    }

    /// <summary>The server of this checkout if it is running now, without starting it.</summary>
    public static async Task<LocalPostgres?> AttachAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        var folders = new LocalFolders(options);
        if (folders.ExistingMajors().Count == 0)
        {
            return null;
        }

        var binaries = await PostgresBinaries.FindAsync(folders, ct);
        var cluster = new LocalCluster(binaries, folders, options.Durable);
        return LocalSecrets.Read(folders.Secrets(binaries.Major)) is { } secrets && await RunningAsync(cluster, secrets, ct) is { } running
            ? new LocalPostgres(binaries, folders, running, startedHere: false)
            : null;
    }

    /// <summary>Ends sessions, writes everything out and stops.</summary>
    public async Task StopAsync(CancellationToken ct = default)
    {
        NpgsqlConnection.ClearAllPools();
        var answer = await ServerProcess.RunAsync(this.binaries.PgCtl, ["-D", this.cluster, "-m", "fast", "-w", "-t", "60", "stop"], this.Folder, ct);
        if (answer.ExitCode != 0 && !answer.Errors.Contains("PID file", StringComparison.Ordinal))
        {
            throw new OperatorError($"The local database in {this.cluster} did not stop: {answer.Reason}");
        }
    }

    /// <summary>Stops the checkout's server and deletes its data, of whatever version and in whatever state they are.</summary>
    public static async Task RemoveAsync(LocalPostgresOptions options, CancellationToken ct)
    {
        var folders = new LocalFolders(options);
        if (folders.ExistingMajors().Count == 0)
        {
            return;
        }

        using var held = await StartLock.TakeAsync(folders.Lock, ct);
        foreach (var major in folders.ExistingMajors())
        {
            if (await PostgresBinaries.OfMajorAsync(major, ct) is { } binaries)
            {
                await ServerProcess.RunAsync(binaries.PgCtl, ["-D", folders.Cluster(major), "-m", "immediate", "-w", "stop"], folders.Root, ct);
            }

            folders.Delete(major);
        }
    }

    private static async Task<LocalSecrets?> RunningAsync(LocalCluster cluster, LocalSecrets secrets, CancellationToken ct)
    {
        if (cluster.RunningPort() is not { } port)
        {
            return null;
        }

        // A process id can be somebody else's after a crash, so only a server that knows our password counts.
        var running = secrets with { Port = port };
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(StartingPause, ct))
        {
            try
            {
                await EnsureRolesAsync(running, ct);
                return running;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow && waited.Elapsed < StartingPatience)
            {
                // It replays its log after a crash, or is on its way down.
            }
            catch (NpgsqlException)
            {
                return null;
            }
        }
    }

    private static async Task<LocalSecrets> StartOnFreePortAsync(LocalCluster cluster, LocalSecrets secrets, LocalPostgresOptions options, CancellationToken ct)
    {
        // Between choosing a free port and the server's taking it somebody else can be quicker, and the processes of a killed server need a moment to go.
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(StartingPause, ct))
        {
            var port = options.Port ?? (IsFree(secrets.Port) ? secrets.Port : FreePort());
            if (!IsFree(port))
            {
                throw new OperatorError($"Port {port} of CLEVESEC_PG_PORT is in use: name another one, or leave it out and a free one is found.");
            }

            if (await cluster.TryStartAsync(port, lastTry: waited.Elapsed > RetryPatience, ct))
            {
                return await cluster.RememberAsync(secrets with { Port = port }, ct);
            }
        }
    }

    private static Task EnsureRolesAsync(LocalSecrets secrets, CancellationToken ct) => DatabaseRoles.EnsureAsync(
        SuperuserConnectionString(secrets), new DatabaseRoles.Login(DatabaseRoles.Owner, secrets.Owner), new DatabaseRoles.Login(DatabaseRoles.Site, secrets.Site), DatabaseRoles.Database, ct);

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return port != 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string SuperuserConnectionString(LocalSecrets secrets) =>
        new NpgsqlConnectionStringBuilder(ConnectionString(secrets.Port, DatabaseRoles.Superuser, secrets.Superuser, "postgres")) { Pooling = false }.ConnectionString;

    private static string ConnectionString(int port, string user, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = port,
        Username = user,
        Password = password,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "clevesec",
    }.ConnectionString;
}
