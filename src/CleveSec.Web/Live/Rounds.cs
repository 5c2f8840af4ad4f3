namespace CleveSec.Web.Live;

/// <summary>Work that is looked for again and again in the background. A round that fails is logged and the next one comes: one bad row or a lost database stops neither the site nor the work.</summary>
internal abstract class Rounds(TimeSpan every, ILogger log) : BackgroundService
{
    protected ILogger Log { get; } = log;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            do
            {
                await TryRoundAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site is stopping.
        }
    }

    protected abstract Task RoundAsync(CancellationToken ct);

    private async Task TryRoundAsync(CancellationToken ct)
    {
        try
        {
            await RoundAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.LogError(error, "A round of {Work} failed.", GetType().Name);
        }
    }
}
