using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>What a day's plan will not keep, said before it happens. The drive between the two places takes the least there is, five minutes, or 40 where a place is not known.</summary>
public sealed class DayOutlookTests
{
    private static readonly LocalDate Day = new(2026, 11, 24);
    private static readonly DayOutlook Outlook = new(new TravelTimes([new ZipPoint("44113", 41.48, -81.7)]));

    [Fact]
    public void Of_PlanThatFits_IsAsPlanned() => Assert.Equal([OutlookKind.AsPlanned, OutlookKind.AsPlanned], Kinds(At(7), Stop(9), Stop(10, 15)));

    [Fact]
    public void Of_DriveThatDoesNotFitIntoThePromise_IsImpossibleDaysAhead() =>
        Assert.Equal([OutlookKind.AsPlanned, OutlookKind.Impossible], Kinds(At(7) - Duration.FromDays(3), Stop(9), Stop(10, 15, zip: "99999", windowEnd: At(10, 30))));

    [Fact]
    public void Of_StopBeforeThatLasts_MakesTheNextBehindThenLate()
    {
        var before = Stop(9) with { ArrivedAt = At(9) };

        Assert.Equal(OutlookKind.AsPlanned, Kinds(At(10, 5), before, Stop(10, 15, windowEnd: At(11)))[1]);
        Assert.Equal(OutlookKind.Behind, Kinds(At(10, 30), before, Stop(10, 15, windowEnd: At(11)))[1]);
        Assert.Equal(OutlookKind.Late, Kinds(At(10, 56), before, Stop(10, 15, windowEnd: At(11)))[1]);
    }

    [Fact]
    public void Of_NobodySetOut_IsLateOnceTheDriveIsTooLong() => Assert.Equal(OutlookKind.Late, Assert.Single(Kinds(At(10, 57), Stop(9, windowEnd: At(11)))));

    [Fact]
    public void Of_EndedEarlier_LeavesTheRestAsPlanned() =>
        Assert.Equal(OutlookKind.AsPlanned, Assert.Single(Kinds(At(10), Stop(9) with { IsOver = true, ArrivedAt = At(9), EndedAt = At(9, 30) }, Stop(10, 15))));

    [Fact]
    public void Of_Absence_IsSaid() => Assert.Equal(OutlookKind.Away, Outlook.Of("44113", [Stop(9)], [new Interval(At(9, 30), At(12))], At(7)).Values.Single().Kind);

    private static Instant At(int hour, int minute = 0) => Day.At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();

    private static OutlookStop Stop(int hour, int minute = 0, string zip = "44113", Instant? windowEnd = null) => new(
        Guid.NewGuid(), zip, new Interval(At(hour, minute), windowEnd ?? At(hour, minute) + Duration.FromHours(2)), At(hour, minute), At(hour, minute) + Duration.FromHours(1), false, null, null, null);

    private static List<OutlookKind> Kinds(Instant now, params OutlookStop[] stops)
    {
        var outlooks = Outlook.Of("44113", stops, [], now);
        return [.. stops.Where(stop => outlooks.ContainsKey(stop.Id)).Select(stop => outlooks[stop.Id].Kind)];
    }
}
