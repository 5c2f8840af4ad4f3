using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CsCheck;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>Random technicians, booked through the finder until nothing is free: nothing ever overlaps, every promise is kept. Both clock-change weekends are among the weeks.</summary>
public sealed class PlacementWalkTests(ITestOutputHelper output)
{
    private static readonly string[] Zips = ["44113", "44114", "44060", "44256", "44035", "unknown"];
    private static readonly TravelTimes Travel = new([new("44113", 41.4816, -81.7018), new("44114", 41.5136, -81.6742), new("44060", 41.6689, -81.3389), new("44256", 41.1384, -81.8637), new("44035", 41.3724, -82.1051)]);
    private static readonly Instant[] Starts = [Instant.FromUtc(2026, 11, 24, 9, 0), Instant.FromUtc(2026, 11, 24, 15, 30), Instant.FromUtc(2027, 3, 12, 14, 0), Instant.FromUtc(2027, 11, 5, 14, 0)];

    /// <summary>Whole days, a lunch break, spans that touch, a Sunday night.</summary>
    private static readonly WorkingHours[][] Weeks =
    [
        Days((8, 18)),
        Days((8, 12), (13, 17)),
        Days((8, 12), (12, 18)),
        Days((0, 6), (10, 20)),
    ];

    private static readonly Gen<(int Start, int[] Weeks, (int Zip, int Offer, int Recorders, int Technician)[] Bookings)> Cases = Gen.Select(
        Gen.Int[0, Starts.Length - 1],
        Gen.Int[0, Weeks.Length - 1].Array[1, 3],
        Gen.Select(Gen.Int[0, Zips.Length - 1], Gen.Int[0, 30], Gen.Int[1, 3], Gen.Int[0, 2]).Array[40]);

    [Fact]
    public void Book_UntilNothingIsFree_NeverOverlaps() => Cases.Sample(it => Play(it.Start, it.Weeks, it.Bookings), iter: 200, writeLine: output.WriteLine);

    private static void Play(int start, int[] weeks, (int Zip, int Offer, int Recorders, int Technician)[] bookings)
    {
        var now = Starts[start];
        var rules = new BookingRules(
            BusinessCalendar.EveryDay([.. Enumerable.Range(0, 11).Select(i => new WindowTime(new LocalTime(2 * i, 0), new LocalTime((2 * i) + 2, 0)))]),
            Duration.FromMinutes(15), Duration.FromHours(2), 4, Duration.FromHours(2), Duration.FromDays(30));
        var finder = new SlotFinder(rules, Travel);
        var today = now.InZone(BookingRules.Zone).Date;
        var technicians = weeks.Select((week, i) => new TechnicianSchedule(new Guid(i + 1, 0, 0, new byte[8]), i == 2 ? null : "44113", [RecorderBrand.Dahua], Shifts.Between(today, today.PlusDays(rules.HorizonDays), Weeks[week], []), [], [])).ToList();
        foreach (var booking in bookings)
        {
            var offers = finder.Find(new SlotRequest(Zips[booking.Zip], Service.Simple(Service.RecoveryId, Duration.FromMinutes(50)), RecorderBrand.Dahua, booking.Recorders), technicians, now);
            if (offers.Count == 0)
            {
                continue;
            }

            var offer = offers[booking.Offer % offers.Count];
            var placement = offer.Placements[booking.Technician % offer.Placements.Count];
            Assert.True(placement.WorkStart >= offer.Window.Start && placement.WorkStart < offer.Window.End, "work does not start in the window promised");
            Assert.True(offer.Window.Start >= now + rules.MinimumNotice, "too soon");
            var i = technicians.FindIndex(technician => technician.TechnicianId == placement.TechnicianId);
            technicians[i] = technicians[i] with { Stops = [.. technicians[i].Stops.Append(new Stop(Guid.NewGuid(), Zips[booking.Zip], placement.WorkStart, placement.WorkEnd)).OrderBy(stop => stop.WorkStart)] };
            Possible(technicians[i], rules, now);
        }
    }

    /// <summary>Drives from stop to stop, as the day will be: from home first, each arrival in time, work and driving inside the hours.</summary>
    private static void Possible(TechnicianSchedule technician, BookingRules rules, Instant now)
    {
        foreach (var day in technician.Stops.GroupBy(stop => stop.WorkStart.InZone(BookingRules.Zone).Date))
        {
            var (place, free) = (technician.HomeZip, now);
            foreach (var stop in day.OrderBy(stop => stop.WorkStart))
            {
                var setOut = stop.WorkStart - Travel.Between(place, stop.Zip, stop.WorkStart);
                Assert.True(free <= setOut, $"nobody gets from {place} to {stop.Zip} between {free} and {stop.WorkStart}");
                var inside = technician.Shifts.Select(shift => Instant.Min(shift.End, stop.WorkEnd) - Instant.Max(shift.Start, setOut)).Where(part => part > Duration.Zero).Aggregate(Duration.Zero, (sum, part) => sum + part);
                Assert.True(inside == stop.WorkEnd - setOut, $"{setOut} to {stop.WorkEnd} is not all working time");
                (place, free) = (stop.Zip, stop.WorkEnd + rules.Buffer);
            }
        }
    }

    private static WorkingHours[] Days(params (int From, int To)[] spans) =>
        [.. Enumerable.Range(1, 7).SelectMany(day => spans.Select(span => new WorkingHours((IsoDayOfWeek)day, new LocalTime(span.From, 0), new LocalTime(span.To, 0))))];
}
