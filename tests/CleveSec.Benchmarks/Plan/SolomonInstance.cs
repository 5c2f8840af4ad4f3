using System.Globalization;
using CleveSec.Domain.Scheduling.Routing;

namespace CleveSec.Benchmarks.Plan;

internal readonly record struct SolomonStop(double X, double Y, double Demand, double Ready, double Due, double Service);

/// <summary>Vehicles with time windows as M. Solomon's instances have them; the first stop is the depot, distances are Euclidean and not rounded.</summary>
internal sealed record SolomonInstance(string Name, int Vehicles, double Capacity, IReadOnlyList<SolomonStop> Stops)
{
    public double Distance(int a, int b) => Math.Sqrt(Math.Pow(Stops[a].X - Stops[b].X, 2) + Math.Pow(Stops[a].Y - Stops[b].Y, 2));

    /// <exception cref="FormatException">The file is none of these.</exception>
    public static SolomonInstance Read(string path)
    {
        var rows = File.ReadLines(path).Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 1 && parts.All(part => double.TryParse(part, CultureInfo.InvariantCulture, out _)))
            .Select(parts => parts.Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray()).ToList();
        if (rows.Count < 2 || rows[0].Length != 2 || rows.Skip(1).Any(row => row.Length != 7))
        {
            throw new FormatException($"{path} is not in the format of Solomon's instances.");
        }

        return new SolomonInstance(
            Path.GetFileNameWithoutExtension(path).ToUpperInvariant(), (int)rows[0][0], rows[0][1], [.. rows.Skip(1).Select(row => new SolomonStop(row[1], row[2], row[3], row[4], row[5], row[6]))]);
    }

    /// <summary>Of the same shape, for machines without the files: stops anywhere, windows around a time at which they can be reached.</summary>
    public static SolomonInstance Generate(int seed)
    {
        var random = new Random(seed);
        var depot = new SolomonStop(50, 50, 0, 0, 1000, 0);
        var stops = Enumerable.Range(0, 100).Select(_ =>
        {
            var (x, y) = (random.Next(0, 101), random.Next(0, 101));
            var away = Math.Ceiling(Math.Sqrt(Math.Pow(x - 50, 2) + Math.Pow(y - 50, 2)));
            var ready = away + random.Next(0, (int)(900 - (2 * away)));
            return new SolomonStop(x, y, random.Next(5, 40), ready, Math.Min(ready + random.Next(30, 200), 980 - away), 10);
        });
        return new SolomonInstance($"G{seed:000}", 25, 200, [depot, .. stops]);
    }

    public RouteProblem Problem()
    {
        var stops = Stops.Count - 1;

        // The depot is the place after the stops.
        int At(int place) => place == stops ? 0 : place + 1;
        var distances = new double[Stops.Count * Stops.Count];
        for (var from = 0; from < Stops.Count; from++)
        {
            for (var to = 0; to < Stops.Count; to++)
            {
                distances[(from * Stops.Count) + to] = Distance(At(from), At(to));
            }
        }

        return new RouteProblem(
            [.. Stops.Skip(1).Select(stop => new RouteStop(stop.Service, stop.Demand))],
            [.. Enumerable.Repeat(new Driver(stops, Stops[0].Ready, Capacity, Stops[0].Due, 0), Vehicles)],
            distances, [distances], (_, stop) => [new StartSpan(Stops[stop + 1].Ready, Stops[stop + 1].Due, 0, 0)]);
    }

    /// <summary>Checks an answer by walking it, and measures it: every stop once, windows, capacity, back in time.</summary>
    /// <exception cref="InvalidOperationException">It breaks a rule.</exception>
    public double Measure(IReadOnlyList<IReadOnlyList<int>> routes)
    {
        var total = 0.0;
        foreach (var route in routes.Where(route => route.Count > 0))
        {
            var (at, time, load) = (0, Stops[0].Ready, 0.0);
            foreach (var stop in route.Append(0))
            {
                time = Math.Max(Stops[stop].Ready, time + Distance(at, stop));
                (total, load) = (total + Distance(at, stop), load + Stops[stop].Demand);
                Require(time <= Stops[stop].Due + 1e-6 && load <= Capacity, $"{Name}: stop {stop} is late or too much.");
                (at, time) = (stop, time + Stops[stop].Service);
            }
        }

        Require(routes.SelectMany(route => route).Order().SequenceEqual(Enumerable.Range(1, Stops.Count - 1)), $"{Name}: not every stop once.");
        return total;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
