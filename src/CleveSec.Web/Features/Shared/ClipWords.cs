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
        $"Clip of channel {clip.Channel}, {Full.Format(clip.ClipFrom)} to {Full.Format(clip.ClipTo)} by the recorder’s clock ({Clock(clip.OffsetSeconds)}), saved by {clip.ExportedBy}{(clip.PlaybackChecked ? ", played back" : ", not played back")}.";

    private static string Clock(int seconds) => seconds == 0
        ? "which is right"
        : $"{Span(Duration.FromSeconds(Math.Abs(seconds)))} {(seconds > 0 ? "ahead" : "behind")}";

    private static string Span(Duration off) => off.TotalSeconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{off.TotalSeconds} seconds")
        : DurationPattern.CreateWithInvariantCulture("H:mm:ss").Format(off) + " hours";
}
