using System.Security.Claims;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Booking;

/// <summary>Sets the booking rules. Visits already promised stay as they are.</summary>
internal sealed class SaveBookingRules(CleveSecDb db, SettingsChanges changes, AuditTrail audit)
{
    public Task<SettingsOutcome> RunAsync(BookingInput input, ClaimsPrincipal by, CancellationToken ct) => changes.RunAsync(async _ =>
    {
        var row = await db.BookingSettings.SingleAsync(ct);
        var before = BookingRulesQuery.FactsOf(row);
        if (Facts.VersionOf(before) != input.Version)
        {
            return new SettingsOutcome.LostRace();
        }

        Apply(input, row);
        var changed = Facts.Changes(before, BookingRulesQuery.FactsOf(row));
        foreach (var change in changed)
        {
            audit.Add(by, "booking rules changed", change.Name, change.Value);
        }

        return new SettingsOutcome.Saved(Facts.Said(changed));
    }, ct);

    private static void Apply(BookingInput input, BookingSettings row)
    {
        var windows = input.StoredWindows();
        if (!windows.SequenceEqual(row.Windows))
        {
            row.Windows = windows;
        }

        (row.BufferMinutes, row.MinimumNoticeMinutes, row.HorizonDays) = (Number(input.Buffer), Number(input.Notice), Number(input.Horizon));
        (row.CutOffMinutes, row.WarrantyDays, row.ReservePercent) = (Number(input.CutOff), Number(input.Warranty), Number(input.ReservePercent));
        (row.ReserveUntil, row.QuietFrom, row.QuietUntil) = (Time(input.ReserveUntil), Time(input.QuietFrom), Time(input.QuietUntil));
        (row.RemindDayBeforeAt, row.RemindMorningAt) = (Time(input.RemindDayBefore), Time(input.RemindMorning));
    }

    private static int Number(string? typed) => SettingNumber.Parse(typed)!.Value;

    private static NodaTime.LocalTime Time(string? typed) => TypedTime.Parse(typed)!.Value;
}
