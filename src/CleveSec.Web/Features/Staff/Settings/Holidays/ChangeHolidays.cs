using System.Globalization;
using System.Security.Claims;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Settings.Holidays;

/// <summary>Adds and removes days on which nobody comes. Visits that stand on such a day already stay, and the admin is told how many.</summary>
internal sealed class ChangeHolidays(CleveSecDb db, SettingsChanges changes, HolidaysQuery query, AuditTrail audit, IClock clock)
{
    public Task<SettingsOutcome> AddAsync(LocalDate date, string name, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        if (await db.Holidays.AsNoTracking().FirstOrDefaultAsync(holiday => holiday.Date == date, ct) is { } there)
        {
            return new SettingsOutcome.Refused($"{LocalTime.FullDate(date)} is a holiday already: {there.Name}.");
        }

        return new SettingsOutcome.Saved($"On {LocalTime.FullDate(date)} no window is offered any more.{await AddRowsAsync([new FederalHoliday(date, name.Trim())], by, ct)}");
    }, ct);

    /// <summary>Those of the year that are not over and not there yet.</summary>
    public Task<SettingsOutcome> AddFederalAsync(int year, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        var today = clock.GetCurrentInstant().InZone(BookingRules.Zone).Date;
        if (year < today.Year || year > today.Year + 2)
        {
            return new SettingsOutcome.Refused("Choose one of the years that are offered.");
        }

        var there = await db.Holidays.AsNoTracking().Select(holiday => holiday.Date).ToListAsync(ct);
        List<FederalHoliday> more = [.. FederalHolidays.Of(year).Where(holiday => holiday.Date >= today && !there.Contains(holiday.Date))];
        return new SettingsOutcome.Saved(more.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"All federal holidays of {year} that are still to come were there already.")
            : $"{SettingNumber.Count(more.Count, "day")} of {year} added. Remove those on which you come.{await AddRowsAsync(more, by, ct)}");
    }, ct);

    /// <summary>One that is gone already counts as removed.</summary>
    public Task<SettingsOutcome> RemoveAsync(string? date, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        if (TypedTime.ParseDate(date) is not { } day || await db.Holidays.FirstOrDefaultAsync(holiday => holiday.Date == day, ct) is not { } there)
        {
            return new SettingsOutcome.Saved("This holiday was removed already.");
        }

        db.Holidays.Remove(there);
        audit.Add(by, "holiday removed", LocalDatePattern.Iso.Format(day), there.Name);
        return new SettingsOutcome.Saved($"{there.Name} is removed: windows are offered on {LocalTime.FullDate(day)} again.");
    }, ct);

    private async Task<string> AddRowsAsync(IReadOnlyList<FederalHoliday> days, ClaimsPrincipal by, CancellationToken ct)
    {
        foreach (var day in days)
        {
            db.Holidays.Add(new Holiday { Date = day.Date, Name = day.Name });
            audit.Add(by, "holiday added", LocalDatePattern.Iso.Format(day.Date), day.Name);
        }

        var visits = (await query.VisitsAsync([.. days.Select(day => day.Date)], ct)).Values.Sum();
        return visits == 0 ? "" : $" {SettingNumber.Count(visits, "visit")} {(visits == 1 ? "stands there already and stays" : "stand there already and stay")}: move what should not.";
    }
}
