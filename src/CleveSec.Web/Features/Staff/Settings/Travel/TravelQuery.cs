using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <param name="Matrix">How many pairs the office has uploaded.</param>
/// <param name="Road">How many the road server gave.</param>
internal sealed record TravelView(TravelSettings Settings, int Matrix, int Road);

/// <summary>How driving times are worked out as it stands.</summary>
internal sealed class TravelQuery(CleveSecDb db)
{
    public async Task<TravelView> RunAsync(CancellationToken ct)
    {
        var counts = await db.TravelTimes.AsNoTracking().GroupBy(time => time.Source).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return new TravelView(await db.TravelSettings.AsNoTracking().SingleAsync(ct), counts.GetValueOrDefault(TravelSource.Matrix), counts.GetValueOrDefault(TravelSource.RoadServer));
    }

    public static IReadOnlyList<Fact> FactsOf(TravelSettings row) =>
    [
        new("Roads are longer than the straight line", $"{row.RoadPercent} %"),
        new("Speeds", string.Join("; ", row.SpeedBands)),
        new("Hours", row.HourBands.Count == 0 ? "none" : string.Join("; ", TravelLines.HourLines(row.HourBands))),
    ];
}
