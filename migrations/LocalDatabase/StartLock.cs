namespace CleveSec.Migrations.LocalDatabase;

/// <summary>Held while a server is being made or started: the second of two starts waits for the first and then attaches.</summary>
internal static class StartLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<IDisposable> TakeAsync(string path, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        while (true)
        {
            try
            {
                // FileShare.None is an advisory lock of the operating system: it goes with the process, however that ends.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw LocalFolders.Unwritable(Path.GetDirectoryName(path)!, e);
            }
            catch (IOException) when (!deadline.IsCancellationRequested)
            {
                await WaitAsync(either.Token, ct);
            }
            catch (IOException e)
            {
                throw new OperatorError($"Another start of the local database has held {path} for {Patience.TotalSeconds:0} seconds: end it and try again.", e);
            }
        }
    }

    private static async Task WaitAsync(CancellationToken either, CancellationToken ct)
    {
        try
        {
            await Task.Delay(Pause, either);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Patience is over: one last try decides.
        }
    }
}
