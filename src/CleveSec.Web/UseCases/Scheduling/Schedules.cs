using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Everything the slot finder needs, read in three statements whatever the number of technicians: rules, ZIP points, technicians with their live visits.</summary>
internal sealed class Schedules(CleveSecDb db, IClock clock)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public async Task<BookingRules> RulesAsync(CancellationToken ct)
    {
        var row = await db.BookingSettings.AsNoTracking().SingleAsync(ct);
        return new BookingRules(
            [.. row.Windows.Select(ParseWindow)],
            Duration.FromMinutes(row.WorkMinutes),
            Duration.FromMinutes(row.BufferMinutes),
            Duration.FromMinutes(row.MinimumNoticeMinutes),
            row.HorizonDays,
            Duration.FromMinutes(row.CutOffMinutes),
            Duration.FromDays(row.WarrantyDays));
    }

    public async Task<TravelTimes> TravelAsync(CancellationToken ct) =>
        new((await db.ServiceZips.AsNoTracking().Select(zip => new { zip.Zip, zip.Latitude, zip.Longitude }).ToListAsync(ct))
            .Select(zip => new ZipPoint(zip.Zip, zip.Latitude, zip.Longitude)));

    /// <summary>Active technicians with their shifts and live visits from today to the horizon.</summary>
    /// <param name="only">One technician, or null for all.</param>
    public async Task<IReadOnlyList<TechnicianSchedule>> TechniciansAsync(BookingRules rules, Guid? only, CancellationToken ct)
    {
        var today = clock.GetCurrentInstant().InZone(BookingRules.Zone).Date;
        var last = today.PlusDays(rules.HorizonDays);
        var from = today.AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var until = last.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var technicians = await db.Staff.AsNoTracking().Where(staff => staff.Active && staff.Role == StaffRole.Technician && (only == null || staff.Id == only)).AsSplitQuery().ToListAsync(ct);
        var visits = await db.Visits.AsNoTracking()
            .Where(visit => Live.Contains(visit.Status))
            .Where(visit => visit.WorkEnd > from && visit.WorkStart < until && (only == null || visit.TechnicianId == only))
            .Select(visit => new { visit.TechnicianId, visit.Id, visit.Zip, visit.WorkStart, visit.WorkEnd }).ToListAsync(ct);
        var stops = visits.ToLookup(visit => visit.TechnicianId, visit => new Stop(visit.Id, visit.Zip, visit.WorkStart, visit.WorkEnd));
        return [.. technicians.Select(staff => new TechnicianSchedule(
            staff.Id, staff.HomeZip, staff.Skills, Shifts.Between(today, last, staff.WorkingHours, staff.Absences), [.. stops[staff.Id].OrderBy(stop => stop.WorkStart)]))];
    }

    public async Task<SlotFinder> FinderAsync(CancellationToken ct) => new(await RulesAsync(ct), await TravelAsync(ct));

    internal static readonly VisitStatus[] Live = [.. Enum.GetValues<VisitStatus>().Where(Visit.IsLiveStatus)];

    private static WindowTime ParseWindow(string text)
    {
        var parts = text.Split('-');
        return new WindowTime(Clock.Parse(parts[0]).Value, Clock.Parse(parts[1]).Value);
    }
}
