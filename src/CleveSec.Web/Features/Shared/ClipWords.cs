using System.Globalization;
using CleveSec.Domain.Recovery;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Shared;

/// <summary>A saved clip in one sentence, by the recorder's own clock.</summary>
internal static class ClipWords
{
    private static readonly LocalDateTimePattern Full = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss");

    public static string Of(ClipExport clip) =>
        $"Clip of channel {clip.Channel}, {Span(clip.ClipFrom, clip.ClipTo)} by the recorder’s clock ({Clock(clip.OffsetSeconds)}), saved by {clip.ExportedBy}{(clip.PlaybackChecked ? ", played back" : ", not played back")}.";

    public static string Span(LocalDateTime from, LocalDateTime to, string until = "to") => $"{Full.Format(from)} {until} {Full.Format(to)}";

    /// <param name="seconds">How far it is ahead; negative: behind.</param>
    public static string Clock(int seconds) => seconds == 0 ? "which is right" : $"{Off(seconds, "seconds", "hours")} {(seconds > 0 ? "ahead" : "behind")}";

    /// <inheritdoc cref="Clock"/>
    public static string SpanishClock(int seconds) => seconds == 0 ? "que está en hora" : $"{Off(seconds, "segundos", "horas")} {(seconds > 0 ? "adelantado" : "atrasado")}";

    private static string Off(int seconds, string few, string many) => Duration.FromSeconds(Math.Abs(seconds)) is { TotalSeconds: < 120 } off
        ? string.Create(CultureInfo.InvariantCulture, $"{off.TotalSeconds} {few}")
        : $"{DurationPattern.CreateWithInvariantCulture("H:mm:ss").Format(Duration.FromSeconds(Math.Abs(seconds)))} {many}";
}
