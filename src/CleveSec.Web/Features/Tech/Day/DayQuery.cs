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

/// <summary>Two days of a technician's stops.</summary>
/// <param name="Next">The stop to go to now; null when the days shown do not begin today, or nothing is open.</param>
internal sealed record TwoDays(LocalDate First, LocalDate Today, DayStop? Next, IReadOnlyList<DayStop> Earlier, IReadOnlyList<DayStop> FirstDay, IReadOnlyList<DayStop> SecondDay);

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
        var next = first == today ? stops.Find(stop => stop.Status is VisitStatus.OnSite or VisitStatus.EnRoute) ?? stops.Find(stop => stop.IsOpen && stop.Work.Start < second) : null;
        return new TwoDays(
            first,
            today,
            next,
            [.. stops.Where(stop => stop.Work.Start < from && stop != next)],
            [.. stops.Where(stop => stop.Work.Start >= from && stop.Work.Start < second && stop != next)],
            [.. stops.Where(stop => stop.Work.Start >= second && stop != next)]);
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

    private static Instant Start(LocalDate date) => date.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
}
