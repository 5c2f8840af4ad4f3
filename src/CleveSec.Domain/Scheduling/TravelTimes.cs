using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>The middle of a ZIP code's area, degrees (WGS 84).</summary>
public readonly record struct ZipPoint(string Zip, double Latitude, double Longitude);

/// <summary>A span of arrival times for which driving takes the same share of the usual time.</summary>
public readonly record struct ArrivalSpan(Instant Start, Instant End, int Percent);

/// <summary>
/// Driving times between ZIP codes: known ones first, else great circle × road factor ÷ a speed by distance; times the factor of the hour in which one arrives.
/// Estimates, not promises. Immutable, and worked out for every pair beforehand.
/// </summary>
public sealed class TravelTimes
{
    private const double EarthMiles = 3958.8;
    private const long LeastMinutes = 5;

    /// <summary>What is not known counts as far away, so that nothing is promised too early.</summary>
    private const double UnknownMinutes = 40;

    private readonly TravelRules rules;
    private readonly Dictionary<string, int> places;

    /// <summary>Usual minutes from place to place, row by row.</summary>
    private readonly double[] minutes;
    private readonly ILookup<IsoDayOfWeek, HourBand> bands;
    private readonly Dictionary<string, ZipPoint> points;

    /// <param name="known">One a direction. Where only the other direction is known it stands for both.</param>
    /// <exception cref="ArgumentException">The speeds do not cover every distance.</exception>
    public TravelTimes(IEnumerable<ZipPoint> points, TravelRules? rules = null, IEnumerable<KnownTime>? known = null)
    {
        this.rules = rules ?? TravelRules.Usual;
        if (!SpeedBand.CoverEveryDistance(this.rules.Speeds))
        {
            throw new ArgumentException("The speeds do not cover every distance.", nameof(rules));
        }

        var at = this.points = points.ToDictionary(point => point.Zip);
        var times = (known ?? []).ToDictionary(time => (time.FromZip, time.ToZip), time => time.Minutes);
        var zips = at.Keys.Concat(times.Keys.SelectMany(pair => new[] { pair.FromZip, pair.ToZip })).Distinct().ToArray();
        this.places = zips.Select((zip, place) => (zip, place)).ToDictionary(zip => zip.zip, zip => zip.place);
        this.bands = this.rules.Hours.ToLookup(band => band.Day);
        this.minutes = new double[zips.Length * zips.Length];
        for (var from = 0; from < zips.Length; from++)
        {
            for (var to = 0; to < zips.Length; to++)
            {
                this.minutes[(from * zips.Length) + to] =
                    times.TryGetValue((zips[from], zips[to]), out var there) ? there
                    : times.TryGetValue((zips[to], zips[from]), out var back) ? back
                    : at.TryGetValue(zips[from], out var a) && at.TryGetValue(zips[to], out var b) ? Estimate(GreatCircleMiles(a, b))
                    : UnknownMinutes;
            }
        }
    }

    /// <summary>Whole minutes, rounded up, at least 5. A ZIP code nobody knows, or none, counts as 40 minutes away.</summary>
    /// <param name="arrival">The hour of arrival is what decides, so that a drive to a stop does not change when its start is worked out backwards from it.</param>
    public Duration Between(string? from, string? to, Instant arrival) => Duration.FromMinutes(Minutes(PlaceOf(from), PlaceOf(to), PercentAt(arrival)));

    /// <summary>Road miles, an estimate; null where one of the ZIP codes is not known.</summary>
    public double? MilesBetween(string? from, string? to) =>
        from is not null && to is not null && points.TryGetValue(from, out var a) && points.TryGetValue(to, out var b) ? GreatCircleMiles(a, b) * rules.RoadPercent / 100 : null;

    /// <summary>The share of the usual time that driving takes for whoever arrives then.</summary>
    public int PercentAt(Instant arrival)
    {
        if (rules.Hours.Count == 0)
        {
            return 100;
        }

        var local = arrival.InZone(BookingRules.Zone);
        var slowest = 0;
        foreach (var band in bands[local.DayOfWeek])
        {
            if (band.Percent > slowest && band.Contains(local.TimeOfDay))
            {
                slowest = band.Percent;
            }
        }

        return slowest == 0 ? 100 : slowest;
    }

    /// <summary>A window of one day, cut where the share changes, in order.</summary>
    public IReadOnlyList<ArrivalSpan> SpansOf(Interval window)
    {
        if (rules.Hours.Count == 0)
        {
            return [new ArrivalSpan(window.Start, window.End, 100)];
        }

        var spans = new List<ArrivalSpan>();
        var start = window.Start;
        foreach (var cut in Cuts(window).Where(cut => cut < window.End).Append(window.End).Order())
        {
            if (cut > start)
            {
                spans.Add(new ArrivalSpan(start, cut, PercentAt(start)));
                start = cut;
            }
        }

        return spans;
    }

    public static double GreatCircleMiles(ZipPoint a, ZipPoint b)
    {
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var dLat = Radians(b.Latitude - a.Latitude);
        var dLon = Radians(b.Longitude - a.Longitude);
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(Radians(a.Latitude)) * Math.Cos(Radians(b.Latitude)) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * EarthMiles * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>A ZIP code as the finder's inner loop knows it; -1: not known.</summary>
    internal int PlaceOf(string? zip) => zip is not null && places.TryGetValue(zip, out var place) ? place : -1;

    internal long Minutes(int from, int to, int percent)
    {
        var usual = from < 0 || to < 0 ? UnknownMinutes : minutes[(from * places.Count) + to];
        return Math.Max(LeastMinutes, (long)Math.Ceiling(usual * percent / 100));
    }

    private double Estimate(double greatCircleMiles)
    {
        var (left, done, hours) = (greatCircleMiles * rules.RoadPercent / 100, 0.0, 0.0);
        foreach (var band in rules.Speeds)
        {
            var part = band.UpToMiles is { } upTo ? Math.Min(left, upTo - done) : left;
            hours += part / band.MilesPerHour;
            (left, done) = (left - part, done + part);
        }

        return hours * 60;
    }

    /// <summary>Every instant inside the window at which a band begins or ends; on the nights the clocks change also that instant, and both meanings of a time that exists twice.</summary>
    private IEnumerable<Instant> Cuts(Interval window)
    {
        var last = window.End.InZone(BookingRules.Zone).Date;
        for (var date = window.Start.InZone(BookingRules.Zone).Date; date <= last; date = date.PlusDays(1))
        {
            foreach (var time in bands[date.DayOfWeek].SelectMany(band => new[] { band.From, band.To }))
            {
                var map = BookingRules.Zone.MapLocal(date.At(time));
                if (map.Count > 0)
                {
                    yield return map.First().ToInstant();
                    yield return map.Last().ToInstant();
                }
            }

            yield return BookingRules.Zone.AtStartOfDay(date).ToInstant();
        }

        foreach (var offset in BookingRules.Zone.GetZoneIntervals(window))
        {
            if (offset.HasStart)
            {
                yield return offset.Start;
            }
        }
    }
}
