using CleveSec.Web.Data;
using Npgsql;

namespace CleveSec.Web.Live;

/// <summary>
/// Hears on every instance that the guide or the settings changed, and forgets the pages in memory. After a lost connection everything is forgotten once more, because a
/// change may have been told meanwhile.
/// </summary>
internal sealed class GuideListener(IConfiguration configuration, PageCache pages, ILogger<GuideListener> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

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
                log.LogWarning("Listening for changes of the guide was interrupted: {Error}", error.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        // Not from the pool, and with a sign of life of its own: a connection that died in silence would never tell.
        var builder = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("CleveSec")) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(ct);
        connection.Notification += (_, _) => pages.Clear();
        await using (var listen = new NpgsqlCommand($"listen {GuidePublished.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        pages.Clear();
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }
}
