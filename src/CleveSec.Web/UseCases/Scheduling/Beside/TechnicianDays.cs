using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>One live stop with what it is, for people.</summary>
internal sealed record NamedStop(Stop Stop, Instant OccupiedEnd, string What);

/// <summary>A technician's day as it stands, however far ahead.</summary>
/// <param name="Stops">In order of start.</param>
internal sealed record TechnicianDay(StaffMember Technician, LocalDate Date, IReadOnlyList<NamedStop> Stops)
{
    public TechnicianSchedule Schedule => new(Technician.Id, Technician.HomeZip, [], [], [.. Stops.Select(stop => stop.Stop)], []);
}

/// <summary>Reads days whatever the horizon: other work may stand months ahead. Call with the technicians locked.</summary>
internal sealed class TechnicianDays(CleveSecDb db)
{
    public async Task<IReadOnlyList<TechnicianDay>> RunAsync(IReadOnlyCollection<Guid> technicians, LocalDate date, CancellationToken ct)
    {
        var dayStart = date.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var dayEnd = date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var staff = await db.Staff.AsNoTracking().Where(person => technicians.Contains(person.Id)).AsSplitQuery().ToListAsync(ct);
        var rows = await (
            from visit in db.Visits.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on visit.JobId equals job.Id into jobs
            from job in jobs.DefaultIfEmpty()
            join work in db.OtherWork.AsNoTracking() on visit.OtherWorkId equals work.Id into works
            from work in works.DefaultIfEmpty()
            where technicians.Contains(visit.TechnicianId) && Schedules.Live.Contains(visit.Status) && visit.WorkEnd > dayStart && visit.WorkStart < dayEnd
            orderby visit.WorkStart
            select new { visit.TechnicianId, visit.Id, visit.Zip, visit.WorkStart, visit.WorkEnd, visit.OccupiedEnd, visit.OtherWorkId, Number = job == null ? null : job.Number, Title = work == null ? null : work.Title }).ToListAsync(ct);
        var stops = rows.ToLookup(row => row.TechnicianId, row => new NamedStop(
            new Stop(row.Id, row.Zip, row.WorkStart, row.WorkEnd, row.OtherWorkId is null, row.OccupiedEnd), row.OccupiedEnd,
            $"{(row.Title is { } title ? $"“{title}”" : row.Number ?? "a window held for a customer")}, {LocalTime.Span(new Interval(row.WorkStart, row.WorkEnd))}"));
        return [.. staff.OrderBy(person => person.Name, StringComparer.Ordinal).Select(person => new TechnicianDay(person, date, [.. stops[person.Id]]))];
    }
}
