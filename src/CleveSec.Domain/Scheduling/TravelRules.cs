using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Domain.Scheduling;

/// <summary>How fast one drives on a part of the way.</summary>
/// <param name="UpToMiles">From where the band before ends to this many road miles from the start; null: whatever is beyond.</param>
/// <param name="MilesPerHour">1 to 100.</param>
public sealed record SpeedBand(double? UpToMiles, double MilesPerHour)
{
    private const double Fastest = 100;
    private const double Farthest = 1000;

    /// <summary>As the settings keep it: "6 25" is up to 6 miles at 25 miles an hour, "* 45" is whatever is beyond.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(UpToMiles is { } miles ? miles.ToString(CultureInfo.InvariantCulture) : "*")} {MilesPerHour}");

    /// <summary>Null when the text is none of ours or out of range.</summary>
    public static SpeedBand? TryParse(string? text)
    {
        if (text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var upTo, var speed] || Number(speed) is not (>= 1 and <= Fastest and var mph))
        {
            return null;
        }

        return upTo == "*" ? new SpeedBand(null, mph) : Number(upTo) is > 0 and <= Farthest and var miles ? new SpeedBand(miles, mph) : null;
    }

    /// <exception cref="FormatException">The text is none of ours.</exception>
    public static SpeedBand Parse(string text) => TryParse(text) ?? throw new FormatException($"“{text}” is no speed for a distance.");

    /// <summary>Whether the bands follow each other from the start of the way to any distance: miles rise, only the last is open.</summary>
    public static bool CoverEveryDistance(IReadOnlyList<SpeedBand> bands) =>
        bands.Count > 0 && bands[^1].UpToMiles is null && bands.Take(bands.Count - 1).All(band => band.UpToMiles is not null)
        && bands.Zip(bands.Skip(1)).All(pair => pair.Second.UpToMiles is null || pair.First.UpToMiles < pair.Second.UpToMiles);

    private static double? Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Hours of a weekday (New York) in which driving takes longer, or less long. What counts is when one arrives.</summary>
/// <param name="To">Not included; midnight means the end of the day.</param>
/// <param name="Percent">Of the usual time, 50 to 400.</param>
public sealed record HourBand(IsoDayOfWeek Day, LocalTime From, LocalTime To, int Percent)
{
    public const int LeastPercent = 50;
    public const int MostPercent = 400;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public bool Contains(LocalTime time) => time >= From && (To == LocalTime.Midnight || time < To);

    /// <summary>As the settings keep it: "Monday 07:00-09:00 130" is: arriving then takes 1.3 times as long.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day} {Time.Format(From)}-{(To == LocalTime.Midnight ? "24:00" : Time.Format(To))} {Percent}");

    /// <summary>Null when the text is none of ours or out of range.</summary>
    public static HourBand? TryParse(string? text) =>
        text?.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries) is [var day, var from, var to, var percent]
        && Enum.TryParse<IsoDayOfWeek>(day, out var weekday) && weekday is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday && !char.IsAsciiDigit(day[0])
        && Time.Parse(from) is { Success: true, Value: var start } && (to == "24:00" ? LocalTime.Midnight : Time.Parse(to) is { Success: true, Value: var end } ? end : null as LocalTime?) is { } until
        && (until == LocalTime.Midnight || start < until)
        && int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is >= LeastPercent and <= MostPercent
            ? new HourBand(weekday, start, until, share)
            : null;

    /// <exception cref="FormatException">The text is none of ours.</exception>
    public static HourBand Parse(string text) => TryParse(text) ?? throw new FormatException($"“{text}” is no factor for hours of a weekday.");
}

/// <summary>How driving times are estimated.</summary>
/// <param name="RoadPercent">How much longer roads are than the great circle, 100 to 300.</param>
/// <param name="Speeds">Cover every distance.</param>
/// <param name="Hours">Where several hold at once, the slowest counts; where none does, 100 percent.</param>
public sealed record TravelRules(int RoadPercent, IReadOnlyList<SpeedBand> Speeds, IReadOnlyList<HourBand> Hours)
{
    /// <summary>Before anybody has set anything: city streets for six miles, then faster roads, the same at any hour.</summary>
    public static TravelRules Usual { get; } = new(130, [new SpeedBand(6, 25), new SpeedBand(null, 45)], []);
}

/// <summary>A driving time that is better known than by estimate, in minutes without traffic.</summary>
public readonly record struct KnownTime(string FromZip, string ToZip, double Minutes);
