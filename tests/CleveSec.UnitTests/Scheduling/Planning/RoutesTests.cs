using CleveSec.Domain.Scheduling.Routing;
using CsCheck;

namespace CleveSec.UnitTests.Scheduling.Planning;

/// <summary>Routes that are worked out anew only where they changed hold what routes built from nothing hold.</summary>
public sealed class RoutesTests(ITestOutputHelper output)
{
    private const int Stops = 24;
    private const int Drivers = 4;
    private const int Changes = 60;

    [Fact]
    public void Change_OfAnyKind_LeavesWhatRoutesBuiltFromNothingHold() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var problem = Problem(random);
            var routes = new Routes(problem);
            var waiting = new List<int>();
            for (var stop = 0; stop < Stops; stop++)
            {
                if (problem.Stops[stop].Fixed is { } driver)
                {
                    routes.Insert(stop, driver, 0);
                }
                else
                {
                    waiting.Add(stop);
                }
            }

            for (var i = 0; i < Changes; i++)
            {
                var before = routes.Copy();
                var held = waiting.ToList();
                routes.Begin();
                Lift(routes, problem, random, waiting);
                Insert(routes, random, waiting);
                Same(problem, routes);
                if (random.Next(3) == 0)
                {
                    routes.TakeBack();
                    waiting = held;
                    Assert.Equal(before, routes.Copy());
                    Same(problem, routes);
                }
            }
        }, iter: 200, writeLine: output.WriteLine);

    /// <summary>One fixed stop for each driver, breaks, an end of the day for some, and drives that may be longer than two with a stop between.</summary>
    private static RouteProblem Problem(Random random)
    {
        const int Places = Stops + Drivers;
        double[] Drives() => [.. Enumerable.Range(0, Places * Places).Select(_ => (double)random.Next(1, 25))];
        var opens = Enumerable.Range(0, Stops).Select(stop => stop < Drivers ? (60 * stop) + 120.0 : random.Next(0, 500)).ToArray();
        return new RouteProblem(
            [.. Enumerable.Range(0, Stops).Select(stop => new RouteStop(random.Next(5, 40), random.Next(1, 3), stop < Drivers ? stop : null))],
            [.. Enumerable.Range(0, Drivers).Select(driver => new Driver(Stops + driver, 0, 1_000, driver % 2 == 0 ? 700 : null, driver))],
            Drives(), [Drives(), Drives()],
            (driver, stop) => stop >= Drivers ? [new StartSpan(opens[stop], opens[stop] + 60, 0, 0), new StartSpan(opens[stop] + 61, opens[stop] + 150, opens[stop] / 2, 1)]
                : stop == driver ? [new StartSpan(opens[stop], opens[stop], double.NegativeInfinity, 0)] : []);
    }

    private static void Lift(Routes routes, RouteProblem problem, Random random, List<int> waiting)
    {
        for (var strings = random.Next(1, 3); strings > 0; strings--)
        {
            var driver = random.Next(Drivers);
            foreach (var stop in routes.Of(driver).ToArray())
            {
                if (problem.Stops[stop].Fixed is null && random.Next(3) == 0)
                {
                    routes.Lift(stop);
                    waiting.Add(stop);
                }
            }

            routes.Settle(driver, waiting);
        }
    }

    private static void Insert(Routes routes, Random random, List<int> waiting)
    {
        foreach (var stop in waiting.ToList())
        {
            var driver = random.Next(Drivers);
            var places = Enumerable.Range(0, routes.Of(driver).Length + 1).Where(index => routes.Fits(stop, driver, index)).ToList();
            if (places.Count > 0)
            {
                routes.Insert(stop, driver, places[random.Next(places.Count)]);
                waiting.Remove(stop);
            }
        }
    }

    private static void Same(RouteProblem problem, Routes routes)
    {
        var fresh = new Routes(problem);
        var copy = routes.Copy();
        for (var driver = 0; driver < Drivers; driver++)
        {
            for (var index = 0; index < copy[driver].Length; index++)
            {
                fresh.Insert(copy[driver][index], driver, index);
            }

            Assert.Equal(fresh.Load(driver), routes.Load(driver));
        }

        foreach (var stop in copy.SelectMany(route => route))
        {
            Assert.Equal(
                (fresh.DriverOf(stop), fresh.IndexOf(stop), fresh.FreeAfter(stop), fresh.LatestStart(stop), fresh.Arc(stop)),
                (routes.DriverOf(stop), routes.IndexOf(stop), routes.FreeAfter(stop), routes.LatestStart(stop), routes.Arc(stop)));
        }

        Assert.Equal(fresh.Cost, routes.Cost, 6);
    }
}
