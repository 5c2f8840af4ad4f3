namespace CleveSec.Web.UseCases.Booking;

/// <summary>
/// Lets only so many bookings of one node be at the database at a time, in the order in which they came. All at once take as long together but wait for each other in every
/// step, some much longer than others; in turns the slowest ones are a sixth quicker (./bench booking). Who waits longer than that is worth goes in all the same: bookings
/// that hang hold up nobody else.
/// </summary>
/// <param name="atOnce">How many have a turn at a time; at least 1.</param>
/// <param name="longestWait">After which a turn is waited for no longer.</param>
internal sealed class BookingTurns(int atOnce, TimeSpan longestWait) : IDisposable
{
    private readonly SemaphoreSlim turns = new(atOnce);

    /// <summary>Two for each processor: one may compute while the other waits for the database.</summary>
    public static BookingTurns ForThisNode() => new(2 * Environment.ProcessorCount, TimeSpan.FromSeconds(2));

    public async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        var mine = await turns.WaitAsync(longestWait, ct);
        try
        {
            return await work();
        }
        finally
        {
            if (mine)
            {
                turns.Release();
            }
        }
    }

    public void Dispose() => turns.Dispose();
}
