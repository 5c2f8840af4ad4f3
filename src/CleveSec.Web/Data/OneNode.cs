using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.Web.Data;

/// <summary>Work that only one node does at a time. The lock belongs to the database connection: a node that dies leaves it.</summary>
internal static class OneNode
{
    public const int RoadServer = 4801;
    public const int BusyFeeds = 4802;
    public const int SoonerOffers = 4803;
    public const int InboxAlerts = 4804;

    /// <summary>False: another node is at it.</summary>
    public static async Task<bool> RunAsync(CleveSecDb db, int work, Func<Task> run, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var got = await db.Database.SqlQuery<bool>($"""select pg_try_advisory_lock({work}) as "Value" """).ToListAsync(ct);
            if (!got[0])
            {
                return false;
            }

            try
            {
                await run();
                return true;
            }
            finally
            {
                db.ChangeTracker.Clear();
                await UnlockAsync(db, work);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>A connection goes back to the pool as it is; one that may still hold the lock must not.</summary>
    private static async Task UnlockAsync(CleveSecDb db, int work)
    {
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock({work})", CancellationToken.None);
        }
        catch
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
            throw;
        }
    }
}
