using System.Threading.Channels;
using CleveSec.Web.Data;

namespace CleveSec.Web.Live;

/// <summary>
/// Tells the other nodes of changes whose transaction told nobody, so that neither the commit nor whoever waits for it waits for that. The first is told at once, what follows
/// within <see cref="Together"/> with one notice. What a node could not tell before it died is made up for by the streams' next beat.
/// </summary>
internal sealed class ChangeTeller(IServiceScopeFactory scopes, ILogger<ChangeTeller> log) : BackgroundService
{
    /// <summary>No more than a screen may lag behind, which is 100 ms.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(40);

    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Call after the commit.</summary>
    public void Tell() => news.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in news.Reader.ReadAllAsync(stoppingToken))
            {
                await TellAsync(stoppingToken);
                await Task.Delay(Together, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site is stopping.
        }
    }

    /// <summary>Whatever happens, the next ones are told again: a worker that ends takes the whole site with it.</summary>
    private async Task TellAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ChangeFeed.TellAsync(scope.ServiceProvider.GetRequiredService<CleveSecDb>(), ct);
        }
        catch (Exception lost) when (lost is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning("Bookings could not be told to open screens: {Error}", lost.Message);
        }
    }
}
