using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Scheduling.Planning;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling.Planning;

/// <summary>Each rule refuses what breaks it, and nothing else: the day without the move has no problem.</summary>
public sealed class DayRulesTests
{
    private readonly DayRequest request = DayOptimizerTests.Crossed();

    [Fact]
    public void Problems_AsItStands_None() => Assert.Empty(DayRules.Problems(request, request.Places));

    [Fact]
    public void Problems_OutsideTheWindow_Said() => Assert.Contains("promised window", Only(First with { WorkStart = First.Stop.Window.End }), StringComparison.Ordinal);

    [Fact]
    public void Problems_TooNearToTheStopBefore_Said()
    {
        var other = request.Stops[1];
        Assert.Contains("in time after", Only(new DayPlace(request.Stops[0], other.TechnicianId, other.WorkEnd)), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_UnknownBrand_Said()
    {
        var stop = request.Stops[0] with { Brands = [RecorderBrand.Lorex] };
        var changed = request with { Stops = [stop, .. request.Stops.Skip(1)] };
        var problem = Assert.Single(DayRules.Problems(changed, DayMoves.Made(changed, [new DayPlace(stop, stop.TechnicianId, stop.WorkStart + Duration.FromMinutes(5))])));
        Assert.Contains("may not do", problem.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_NotMovable_Said()
    {
        var stop = request.Stops[0] with { Movable = false };
        var changed = request with { Stops = [stop, .. request.Stops.Skip(1)] };
        Assert.Contains("may not be moved", Assert.Single(DayRules.Problems(changed, DayMoves.Made(changed, [new DayPlace(stop, stop.TechnicianId, stop.WorkStart + Duration.FromMinutes(5))]))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_InABreak_Said()
    {
        var technician = request.Technicians[0];
        var shift = technician.Shifts[0];
        var changed = request with { Technicians = [technician with { Shifts = [new Interval(shift.Start, First.WorkStart), new Interval(First.WorkStart + Duration.FromMinutes(30), shift.End)] }, request.Technicians[1]] };
        Assert.Contains("hours of", Assert.Single(DayRules.Problems(changed, DayMoves.Made(changed, [First with { WorkStart = First.WorkStart + Duration.FromMinutes(5) }]))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_MoreVisitsThanMost_Said()
    {
        var changed = request with { Technicians = [request.Technicians[0], request.Technicians[1] with { MostVisits = 2 }] };
        var added = new DayPlace(request.Stops[0], request.Technicians[1].Id, request.Stops[0].Window.Start);
        Assert.Contains(DayRules.Problems(changed, DayMoves.Made(changed, [added])), problem => problem.Words.Contains("2 visits a day", StringComparison.Ordinal));
    }

    private DayPlace First => request.Places[0];

    private string Only(DayPlace move) => Assert.Single(DayRules.Problems(request, DayMoves.Made(request, [move])), problem => problem.Stop == move.Stop).Words;
}
