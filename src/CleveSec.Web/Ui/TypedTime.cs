using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Ui;

/// <summary>Dates and times as browsers send them, or as people type them where the browser has no picker.</summary>
internal static class TypedTime
{
    public const int MaxLength = 10;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private static readonly LocalTimePattern Padded = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static NodaTime.LocalTime? Parse(string? typed) => Time.Parse(typed?.Trim() ?? "") is { Success: true } result ? result.Value : null;

    public static LocalDate? ParseDate(string? typed) => LocalDatePattern.Iso.Parse(typed?.Trim() ?? "") is { Success: true } result ? result.Value : null;

    public static string Format(NodaTime.LocalTime time) => Padded.Format(time);
}
