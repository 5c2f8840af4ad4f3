using System.Diagnostics;
using Npgsql;

namespace CleveSec.TestSupport;

/// <summary>
/// Several people who change one job at the same moment: each has read it and waits to write before the first may. Two requests that are merely sent together mostly come one after the other.
/// </summary>
internal static class LineUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    /// <param name="job">Its row is held until each act either waits for a lock of the database or is over.</param>
    /// <returns>What the acts gave, in their order.</returns>
    public static async Task<T[]> RunAsync<T>(TestDatabase database, Guid job, CancellationToken ct, params IReadOnlyList<Func<Task<T>>> acts)
    {
        await using var holding = new NpgsqlConnection(database.Owner);
        await holding.OpenAsync(ct);
        await using var transaction = await holding.BeginTransactionAsync(ct);
        await using var hold = new NpgsqlCommand("select from jobs where id = $1 for update", holding, transaction) { Parameters = { new() { Value = job } } };
        await hold.ExecuteNonQueryAsync(ct);

        var running = acts.Select(act => act()).ToList();

        // Asked as the site, who alone sees what its own sessions wait for.
        for (var waited = Stopwatch.StartNew(); (long)(await database.AsSiteAsync(Waiting))! + running.Count(act => act.IsCompleted) < running.Count;)
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException("The acts neither wait for the job nor end.");
            }
        }

        await transaction.RollbackAsync(ct);
        return await Task.WhenAll(running);
    }
}
