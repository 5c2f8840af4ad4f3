using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Settings.Holidays;

/// <param name="Visits">That stand on the day already, other work too.</param>
internal sealed record HolidayLine(LocalDate Date, string Name, int Visits);

/// <param name="Years">Whose federal holidays can be added, this year and the next two.</param>
internal sealed record HolidaysView(IReadOnlyList<HolidayLine> Lines, IReadOnlyList<int> Years);

/// <summary>The holidays from today on.</summary>
internal sealed class HolidaysQuery(CleveSecDb db, IClock clock)
{
    public async Task<HolidaysView> RunAsync(CancellationToken ct)
    {
        var today = clock.GetCurrentInstant().InZone(BookingRules.Zone).Date;
        var rows = await db.Holidays.AsNoTracking().Where(holiday => holiday.Date >= today).OrderBy(holiday => holiday.Date).ToListAsync(ct);
        var visits = await VisitsAsync(rows.ConvertAll(row => row.Date), ct);
        return new HolidaysView([.. rows.Select(row => new HolidayLine(row.Date, row.Name, visits[row.Date]))], [today.Year, today.Year + 1, today.Year + 2]);
    }

    /// <summary>How many live visits each of these days has.</summary>
    public async Task<IReadOnlyDictionary<LocalDate, int>> VisitsAsync(IReadOnlyCollection<LocalDate> dates, CancellationToken ct)
    {
        if (dates.Count == 0)
        {
            return new Dictionary<LocalDate, int>();
        }

        var from = dates.Min().AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var until = dates.Max().PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        var starts = await db.Visits.AsNoTracking()
            .Where(visit => Schedules.Live.Contains(visit.Status) && visit.HeldUntil == null && visit.WorkStart >= from && visit.WorkStart < until)
            .Select(visit => visit.WorkStart).ToListAsync(ct);
        var days = starts.ToLookup(start => start.InZone(BookingRules.Zone).Date);
        return dates.ToDictionary(date => date, date => days[date].Count());
    }
}
