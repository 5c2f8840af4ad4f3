using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <param name="FromCalendar">It belongs to somebody's calendar and cannot be changed here.</param>
/// <param name="Conflict">What stands in its way, so that it takes nobody's time yet.</param>
internal sealed record OtherWorkLine(Guid Id, OtherWorkKind Kind, string Title, string? Street, string? Zip, Interval Span, IReadOnlyList<string> Who, bool FromCalendar, string? Conflict, bool Repeats);

/// <param name="Busy">How many busy times of calendars there are beside, shown only where something stands in their way.</param>
internal sealed record OtherWorkList(IReadOnlyList<OtherWorkLine> Lines, int Busy);

/// <param name="LaterDays">Of the same repetition.</param>
internal sealed record OtherWorkView(OtherWorkLine Line, IReadOnlyList<Guid> Technicians, uint Version, int LaterDays);

internal sealed record TechnicianChoice(Guid Id, string Name);

/// <summary>Other work that is still to come.</summary>
internal sealed class OtherWorkQuery(CleveSecDb db, IClock clock)
{
    /// <summary>More than anybody looks through.</summary>
    private const int Shown = 200;

    public async Task<OtherWorkList> ComingAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var coming = db.OtherWork.AsNoTracking().Where(work => work.CancelledAt == null && work.End > now);
        var rows = await coming.Where(work => work.FeedId == null || work.Conflict != null).OrderBy(work => work.Start).Take(Shown).ToListAsync(ct);
        var ids = rows.ConvertAll(row => row.Id);
        var parts = await (
            from visit in db.Visits.AsNoTracking()
            join staff in db.Staff.AsNoTracking() on visit.TechnicianId equals staff.Id
            where visit.OtherWorkId != null && ids.Contains(visit.OtherWorkId.Value) && Schedules.Live.Contains(visit.Status)
            orderby staff.Name
            select new { visit.OtherWorkId, staff.Name }).ToListAsync(ct);
        var feeds = await (
            from feed in db.BusyFeeds.AsNoTracking()
            join staff in db.Staff.AsNoTracking() on feed.TechnicianId equals staff.Id
            select new { feed.Id, staff.Name }).ToDictionaryAsync(feed => feed.Id, feed => feed.Name, ct);
        var names = parts.ToLookup(part => part.OtherWorkId, part => part.Name);
        return new OtherWorkList(
            [.. rows.Select(row => LineOf(row, row.FeedId is { } feed ? [feeds.GetValueOrDefault(feed, "")] : [.. names[row.Id]]))],
            await coming.CountAsync(work => work.FeedId != null && work.Conflict == null, ct));
    }

    /// <summary>What staff entered and may change; null for anything else.</summary>
    public async Task<OtherWorkView?> OneAsync(Guid id, CancellationToken ct)
    {
        var found = await db.OtherWork.AsNoTracking().Where(work => work.Id == id && work.FeedId == null && work.CancelledAt == null)
            .Select(work => new { Work = work, Version = EF.Property<uint>(work, "Version") }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var parts = await (
            from visit in db.Visits.AsNoTracking()
            join staff in db.Staff.AsNoTracking() on visit.TechnicianId equals staff.Id
            where visit.OtherWorkId == id && Schedules.Live.Contains(visit.Status)
            orderby staff.Name
            select new { staff.Id, staff.Name }).ToListAsync(ct);
        var later = found.Work.SeriesId is { } series
            ? await db.OtherWork.CountAsync(work => work.SeriesId == series && work.Start > found.Work.Start && work.CancelledAt == null, ct)
            : 0;
        return new OtherWorkView(LineOf(found.Work, parts.ConvertAll(part => part.Name)), parts.ConvertAll(part => part.Id), found.Version, later);
    }

    public async Task<IReadOnlyList<TechnicianChoice>> TechniciansAsync(CancellationToken ct) => await db.Staff.AsNoTracking()
        .Where(staff => staff.Active && staff.Role == StaffRole.Technician).OrderBy(staff => staff.Name).Select(staff => new TechnicianChoice(staff.Id, staff.Name)).ToListAsync(ct);

    private static OtherWorkLine LineOf(Domain.Scheduling.OtherWork work, IReadOnlyList<string> who) =>
        new(work.Id, work.Kind, work.Title, work.Street, work.Zip, work.Span, who, work.FeedId is not null, work.Conflict, work.SeriesId is not null);
}
