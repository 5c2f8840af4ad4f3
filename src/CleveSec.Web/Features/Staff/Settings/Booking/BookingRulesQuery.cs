using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Office;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Booking;

/// <summary>The booking rules as they are saved.</summary>
internal sealed class BookingRulesQuery(CleveSecDb db)
{
    public async Task<BookingSettings> RunAsync(CancellationToken ct) => await db.BookingSettings.AsNoTracking().SingleAsync(ct);

    /// <summary>In words, one for each field of the form.</summary>
    public static IReadOnlyList<Fact> FactsOf(BookingSettings row)
    {
        var windows = WindowsOf(row);
        return
        [
            .. windows.Select((line, index) => new Fact($"Windows on {BookingInput.DayAt(index)}", line.Length == 0 ? "none" : line)),
            new("Kept free after each visit", SettingNumber.Minutes(row.BufferMinutes)),
            new("Minimum notice", SettingNumber.Minutes(row.MinimumNoticeMinutes)),
            new("Bookable ahead", SettingNumber.Count(row.HorizonDays, "day")),
            new("Customers change by themselves until before the window", SettingNumber.Minutes(row.CutOffMinutes)),
            new("Warranty", SettingNumber.Count(row.WarrantyDays, "day")),
            new("Kept for urgent work", row.ReservePercent == 0 ? "nothing" : $"{row.ReservePercent} % of each day"),
            new("Kept until that day at", TypedTime.Format(row.ReserveUntil)),
            new("Reminder the day before", TypedTime.Format(row.RemindDayBeforeAt)),
            new("Reminder on the morning", TypedTime.Format(row.RemindMorningAt)),
            new("Quiet from", TypedTime.Format(row.QuietFrom)),
            new("Quiet until", TypedTime.Format(row.QuietUntil)),
        ];
    }

    public static BookingInput InputOf(BookingSettings row) => new()
    {
        Windows = [.. WindowsOf(row)],
        Buffer = SettingNumber.Format(row.BufferMinutes),
        Notice = SettingNumber.Format(row.MinimumNoticeMinutes),
        Horizon = SettingNumber.Format(row.HorizonDays),
        CutOff = SettingNumber.Format(row.CutOffMinutes),
        Warranty = SettingNumber.Format(row.WarrantyDays),
        ReservePercent = SettingNumber.Format(row.ReservePercent),
        ReserveUntil = TypedTime.Format(row.ReserveUntil),
        RemindDayBefore = TypedTime.Format(row.RemindDayBeforeAt),
        RemindMorning = TypedTime.Format(row.RemindMorningAt),
        QuietFrom = TypedTime.Format(row.QuietFrom),
        QuietUntil = TypedTime.Format(row.QuietUntil),
        Version = Facts.VersionOf(FactsOf(row)),
    };

    private static List<string> WindowsOf(BookingSettings row)
    {
        var spans = row.Windows.Select(OfficeSpan.Parse).OrderBy(span => span.From).ToLookup(span => span.Day);
        return [.. Enumerable.Range(0, 7).Select(index => TypedSpans.Format(spans[BookingInput.DayAt(index)].Select(span => (span.From, span.To))))];
    }
}
