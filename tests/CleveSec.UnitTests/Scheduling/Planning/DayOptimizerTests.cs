using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using CleveSec.Domain.Scheduling.Routing;
using CsCheck;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling.Planning;

public sealed class DayOptimizerTests(ITestOutputHelper output)
{
    private static readonly SearchBudget Short = new(400, 7);

    [Fact]
    public void Plan_AnyDay_KeepsEveryPromiseAndNeverDrivesMore() => DayCase.Any.Sample(Check, iter: 150, writeLine: output.WriteLine);

    [Fact]
    public void Plan_AnyMoveWithWhatItNeeds_BreaksNothing() => DayCase.Any.Sample(
        one =>
        {
            var request = one.Request();
            var moves = Planned(request).Moves;
            foreach (var move in moves)
            {
                var together = moves.Where(other => other.Number == move.Number || move.Needs.Contains(other.Number)).Select(other => other.Place);
                Assert.Empty(DayRules.Problems(request, DayMoves.Made(request, together)));
            }
        }, iter: 100, writeLine: output.WriteLine);

    [Fact]
    public void Plan_SameSeedAndIterations_IsTheSame() => DayCase.Any.Sample(
        one =>
        {
            var request = one.Request();
            Assert.Equal(Words(Planned(request)), Words(Planned(request)));
        }, iter: 40, writeLine: output.WriteLine);

