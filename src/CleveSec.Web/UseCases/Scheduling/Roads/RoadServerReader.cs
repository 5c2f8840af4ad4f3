using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Roads;

/// <summary>
/// Fills the driving times between the ZIP codes we serve (and technicians start from) from the road server: when one is new, and every 30 days. While the server fails, what it said before
/// goes on being used and the office is told; it is asked again every five minutes.
/// </summary>
internal sealed class RoadServerReader(IServiceScopeFactory scopes, RoadServerAddress address, RoadServerClient client, IClock clock, ILogger<RoadServerReader> log) : Rounds(TimeSpan.FromMinutes(1), log)
{
    public static readonly Duration AskAgainAfter = Duration.FromDays(30);
    public static readonly Duration RetryAfter = Duration.FromMinutes(5);

    private Instant notBefore = Instant.MinValue;

    protected override Task RoundAsync(CancellationToken ct) => RunOnceAsync(ct);

    /// <summary>Asks the server if it is time to. False: not needed, or another node is at it.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        if (address.Url is null || clock.GetCurrentInstant() < notBefore)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CleveSecDb>();
        var asked = false;
        await OneNode.RunAsync(db, OneNode.RoadServer, async () => asked = await AskIfDueAsync(db, ct), ct);
        return asked;
    }

    private async Task<bool> AskIfDueAsync(CleveSecDb db, CancellationToken ct)
    {
        var points = await PointsAsync(db, ct);
        var settings = await db.TravelSettings.AsNoTracking().SingleAsync(ct);
        var known = (await db.TravelTimes.AsNoTracking().Where(time => time.Source == TravelSource.RoadServer && time.FromZip == time.ToZip).Select(time => time.FromZip).ToListAsync(ct)).ToHashSet();
        if (points.Count == 0 || (points.All(point => known.Contains(point.Zip)) && settings.RoadServerAnsweredAt > clock.GetCurrentInstant() - AskAgainAfter))
        {
            return false;
        }

        try
        {
            await SaveAsync(db, await FetchAsync(points, ct), ct);
        }
        catch (RoadServerFailed failed)
        {
            await FailAsync(db, failed, ct);
        }

        return true;
    }

    /// <summary>The middles of the served ZIP codes and of those where a technician's day starts.</summary>
    private static async Task<List<ZipPoint>> PointsAsync(CleveSecDb db, CancellationToken ct) => await db.ServiceZips.AsNoTracking()
        .Where(zip => zip.Served || db.Staff.Any(staff => staff.Active && staff.Role == StaffRole.Technician && staff.HomeZip == zip.Zip))
        .OrderBy(zip => zip.Zip).Select(zip => new ZipPoint(zip.Zip, zip.Latitude, zip.Longitude)).ToListAsync(ct);

    private async Task<List<TravelTime>> FetchAsync(List<ZipPoint> points, CancellationToken ct)
    {
        var rows = new List<TravelTime>(points.Count * points.Count);
        foreach (var starts in points.Chunk(RoadServerClient.ChunkSize))
        {
            foreach (var goals in points.Chunk(RoadServerClient.ChunkSize))
            {
                var minutes = await client.TableAsync(starts, goals, ct);
                rows.AddRange(
                    from i in Enumerable.Range(0, starts.Length)
                    from j in Enumerable.Range(0, goals.Length)

                        // The pair of a ZIP code with itself says that it was asked for, whether a road leads there or not.
                    let known = starts[i].Zip == goals[j].Zip ? 0 : minutes[i][j]
                    where known is not null
                    select new TravelTime { FromZip = starts[i].Zip, ToZip = goals[j].Zip, Source = TravelSource.RoadServer, Minutes = known.Value });
            }
        }

        return rows;
    }

    private async Task SaveAsync(CleveSecDb db, List<TravelTime> rows, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.TravelTimes.Where(time => time.Source == TravelSource.RoadServer).ExecuteDeleteAsync(ct);
            await TravelTimeRows.InsertAsync(db, TravelSource.RoadServer, rows, ct);
            await db.TravelSettings.ExecuteUpdateAsync(set => set
                .SetProperty(row => row.RoadServerAnsweredAt, now)
                .SetProperty(row => row.RoadServerFailingSince, (Instant?)null)
                .SetProperty(row => row.RoadServerError, (string?)null), ct);
            await transaction.CommitAsync(ct);
        });
        Log.LogInformation("The road server gave {Pairs} driving times.", rows.Count);
    }

    private async Task FailAsync(CleveSecDb db, RoadServerFailed failed, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        notBefore = now + RetryAfter;
        Log.LogWarning(failed, "The road server gave no driving times: {Error}", failed.Message);

        // Nothing is written again while it says the same: every write makes the plans be read anew.
        await db.TravelSettings.Where(row => row.RoadServerFailingSince == null || row.RoadServerError != failed.Message).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.RoadServerFailingSince, row => row.RoadServerFailingSince ?? now)
            .SetProperty(row => row.RoadServerError, failed.Message), ct);
    }
}
