using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Scheduling.Beside;

/// <summary>Other work in one line, for the audit.</summary>
internal static class OtherWorkWords
{
    public static async Task<string> OfAsync(CleveSecDb db, OtherWorkWish wish, CancellationToken ct)
    {
        var names = await db.Staff.AsNoTracking().Where(staff => wish.Technicians.Contains(staff.Id)).OrderBy(staff => staff.Name).Select(staff => staff.Name).ToListAsync(ct);
        return $"{wish.Kind}, {LocalTime.DayAndSpan(wish.Span)}{Repeats(wish.Spans)}, {(wish.Street is { Length: > 0 } street ? $"{street}, " : "")}{wish.Zip}, {string.Join(" and ", names)}";
    }

    private static string Repeats(IReadOnlyList<NodaTime.Interval> spans) => spans.Count == 1 ? "" : $" and {spans.Count - 1} more until {LocalTime.Day(spans[^1].Start)}";
}
