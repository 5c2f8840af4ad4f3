using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>Local times as instants, on plain days and on both days on which the clocks change.</summary>
public sealed class WindowTimeTests
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    [Theory]
    [InlineData("2026-11-24", "08:00", "10:00", "2026-11-24T13:00:00Z", "2026-11-24T15:00:00Z")]
    [InlineData("2027-07-01", "08:00", "10:00", "2027-07-01T12:00:00Z", "2027-07-01T14:00:00Z")]
    [InlineData("2027-03-13", "08:00", "10:00", "2027-03-13T13:00:00Z", "2027-03-13T15:00:00Z")]
    [InlineData("2027-03-14", "08:00", "10:00", "2027-03-14T12:00:00Z", "2027-03-14T14:00:00Z")]
    [InlineData("2027-03-14", "01:00", "04:00", "2027-03-14T06:00:00Z", "2027-03-14T08:00:00Z")]
    [InlineData("2027-03-14", "02:30", "05:00", "2027-03-14T07:30:00Z", "2027-03-14T09:00:00Z")]
    [InlineData("2027-03-14", "02:30", "03:00", "2027-03-14T07:30:00Z", "2027-03-14T07:30:00Z")]
    [InlineData("2027-11-06", "08:00", "10:00", "2027-11-06T12:00:00Z", "2027-11-06T14:00:00Z")]
    [InlineData("2027-11-07", "08:00", "10:00", "2027-11-07T13:00:00Z", "2027-11-07T15:00:00Z")]
    [InlineData("2027-11-07", "01:30", "03:00", "2027-11-07T05:30:00Z", "2027-11-07T08:00:00Z")]
    [InlineData("2027-11-07", "00:00", "02:00", "2027-11-07T04:00:00Z", "2027-11-07T07:00:00Z")]
    public void On_Date_IsTheSpanInNewYork(string date, string start, string end, string from, string until) =>
        Assert.Equal(Span(from, until), new WindowTime(At(start), At(end)).On(LocalDatePattern.Iso.Parse(date).Value));

    [Theory]
    [InlineData("", "2026-11-24T13:00:00Z/2026-11-24T23:00:00Z")]
    [InlineData("2026-11-24T17:00:00Z/2026-11-24T18:00:00Z", "2026-11-24T13:00:00Z/2026-11-24T17:00:00Z 2026-11-24T18:00:00Z/2026-11-24T23:00:00Z")]
    [InlineData("2026-11-24T12:00:00Z/2026-11-24T14:00:00Z", "2026-11-24T14:00:00Z/2026-11-24T23:00:00Z")]
    [InlineData("2026-11-24T22:00:00Z/2026-11-25T14:00:00Z", "2026-11-24T13:00:00Z/2026-11-24T22:00:00Z")]
    [InlineData("2026-11-23T05:00:00Z/2026-11-26T05:00:00Z", "")]
    [InlineData("2026-11-24T13:00:00Z/2026-11-24T23:00:00Z", "")]
    [InlineData("2026-11-24T23:00:00Z/2026-11-25T01:00:00Z", "2026-11-24T13:00:00Z/2026-11-24T23:00:00Z")]
    [InlineData("2026-11-24T15:00:00Z/2026-11-24T18:00:00Z 2026-11-24T16:00:00Z/2026-11-24T17:00:00Z", "2026-11-24T13:00:00Z/2026-11-24T15:00:00Z 2026-11-24T18:00:00Z/2026-11-24T23:00:00Z")]
    [InlineData("2026-11-24T15:00:00Z/2026-11-24T16:00:00Z 2026-11-24T16:00:00Z/2026-11-24T17:00:00Z", "2026-11-24T13:00:00Z/2026-11-24T15:00:00Z 2026-11-24T17:00:00Z/2026-11-24T23:00:00Z")]
    public void Between_Absences_AreCutOut(string absences, string shifts)
    {
        var day = new LocalDate(2026, 11, 24);

        var spans = Shifts.Between(day, day, [new WorkingHours(IsoDayOfWeek.Tuesday, At("08:00"), At("18:00"))], Spans(absences).Select(span => new Absence(Guid.NewGuid(), span.Start, span.End, "away")));

        Assert.Equal(Spans(shifts), spans);
    }

    [Fact]
    public void Between_ATwoWeekSpan_HasTheDaysOfTheWeekInOrder()
    {
        WorkingHours[] week = [new(IsoDayOfWeek.Friday, At("13:00"), At("17:00")), new(IsoDayOfWeek.Monday, At("08:00"), At("12:00")), new(IsoDayOfWeek.Friday, At("08:00"), At("12:00"))];

        var spans = Shifts.Between(new LocalDate(2026, 11, 24), new LocalDate(2026, 12, 7), week, []);

        Assert.Equal(["11-27 08", "11-27 13", "11-30 08", "12-04 08", "12-04 13", "12-07 08"], spans.Select(span => span.Start.InZone(BookingRules.Zone).ToString("MM-dd HH", null)));
    }

    [Theory]
    [InlineData("2027-03-14", 5)]
    [InlineData("2027-11-07", 7)]
    [InlineData("2027-11-14", 6)]
    public void Between_ClockChangeDay_HasTheHoursThatPass(string date, int hours)
    {
        var day = LocalDatePattern.Iso.Parse(date).Value;

        var span = Assert.Single(Shifts.Between(day, day, [new WorkingHours(IsoDayOfWeek.Sunday, At("00:00"), At("06:00"))], []));

        Assert.Equal(Duration.FromHours(hours), span.Duration);
    }

    private static LocalTime At(string text) => Clock.Parse(text).Value;

    private static Interval Span(string from, string until) => new(InstantPattern.ExtendedIso.Parse(from).Value, InstantPattern.ExtendedIso.Parse(until).Value);

    private static Interval[] Spans(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('/')).Select(parts => Span(parts[0], parts[1]))];
}
