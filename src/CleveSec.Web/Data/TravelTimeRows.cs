using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Data;

/// <summary>Writes driving times in one statement: each statement on that table makes every node read its plans anew.</summary>
internal static class TravelTimeRows
{
    public static Task InsertAsync(CleveSecDb db, TravelSource source, IReadOnlyList<TravelTime> rows, CancellationToken ct)
    {
        var (from, to, minutes) = (rows.Select(row => row.FromZip).ToArray(), rows.Select(row => row.ToZip).ToArray(), rows.Select(row => row.Minutes).ToArray());
        return db.Database.ExecuteSqlAsync($"insert into travel_times (from_zip, to_zip, source, minutes) select f, t, {source.ToString()}, m from unnest({from}, {to}, {minutes}) as given (f, t, m)", ct);
    }
}
