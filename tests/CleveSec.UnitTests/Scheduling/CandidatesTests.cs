using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

public sealed class CandidatesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 12, 0);
    private static readonly Guid[] Ids = [new("00000000-0000-0000-0000-000000000001"), new("00000000-0000-0000-0000-000000000002")];
    private static readonly IReadOnlyList<TechnicianSchedule> Technicians = [.. Ids.Select(id => new TechnicianSchedule(id, "44113", [RecorderBrand.Dahua], [], [new Stop(Guid.NewGuid(), "44113", Now, Now + Duration.FromHours(1))], []))];

    [Fact]
    public void Best_LeastDrivingFirst_AndADayOfWaitingCountsAQuarterOfAnHour()
    {
        var best = Candidates.Best([Offer(3, (Ids[0], 20), (Ids[1], 5)), Offer(27, (Ids[0], 4), (Ids[1], 12))], Technicians, null, Now);

        Assert.Equal([(Ids[1], 5d), (Ids[0], 4d), (Ids[0], 20d)], best.Select(one => (one.Placement.TechnicianId, one.Placement.AddedTravel.TotalMinutes)));
    }

    [Fact]
    public void Best_PromisedWindow_GoesBeforeLessDriving()
    {
        var promise = Offer(27, (Ids[0], 45));

        var best = Candidates.Best([Offer(3, (Ids[1], 0)), promise], Technicians, promise.Window, Now);

        Assert.Equal((Ids[0], true), (best[0].Placement.TechnicianId, best[0].InPromise));
    }

    [Fact]
    public void Best_OneTechniciansDay_IsShownOnceWhereThereIsAChoice()
    {
        var best = Candidates.Best([Offer(3, (Ids[0], 0)), Offer(5, (Ids[0], 0), (Ids[1], 30)), Offer(7, (Ids[0], 1))], Technicians, null, Now, count: 2);

        Assert.Equal(Ids, best.Select(one => one.Placement.TechnicianId));
    }

    [Fact]
    public void Best_FewerThanAskedFor_AreFilledUpWithTheSameDay() =>
        Assert.Equal(2, Candidates.Best([Offer(3, (Ids[0], 0)), Offer(5, (Ids[0], 0))], Technicians, null, Now).Count);

    [Fact]
    public void Best_Load_IsThatOfTheDay() => Assert.Equal(Duration.FromHours(1), Assert.Single(Candidates.Best([Offer(3, (Ids[0], 0))], Technicians, null, Now)).Load);

    private static OfferedWindow Offer(int hours, params (Guid Technician, int Minutes)[] placements)
    {
        var start = Now + Duration.FromHours(hours);
        var window = new Interval(start, start + Duration.FromHours(2));
        return new OfferedWindow(window, [.. placements.Select(one => new Placement(one.Technician, window, start, start + Duration.FromHours(1), Duration.Zero, Duration.Zero, Duration.FromMinutes(one.Minutes)))]);
    }
}