    [Fact]
    public void Plan_CrossedRoutes_AreUncrossed()
    {
        var request = Crossed();
        var plan = Planned(request);
        Assert.NotEmpty(plan.Moves);
        Assert.True(plan.After.Drive < plan.Before.Drive);
        Assert.True(plan.After.Miles < plan.Before.Miles);
        Assert.Empty(plan.Collisions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Plan_Cancelled_Stops(int searches)
    {
        using var cancel = new CancellationTokenSource();
        var told = 0;
        void Cancel(SearchProgress progress)
        {
            told++;
            cancel.Cancel();
        }

        Assert.Throws<OperationCanceledException>(() => DayOptimizer.Plan(Crossed(), new SearchBudget(long.MaxValue, 1, null, Cancel, searches), cancel.Token));
        Assert.Equal(1, told);
    }

    [Fact]
    public void Plan_SearchesSideBySide_SameAnswerEachTimeAndNeverWorseThanOneAlone()
    {
        DayPlan Side(int searches, bool atOnce = false) => DayOptimizer.Plan(
            Crossed(), Short with { Searches = searches, SideBySide = atOnce ? (count, search) => Parallel.For(0, count, search) : null }, TestContext.Current.CancellationToken);
        Assert.Equal(Side(3).After, Side(3, atOnce: true).After);
        Assert.Equal(Side(3).After, Side(3).After);
        Assert.True(Side(3).After.Drive <= Side(1).After.Drive);
        Assert.Equal(3 * Side(1).Iterations, Side(3).Iterations);
    }

    [Fact]
    public void Plan_TimeSpent_StopsWithTheBestSoFar()
    {
        var looks = 0;
        var plan = DayOptimizer.Plan(Crossed(), new SearchBudget(long.MaxValue, 1, () => looks++ / 10.0), TestContext.Current.CancellationToken);
        Assert.InRange(plan.Iterations, 1, 2000);
        Assert.True(plan.After.Drive < plan.Before.Drive);
    }

    [Fact]
    public void Plan_TechnicianFellIllAndNobodyElseCan_SaysWhatCollides()
    {
        var request = Crossed();
        var (ill, other) = (request.Technicians[0], request.Technicians[1]);
        request = request with { Technicians = [ill with { Shifts = [] }, other with { MostVisits = 2 }] };
        var plan = Planned(request);
        Assert.Equal(2, plan.Collisions.Count);
        var collision = plan.Collisions[0];
        Assert.Contains("does not work that day", collision.Against.Single(obstacle => obstacle.TechnicianId == ill.Id).Words, StringComparison.Ordinal);
        Assert.Contains("2 visits", collision.Against.Single(obstacle => obstacle.TechnicianId == other.Id).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Moves, move => move.Place.Stop == collision.Stop);
    }

    [Fact]
    public void Plan_NoRoomBesideAFixedStop_NamesOnlyThat()
    {
        var request = Crossed();
        var (ill, other) = (request.Technicians[0], request.Technicians[1]);
        var whole = request.Stops.First(stop => stop.TechnicianId == other.Id) with { Name = "Install", Movable = false, IsVisit = false, WorkStart = other.Shifts[0].Start + Duration.FromMinutes(30), WorkEnd = other.Shifts[0].End, FreeFrom = other.Shifts[0].End };
        request = request with { Technicians = [ill with { Shifts = [] }, other], Stops = [.. request.Stops.Where(stop => stop.TechnicianId == ill.Id), whole] };
        var plan = Planned(request);
        Assert.Equal(2, plan.Collisions.Count);
        Assert.All(plan.Collisions, collision => Assert.Equal("Install", Assert.Single(collision.Against.Single(obstacle => obstacle.TechnicianId == other.Id).With).Name));
    }

    [Fact]
    public void Plan_NothingToMove_IsEmpty() => Assert.Empty(Planned(Crossed() with { Stops = [] }).Moves);

    private static DayPlan Planned(DayRequest request) => DayOptimizer.Plan(request, Short, TestContext.Current.CancellationToken);

    private static void Check(DayCase one)
    {
        var request = one.Request();
        var plan = Planned(request);
        var places = DayMoves.Made(request, plan.Moves.Select(move => move.Place));
        Assert.True(plan.After.Drive <= plan.Before.Drive || plan.After.Late < plan.Before.Late);
        Assert.Equal(DayMeasure.Of(request, places), plan.After);
        Assert.All(plan.Moves, move => Kept(request, move.Place));
        Assert.All(plan.Collisions, collision => Assert.True(!one.IsWell || request.Now > request.Start, "a day that stood is called impossible"));
        foreach (var technician in request.Technicians.Where(technician => places.Any(place => place.IsMoved && place.TechnicianId == technician.Id)))
        {
            Walk(request, technician, [.. places.Where(place => place.TechnicianId == technician.Id).OrderBy(place => place.WorkStart)]);
        }
    }

    private static void Kept(DayRequest request, DayPlace place)
    {
        var technician = request.Technicians.Single(one => one.Id == place.TechnicianId);
        Assert.True(place.Stop.Movable, "moved what may not be moved");
        Assert.True(place.WorkStart >= place.Stop.Window.Start && place.WorkStart < place.Stop.Window.End, "outside of the promised window");
        Assert.True(place.Stop.Brands.All(technician.Skills.Contains), "by somebody who does not know how");
        Assert.True(place.Stop.Until is null || place.WorkEnd <= place.Stop.Until, "too late for the vendor's answer");
        Assert.Equal(place.Stop.Work, place.WorkEnd - place.WorkStart);
    }

    /// <summary>Drives the day of somebody who got something, stop by stop.</summary>
    private static void Walk(DayRequest request, DayTechnician technician, IReadOnlyList<DayPlace> places)
    {
        var (from, free, moved) = (technician.HomeZip, request.Now, false);
        foreach (var place in places)
        {
            var setOut = place.WorkStart - request.Travel.Between(from, place.Stop.Zip, place.WorkStart);
            Assert.True(free <= setOut || (!place.IsMoved && !moved), $"nobody gets from {from} to {place.Stop.Name} between {free} and {place.WorkStart}");
            var inside = technician.Shifts.Select(shift => Instant.Min(shift.End, place.WorkEnd) - Instant.Max(shift.Start, setOut)).Where(part => part > Duration.Zero).Aggregate(Duration.Zero, (sum, part) => sum + part);
            Assert.True(!place.IsMoved || inside == place.WorkEnd - setOut, $"{setOut} to {place.WorkEnd} is not all working time");
            (from, free, moved) = (place.Stop.Zip, Instant.Max(free, place.FreeFrom), place.IsMoved);
        }

        Assert.True(technician.MostVisits is not { } most || places.Count(place => place.Stop.IsVisit) <= Math.Max(most, request.Stops.Count(stop => stop.IsVisit && stop.TechnicianId == technician.Id)), "too many visits");
    }

    /// <summary>Two technicians who live far apart and drive to each other's doors.</summary>
    internal static DayRequest Crossed()
    {
        var date = new LocalDate(2026, 11, 25);
        Instant At(int hour, int minute = 0) => date.At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();
        var travel = new TravelTimes([new("44113", 41.4816, -81.7018), new("44060", 41.6689, -81.3389)]);
        DayTechnician Who(int number, string home) => new(DayCase.IdOf(number), $"T{number}", home, [RecorderBrand.Dahua], [], null, [new Interval(At(8), At(18))]);
        DayStop Visit(int number, int technician, string zip, int hour) => new(
            new Guid(number, 1, 0, new byte[8]), $"V{number}", zip, DayCase.IdOf(technician), new Interval(At(hour), At(hour + 2)), At(hour), At(hour, 50), At(hour + 1, 30), At(hour + 1, 45), true, true, [RecorderBrand.Dahua], []);
        return new DayRequest(date, At(6), travel, [Who(0, "44113"), Who(1, "44060")], [Visit(1, 0, "44060", 9), Visit(2, 1, "44113", 9), Visit(3, 0, "44060", 13), Visit(4, 1, "44113", 13)]);
    }

    private static string Words(DayPlan plan) => $"{plan.After} {string.Join(' ', plan.Moves.Select(move => $"{move.Place.Stop.Name}>{move.Place.TechnicianId}@{move.Place.WorkStart} needs {string.Join(',', move.Needs)} gains {move.Gain}"))} {plan.Iterations}";
}
