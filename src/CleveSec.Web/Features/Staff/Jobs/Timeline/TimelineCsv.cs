using System.Text;
using CleveSec.Web.Ui;
using NodaTime.Text;

namespace CleveSec.Web.Features.Staff.Jobs.Timeline;

/// <summary>A timeline for a spreadsheet: UTF-8 with a mark, as <see cref="CsvCell"/> writes cells.</summary>
internal static class TimelineCsv
{
    private static readonly string[] Heads = ["Time in New York", "Time (UTC)", "Kind", "What", "Details", "Who", "On the phone (UTC)"];

    public static byte[] Write(IEnumerable<TimelineEntry> entries)
    {
        var text = new StringBuilder();
        Row(text, Heads);
        foreach (var entry in entries)
        {
            Row(text, [$"{LocalTime.FullDate(LocalTime.Today(entry.At))}, {LocalTime.Time(entry.At)}", InstantPattern.General.Format(entry.At), TimelineWords.Of(entry.Kind), entry.What, entry.More, entry.Who, entry.AtDevice is { } tapped ? InstantPattern.General.Format(tapped) : null]);
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Row(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
}
