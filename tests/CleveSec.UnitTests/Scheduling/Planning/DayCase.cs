using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CsCheck;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling.Planning;

/// <summary>Random days as they come about: customers take any free window one after the other; among the stops are other work and visits that may not be moved; afterwards somebody may fall ill.</summary>
internal sealed record DayCase(int Start, int[] Hours, (int Zip, int Offer, int Technician, int Kind)[] Bookings, int Ill, int NowHour)
{
    private static readonly string[] Zips = ["44113", "44114", "44060", "44256", "44035", "99999"];
    private static readonly LocalDate[] Dates = [new(2026, 11, 25), new(2027, 3, 14), new(2027, 11, 7)];

    /// <summary>A whole day, a lunch break, spans that touch, a night on which the clocks may change.</summary>
    private static readonly (int From, int To)[][] Spans = [[(8, 18)], [(8, 12), (13, 18)], [(8, 12), (12, 17)], [(0, 6), (10, 20)]];

    public static Gen<DayCase> Any { get; } = Gen.Select(
        Gen.Int[0, Dates.Length - 1], Gen.Int[0, Spans.Length - 1].Array[1, 4], Gen.Select(Gen.Int[0, Zips.Length - 1], Gen.Int[0, 60], Gen.Int[0, 3], Gen.Int[0, 9]).Array[0, 25], Gen.Int[0, 12], Gen.Int[0, 13])
        .Select(drawn => new DayCase(drawn.Item1, drawn.Item2, drawn.Item3, drawn.Item4, drawn.Item5));

    /// <summary>Nobody fell ill: everything that stands can be kept.</summary>
    public bool IsWell => Ill >= Hours.Length;

    public DayRequest Request()
    {
        var date = Dates[Start];
        var band = new HourBand(date.DayOfWeek, new LocalTime(9, 0), new LocalTime(11, 0), 180);
        var travel = new TravelTimes(
            [new("44113", 41.4816, -81.7018), new("44114", 41.5136, -81.6742), new("44060", 41.6689, -81.3389), new("44256", 41.1384, -81.8637), new("44035", 41.3724, -82.1051)], TravelRules.Usual with { Hours = [band] });
        var rules = new BookingRules(
            BusinessCalendar.EveryDay([.. Enumerable.Range(0, 11).Select(i => new WindowTime(new LocalTime(2 * i, 0), new LocalTime((2 * i) + 2, 0)))]), Duration.FromMinutes(15), Duration.Zero, 1, Duration.Zero, Duration.Zero);
        var people = Hours.Select((hours, i) => new TechnicianSchedule(
            IdOf(i), i == 3 ? null : Zips[i], i == 1 ? [RecorderBrand.Dahua] : [RecorderBrand.Dahua, RecorderBrand.Lorex],
            [.. Spans[hours].Select(span => new WindowTime(new LocalTime(span.From, 0), new LocalTime(span.To, 0)).On(date)).Where(shift => shift.Duration > Duration.Zero)], [], [], i == 2 ? 4 : null)).ToList();
        var booked = date.PlusDays(-1).AtStartOfDayInZone(BookingRules.Zone).ToInstant();
        List<DayStop> stops = [.. Booked(new SlotFinder(rules, travel), people, date, booked)];
        var now = NowHour == 13 ? booked : date.AtStartOfDayInZone(BookingRules.Zone).ToInstant() + Duration.FromHours(NowHour);
        return new DayRequest(
            date, now, travel, [.. people.Select((one, i) => new DayTechnician(one.TechnicianId, $"T{i}", one.HomeZip, one.Skills, [], one.MostVisits, i == Ill ? [] : one.Shifts))],
            [.. stops.Select(stop => stop with { Movable = stop.Movable && stop.OccupiedStart > now })]);
    }

    private IEnumerable<DayStop> Booked(SlotFinder finder, List<TechnicianSchedule> people, LocalDate date, Instant now)
    {
        foreach (var (booking, number) in Bookings.Select((booking, number) => (booking, number)))
        {
            var brand = booking.Kind == 9 ? RecorderBrand.Lorex : RecorderBrand.Dahua;
            var offers = finder.Find(new SlotRequest(Zips[booking.Zip], Service.Simple("x", Duration.FromMinutes(25 + (7 * booking.Kind))), brand), people, now)
                .Where(offer => offer.Window.Start.InZone(BookingRules.Zone).Date == date).ToList();
            if (offers.Count == 0)
            {
                continue;
            }

            var offer = offers[booking.Offer % offers.Count];
            var placement = offer.Placements[booking.Technician % offer.Placements.Count];
            var stop = new DayStop(
                new Guid(number + 1, 1, 0, new byte[8]), $"V{number}", Zips[booking.Zip], placement.TechnicianId, placement.Window, placement.OccupiedStart, placement.WorkStart, placement.WorkEnd, placement.OccupiedEnd,
                booking.Kind != 1, booking.Kind > 2, [brand], [], booking.Kind == 3 ? placement.WorkEnd + Duration.FromMinutes(30) : null);
            var i = people.FindIndex(one => one.TechnicianId == placement.TechnicianId);
            people[i] = people[i] with { Stops = [.. people[i].Stops.Append(new Stop(stop.VisitId, stop.Zip, stop.WorkStart, stop.WorkEnd, stop.IsVisit)).OrderBy(one => one.WorkStart)] };
            yield return stop;
        }
    }

    public static Guid IdOf(int person) => new(person + 1, 0, 0, new byte[8]);

    public override string ToString() => $"date {Dates[Start]} hours [{string.Join(' ', Hours)}] ill {Ill} now {NowHour} bookings {string.Join(' ', Bookings)}";
}
