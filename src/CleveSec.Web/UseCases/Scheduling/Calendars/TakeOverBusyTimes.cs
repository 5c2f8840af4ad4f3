using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling.Beside;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling.Calendars;

/// <summary>
/// Makes a technician's days as the calendar says: what is new takes its time, what is gone frees it, what was moved does both. A busy time where something stands already is kept with the reason, takes
/// nothing, and is tried again next time.
/// </summary>
internal sealed class TakeOverBusyTimes(CleveSecDb db, Schedules schedules, OtherWorkPlaces places, IClock clock)
{
    public const string Title = "Busy (calendar)";
    private const string By = "calendar";
    private const int ConflictMaxLength = 300;

    /// <param name="wanted">Null: the calendar has not changed; only what stood in the way is tried again.</param>
    public async Task RunAsync(Guid feedId, Guid technician, IReadOnlyList<Interval>? wanted, Interval during, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.GetCurrentInstant();
            var freed = (await TechnicianLock.TakeAsync(db, now, ct, technician)).ToList();
            var rows = await db.OtherWork.Where(work => work.FeedId == feedId && work.End > during.Start && work.Start < during.End).ToListAsync(ct);
            if (wanted is not null)
            {
                var keys = wanted.Select(KeyOf).ToHashSet();
                foreach (var gone in rows.Where(row => row.CancelledAt is null && !keys.Contains(row.ExternalId!)))
                {
                    gone.Cancel(now);
                    gone.Stands();
                    freed.AddRange(await places.LiftAsync(gone.Id, now, ct));
                }
            }

            var known = rows.ToDictionary(row => row.ExternalId!);
            var standing = rows.Where(row => row.CancelledAt is null);
            var toPlace = wanted is null ? [.. standing.Where(row => row.Conflict is not null)] : wanted.Select(span => Row(known, span, feedId, now)).Where(row => row is not null).Select(row => row!).ToList();
            await db.SaveChangesAsync(ct);
            foreach (var work in toPlace)
            {
                var reasons = await places.PlaceAsync(work, [technician], plan, now, ct);
                Mark(work, reasons);
                await db.SaveChangesAsync(ct);
            }

            await places.RedriveAsync(freed, plan, ct);
            await transaction.CommitAsync(ct);
        });
    }

    /// <summary>The row of a busy time that takes no time yet; null: it stands.</summary>
    private OtherWork? Row(Dictionary<string, OtherWork> known, Interval span, Guid feedId, Instant now)
    {
        if (!known.TryGetValue(KeyOf(span), out var row))
        {
            row = OtherWork.Enter(OtherWorkKind.Busy, Title, null, null, span, By, now, feedId, KeyOf(span));
            db.OtherWork.Add(row);
            return row;
        }

        return row.Return() || row.Conflict is not null ? row : null;
    }

    /// <summary>Changed only where it says something else, so that nothing is written every quarter of an hour.</summary>
    private static void Mark(OtherWork work, IReadOnlyList<string> reasons)
    {
        var reason = string.Join(' ', reasons);
        if (reason.Length == 0)
        {
            work.Stands();
        }
        else if (work.Conflict != Cut(reason))
        {
            work.StandsInTheWayOf(Cut(reason));
        }
    }

    private static string Cut(string text) => text.Length <= ConflictMaxLength ? text : text[..ConflictMaxLength];

    private static string KeyOf(Interval span) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.Start.ToUnixTimeTicks()}/{span.End.ToUnixTimeTicks()}");
}
