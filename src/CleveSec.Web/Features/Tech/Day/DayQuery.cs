using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Tech.Day;

/// <summary>One stop of a technician's day.</summary>
/// <param name="GateCode">Only while the visit is open.</param>
internal sealed record DayStop(
    Guid VisitId, VisitStatus Status, bool AwaitsAcknowledgement, bool WasMoved, Interval Window, Interval Work, string JobNumber, Trouble Trouble,
    string CustomerName, string Phone, string Street, string? Unit, string City, string State, string Zip, string? GateCode, IReadOnlyList<string> Recorders)
{
    public bool IsOpen => Visit.IsLiveStatus(Status);

    public bool IsCancelled => Status == VisitStatus.Cancelled;
}

/// <summary>Other work, or a busy time of the technician's own calendar: a stop without a job sheet.</summary>
/// <param name="Place">Street and ZIP code, as far as they are known.</param>
internal sealed record DayOther(OtherWorkKind Kind, string Title, string Place, Interval Span);

/// <summary>A stop of one kind or the other.</summary>
internal sealed record DayEntry(Instant Start, DayStop? Stop, DayOther? Other);

/// <summary>Two days of a technician's stops, in order.</summary>
/// <param name="Next">The visit to go to now; null when the days shown do not begin today, or nothing is open.</param>
internal sealed record TwoDays(LocalDate First, LocalDate Today, DayStop? Next, IReadOnlyList<DayStop> Earlier, IReadOnlyList<DayEntry> FirstDay, IReadOnlyList<DayEntry> SecondDay)
{
    /// <summary>Other work of today that comes before the next visit, or has begun.</summary>
    public IReadOnlyList<DayOther> BeforeNext(Instant now) => Next is null or { Status: VisitStatus.OnSite or VisitStatus.EnRoute }
        ? []
        : [.. FirstDay.Where(entry => entry.Other is { } other && other.Span.End > now && other.Span.Start < Next.Work.Start).Select(entry => entry.Other!)];
}

/// <summary>A technician's own visits of a day and the next, in the order of the planned work, and what is still open from earlier days.</summary>
internal sealed class DayQuery(CleveSecDb db, SecretBox secrets, IClock clock)
{
    private static readonly VisitStatus[] Open = [VisitStatus.Planned, VisitStatus.Confirmed, VisitStatus.EnRoute, VisitStatus.OnSite];

    /// <param name="date">Null, or years away: today.</param>
    public async Task<TwoDays> RunAsync(Guid technicianId, LocalDate? date, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(BookingRules.Zone).Date;
        var first = date is { } wanted && NearDates.IsNear(wanted, today) ? wanted : today;
        var from = Start(first);
        var second = Start(first.PlusDays(1));
        var stops = await StopsAsync(db.Visits.OwnVisits(technicianId, now), from, Start(first.PlusDays(2)), withEarlier: first == today, ct);
        var others = await OthersAsync(technicianId, from, Start(first.PlusDays(2)), ct);
        IReadOnlyList<DayEntry> Entries(Instant start, Instant end, DayStop? except) =>
        [
            .. stops.Where(stop => stop.Work.Start >= start && stop.Work.Start < end && stop != except).Select(stop => new DayEntry(stop.Work.Start, stop, null))
                .Concat(others.Where(other => other.Span.Start >= start && other.Span.Start < end).Select(other => new DayEntry(other.Span.Start, null, other)))
                .OrderBy(entry => entry.Start),
        ];
        var next = first == today ? stops.Find(stop => stop.Status is VisitStatus.OnSite or VisitStatus.EnRoute) ?? stops.Find(stop => stop.IsOpen && stop.Work.Start < second) : null;
        return new TwoDays(
            first,
            today,
            next,
            [.. stops.Where(stop => stop.Work.Start < from && stop != next)],
            Entries(from, second, next),
            Entries(second, Instant.MaxValue, next));
    }

    private async Task<List<DayStop>> StopsAsync(IQueryable<Visit> own, Instant start, Instant end, bool withEarlier, CancellationToken ct)
    {
        var rows = await (
            from visit in own.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on visit.JobId equals job.Id
            where visit.WorkStart < end && (visit.WorkStart >= start || (withEarlier && Open.Contains(visit.Status)))
            orderby visit.WorkStart
            select new
            {
                Visit = visit,
                job.Number,
                job.Trouble,
                job.Customer.Name,
                job.Customer.Phone,
                job.Site,
                Recorders = job.Recorders.OrderBy(recorder => recorder.Id).Select(recorder => new { recorder.Recorder.Brand, recorder.Recorder.Model }).ToList(),
            }).ToListAsync(ct);
        return [.. rows.Select(row => new DayStop(
            row.Visit.Id, row.Visit.Status, row.Visit.AwaitsAcknowledgement, row.Visit.Sequence > 0, row.Visit.Window, new(row.Visit.WorkStart, row.Visit.WorkEnd), row.Number, row.Trouble,
            row.Name, row.Phone, row.Site.Street, row.Site.Unit, row.Site.City, row.Site.State, row.Site.Zip,
            row.Visit.IsLive ? secrets.OpenGateCode(row.Site.GateCode) : null,
            [.. row.Recorders.Select(recorder => $"{(recorder.Brand == RecorderBrand.Other ? "Other brand" : recorder.Brand.ToString())} {recorder.Model}".Trim())]))];
    }

    private async Task<List<DayOther>> OthersAsync(Guid technicianId, Instant start, Instant end, CancellationToken ct)
    {
        var rows = await (
            from visit in db.Visits.AsNoTracking()
            join work in db.OtherWork.AsNoTracking() on visit.OtherWorkId equals work.Id
            where visit.TechnicianId == technicianId && Open.Contains(visit.Status) && visit.WorkStart >= start && visit.WorkStart < end
            orderby visit.WorkStart
            select new { work.Kind, work.Title, work.Street, work.Zip, visit.WorkStart, visit.WorkEnd }).ToListAsync(ct);
        return rows.ConvertAll(row => new DayOther(row.Kind, row.Title, string.Join(", ", new[] { row.Street, row.Zip }.OfType<string>()), new Interval(row.WorkStart, row.WorkEnd)));
    }

    private static Instant Start(LocalDate date) => date.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
}
