using NodaTime;

namespace CleveSec.Domain.Scheduling;

/// <summary>The middle of a ZIP code's area, degrees (WGS 84).</summary>
public readonly record struct ZipPoint(string Zip, double Latitude, double Longitude);

/// <summary>Estimated driving times between ZIP codes: great circle × road factor ÷ a speed by distance, never less than a few minutes. Estimates, not promises.</summary>
public sealed class TravelTimes
{
    private const double EarthMiles = 3958.8;
    private const double RoadFactor = 1.3;
    private const double CityMilesPerHour = 25;
    private const double CountryMilesPerHour = 45;
    private const double CityMiles = 6;
    private static readonly Duration Least = Duration.FromMinutes(5);

    private readonly Dictionary<string, ZipPoint> points;

    public TravelTimes(IEnumerable<ZipPoint> points) => this.points = points.ToDictionary(point => point.Zip);

    /// <summary>Minutes, rounded up, between 5 and a few hours. Unknown ZIP codes count as 40 minutes away, so that nothing is promised too early.</summary>
    public Duration Between(string? from, string? to)
    {
        if (from is null || to is null || !points.TryGetValue(from, out var a) || !points.TryGetValue(to, out var b))
        {
            return Duration.FromMinutes(40);
        }

        var miles = GreatCircleMiles(a, b) * RoadFactor;
        var hours = (Math.Min(miles, CityMiles) / CityMilesPerHour) + (Math.Max(0, miles - CityMiles) / CountryMilesPerHour);
        return Duration.Max(Least, Duration.FromMinutes((long)Math.Ceiling(hours * 60)));
    }

    public static double GreatCircleMiles(ZipPoint a, ZipPoint b)
    {
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var dLat = Radians(b.Latitude - a.Latitude);
        var dLon = Radians(b.Longitude - a.Longitude);
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(Radians(a.Latitude)) * Math.Cos(Radians(b.Latitude)) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * EarthMiles * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
