using CleveSec.Web.Data;
using Npgsql;

namespace CleveSec.Web.Live;

/// <summary>Something that listens to one channel of PostgreSQL's NOTIFY.</summary>
internal interface IHear
{
    string Channel { get; }

    /// <summary>Listening begins, for the first time or after the connection was lost: what was told meanwhile was not heard.</summary>
    Task BegunAsync(NpgsqlConnection connection, CancellationToken ct);

    /// <param name="payloads">What was told, in its order; several notices that came together come together.</param>
    Task HeardAsync(NpgsqlConnection connection, IReadOnlyList<string> payloads, CancellationToken ct);
}

/// <summary>Listens on every instance, on one connection for everybody who <see cref="IHear"/>s, and comes back when the connection is lost.</summary>
internal sealed class DatabaseListener(IConfiguration configuration, IEnumerable<IHear> hearers, ILogger<DatabaseListener> log) : BackgroundService
{
    /// <summary>The name of its connection in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "clevesec-listener";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<IHear> hearers = [.. hearers];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning("Listening for changes was interrupted: {Error}", error.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        // Not from the pool, and with a sign of life of its own: a connection that died in silence would never tell.
        var builder = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("CleveSec")) { Pooling = false, KeepAlive = 10, ApplicationName = ApplicationName };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(ct);
        var heard = new Queue<(string Channel, string Payload)>();
        connection.Notification += (_, notice) => heard.Enqueue((notice.Channel, notice.Payload));
        foreach (var hearer in hearers)
        {
            await using var listen = new NpgsqlCommand($"listen {hearer.Channel}", connection);
            await listen.ExecuteNonQueryAsync(ct);
            await hearer.BegunAsync(connection, ct);
        }

        while (true)
        {
            // Also what came while somebody read.
            while (heard.Count > 0)
            {
                var together = heard.ToList();
                heard.Clear();
                await TellAsync(connection, together, ct);
            }

            await connection.WaitAsync(ct);
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, List<(string Channel, string Payload)> together, CancellationToken ct)
    {
        foreach (var hearer in hearers)
        {
            var payloads = together.Where(notice => notice.Channel == hearer.Channel).Select(notice => notice.Payload).ToList();
            if (payloads.Count > 0)
            {
                await hearer.HeardAsync(connection, payloads, ct);
            }
        }
    }
}
