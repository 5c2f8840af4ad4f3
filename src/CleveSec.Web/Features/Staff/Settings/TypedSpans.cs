using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using LocalTime = NodaTime.LocalTime;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>Several spans of a day in one line, as people write them: "8–10 am, 10 am–12 pm, 13:00-15:00".</summary>
internal static partial class TypedSpans
{
    public const int MaxLength = 200;

    /// <summary>In order of start; null: something in it is no span. The end is after the start.</summary>
    public static IReadOnlyList<(LocalTime From, LocalTime To)>? Parse(string? typed)
    {
        var parts = (typed ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var spans = parts.Select(One).ToList();
        return spans.Contains(null) ? null : [.. spans.Select(span => span!.Value).OrderBy(span => span.From)];
    }

    public static bool Overlap(IReadOnlyList<(LocalTime From, LocalTime To)> inOrder) => inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.Second.From < pair.First.To);

    public static string Format(IEnumerable<(LocalTime From, LocalTime To)> spans) => string.Join(", ", spans.Select(span => Ui.LocalTime.Span(span.From, span.To)));

    private static (LocalTime From, LocalTime To)? One(string text)
    {
        var match = SpanPattern().Match(text.ToLowerInvariant());
        if (!match.Success || Time(match.Groups[4].Value, match.Groups[5].Value, match.Groups[6].Value) is not { } to)
        {
            return null;
        }

        // "8–10 am" says the half of the day once; in "11–1 pm" the first is still the other half.
        var half = match.Groups[3].Value;
        var from = Time(match.Groups[1].Value, match.Groups[2].Value, half.Length > 0 ? half : match.Groups[6].Value);
        if (half.Length == 0 && from >= to)
        {
            from = Time(match.Groups[1].Value, match.Groups[2].Value, match.Groups[6].Value == "pm" ? "am" : "");
        }

        return from < to ? (from.Value, to) : null;
    }

    private static LocalTime? Time(string hour, string minute, string half)
    {
        var (h, m) = (int.Parse(hour, CultureInfo.InvariantCulture), minute.Length == 0 ? 0 : int.Parse(minute, CultureInfo.InvariantCulture));
        if (m > 59 || (half.Length > 0 ? h is < 1 or > 12 : h > 23))
        {
            return null;
        }

        return half.Length == 0 ? new LocalTime(h, m) : new LocalTime((h % 12) + (half == "pm" ? 12 : 0), m);
    }

    [GeneratedRegex(@"^(\d{1,2})(?::(\d{2}))? ?(am|pm)? ?(?:-|–|to) ?(\d{1,2})(?::(\d{2}))? ?(am|pm)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SpanPattern();
}
