using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>Speed bands and hour bands as typed, one a line, and as they are stored (see <see cref="Data.TravelSettings"/>).</summary>
internal static class TravelLines
{
    public const int MaxLength = 2000;
    private const string Beyond = "*";
    private const int MostBands = 8;
    private const int MostHourLines = 30;

    public static IReadOnlyList<string> Of(string? typed) => (typed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What is wrong with the speed bands; null: nothing.</summary>
    public static string? SpeedProblem(string? typed)
    {
        var lines = Of(typed);
        if (lines.Count is 0 or > MostBands)
        {
            return $"Write one to {MostBands} lines.";
        }

        var miles = 0;
        foreach (var (index, line) in lines.Index())
        {
            var isLast = index == lines.Count - 1;
            if (Words(line) is not [var to, var speed] || SettingNumber.Parse(speed) is not (>= 5 and <= 90))
            {
                return $"Line {index + 1}: write miles and miles an hour (5 to 90), like 6 25.";
            }

            if (isLast != (to == Beyond))
            {
                return isLast ? "The last line is for what is beyond: write * for the miles." : $"Line {index + 1}: only the last line has a *.";
            }

            if (!isLast && (SettingNumber.Parse(to) is not { } limit || limit <= miles || limit > 500))
            {
                return $"Line {index + 1}: the miles have to grow from line to line, up to 500.";
            }

            miles = SettingNumber.Parse(to) ?? miles;
        }

        return null;
    }

    /// <summary>Only when there is no problem.</summary>
    public static List<string> Speeds(string? typed) => [.. Of(typed).Select(line => string.Join(' ', Words(line)))];

    /// <summary>What is wrong with the hour bands; null: nothing.</summary>
    public static string? HourProblem(string? typed)
    {
        var lines = Of(typed);
        if (lines.Count > MostHourLines)
        {
            return $"Write {MostHourLines} lines at most.";
        }

        var bands = new List<(HourBand Band, int Line)>();
        foreach (var (index, line) in lines.Index())
        {
            if (Bands(line) is not { } each)
            {
                return $"Line {index + 1}: write days, a span and percent ({HourBand.LeastPercent} to {HourBand.MostPercent}), like Mon-Fri 7:00-9:00 125.";
            }

            bands.AddRange(each.Select(band => (band, index + 1)));
        }

        var clash = bands.GroupBy(band => band.Band.Day).Select(day => day.OrderBy(band => band.Band.From).ToList())
            .SelectMany(day => day.Zip(day.Skip(1))).Where(pair => pair.Second.Band.From < pair.First.Band.To).ToList();
        return clash.Count == 0 ? null : $"Line {clash[0].Second.Line} overlaps line {clash[0].First.Line}.";
    }

    /// <summary>Only when there is no problem: one entry a day, in the order of the week.</summary>
    public static List<string> Hours(string? typed) => [.. Of(typed).SelectMany(line => Bands(line)!).OrderBy(band => band.Day).ThenBy(band => band.From).Select(band => band.ToString())];

    /// <summary>The stored entries as few lines: days in a row that are alike in one.</summary>
    public static IReadOnlyList<string> HourLines(IEnumerable<string> stored) =>
        [.. stored.Select(entry => entry.Split(' ', 2)).GroupBy(parts => parts[1]).SelectMany(group => Runs([.. group.Select(parts => Enum.Parse<IsoDayOfWeek>(parts[0])).Order()]).Select(days => $"{days} {group.Key}"))];

    private static IEnumerable<string> Runs(List<IsoDayOfWeek> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1] == days[last] + 1)
            {
                last++;
            }

            yield return i == last ? days[i].ToString() : $"{days[i]}-{days[last]}";
            i = last + 1;
        }
    }

    /// <summary>"Mon-Fri 7:00-9:00 125": the first word is days, the last percent, what stands between is a span. One band a day.</summary>
    private static IReadOnlyList<HourBand>? Bands(string line)
    {
        var words = Words(line);
        return words.Length >= 3
            && Days(words[0]) is { } days
            && SettingNumber.Parse(words[^1].TrimEnd('%')) is { } percent and >= HourBand.LeastPercent and <= HourBand.MostPercent
            && TypedSpans.Parse(string.Join(' ', words[1..^1])) is [var span]
                ? [.. days.Select(day => new HourBand(day, span.From, span.To, percent))]
                : null;
    }

    private static List<IsoDayOfWeek>? Days(string word) => word.Split('-', '–') switch
    {
        [var one] when Day(one) is { } day => [day],
        [var from, var to] when Day(from) is { } first && Day(to) is { } last && first < last => [.. Enumerable.Range((int)first, last - first + 1).Select(day => (IsoDayOfWeek)day)],
        _ => null,
    };

    /// <summary>By the whole name or at least its first three letters.</summary>
    private static IsoDayOfWeek? Day(string word) => word.Length < 3 ? null
        : Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && day.ToString().StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(day => (IsoDayOfWeek?)day).FirstOrDefault();

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
