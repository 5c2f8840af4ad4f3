using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using NodaTime;

namespace CleveSec.Benchmarks.Plan;

/// <summary>A day of ten technicians as it comes about: customers one after the other take any free window, and get a technician who can.</summary>
internal static class GeneratedDay
{
    private static readonly LocalDate Date = new(2026, 11, 25);

    /// <param name="visits">Fewer where no more fit.</param>
    public static DayRequest Make(int technicians, int visits, int seed)
    {
        var random = new Random(seed);
        var points = Enumerable.Range(0, 150).Select(i => new ZipPoint($"{44000 + i}", 41.25 + (0.45 * random.NextDouble()), -82.0 + (0.6 * random.NextDouble()))).ToList();
        var rush = new[] { "07:00-09:00 125", "15:30-18:00 125" }.Select(span => HourBand.Parse($"{Date.DayOfWeek} {span}")).ToList();
        var travel = new TravelTimes(points, TravelRules.Usual with { Hours = rush });
        var rules = new BookingRules(
            BusinessCalendar.EveryDay([.. Enumerable.Range(4, 5).Select(i => new WindowTime(new LocalTime(2 * i, 0), new LocalTime((2 * i) + 2, 0)))]),
            Duration.FromMinutes(10), Duration.FromHours(2), 0, Duration.FromHours(2), Duration.FromDays(30));
        var now = At(0, 10);
        var people = Enumerable.Range(0, technicians).Select(i => new TechnicianSchedule(
            new Guid(i + 1, 0, 0, new byte[8]), $"{44000 + random.Next(150)}", i % 3 == 0 ? [RecorderBrand.Dahua] : [RecorderBrand.Dahua, RecorderBrand.Hikvision],
            [new Interval(At(8, 0), At(12, 0)), new Interval(At(12, 30), At(18, 30))], [], [])).ToList();
        var finder = new SlotFinder(rules, travel);
        var stops = new List<DayStop>();
        for (var tries = 0; stops.Count < visits && tries < visits * 20; tries++)
        {
            var brand = random.Next(3) == 0 ? RecorderBrand.Hikvision : RecorderBrand.Dahua;
            var zip = $"{44000 + random.Next(150)}";
            var offers = finder.Find(new SlotRequest(zip, Service.Simple("visit", Duration.FromMinutes(20 + (5 * random.Next(4)))), brand), people, now);
            if (offers.Count > 0)
            {
                var offer = offers[random.Next(offers.Count)];
                Place(stops, people, offer.Placements[random.Next(Math.Min(3, offer.Placements.Count))], zip, brand);
            }
        }

        return new DayRequest(Date, now, travel, [.. people.Select((one, i) => new DayTechnician(one.TechnicianId, $"T{i}", one.HomeZip, one.Skills, [], null, one.Shifts))], stops);
    }

    private static void Place(List<DayStop> stops, List<TechnicianSchedule> people, Placement placement, string zip, RecorderBrand brand)
    {
        var id = new Guid(stops.Count + 1, 1, 0, new byte[8]);
        stops.Add(new DayStop(id, $"V{stops.Count}", zip, placement.TechnicianId, placement.Window, placement.OccupiedStart, placement.WorkStart, placement.WorkEnd, placement.OccupiedEnd, true, true, [brand], []));
        var i = people.FindIndex(one => one.TechnicianId == placement.TechnicianId);
        people[i] = people[i] with { Stops = [.. people[i].Stops.Append(new Stop(id, zip, placement.WorkStart, placement.WorkEnd)).OrderBy(stop => stop.WorkStart)] };
    }

    private static Instant At(int hour, int minute) => Date.At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();
}
