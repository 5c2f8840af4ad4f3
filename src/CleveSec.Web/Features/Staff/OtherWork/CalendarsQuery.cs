using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <param name="ReadAt">Also when it failed; null: it waits.</param>
/// <param name="Busy">Times ahead, those in the way of something included.</param>
internal sealed record CalendarLine(Guid Id, string Technician, string Host, Instant? ReadAt, Instant? FailingSince, string? Error, int Busy, int InTheWay);

/// <summary>The calendars of technicians, by name.</summary>
internal sealed class CalendarsQuery(CleveSecDb db, IClock clock)
{
    public async Task<IReadOnlyList<CalendarLine>> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await (
            from feed in db.BusyFeeds.AsNoTracking()
            join staff in db.Staff.AsNoTracking() on feed.TechnicianId equals staff.Id
            orderby staff.Name, feed.CreatedAt
            select new CalendarLine(
                feed.Id, staff.Name, feed.Host, feed.FetchedAt, feed.FailingSince, feed.Error,
                db.OtherWork.Count(work => work.FeedId == feed.Id && work.CancelledAt == null && work.End > now),
                db.OtherWork.Count(work => work.FeedId == feed.Id && work.CancelledAt == null && work.End > now && work.Conflict != null))).ToListAsync(ct);
    }
}
