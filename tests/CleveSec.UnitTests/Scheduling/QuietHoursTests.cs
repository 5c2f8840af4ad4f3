using CleveSec.Domain.Scheduling;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.UnitTests.Scheduling;

public sealed class QuietHoursTests
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    [Theory]
    [InlineData("21:00-7:00", "2026-11-24T20:59", "2026-11-24T20:59")]
    [InlineData("21:00-7:00", "2026-11-24T21:00", "2026-11-25T07:00")]
    [InlineData("21:00-7:00", "2026-11-25T00:30", "2026-11-25T07:00")]
    [InlineData("21:00-7:00", "2026-11-25T06:59", "2026-11-25T07:00")]
    [InlineData("21:00-7:00", "2026-11-25T07:00", "2026-11-25T07:00")]
    [InlineData("13:00-15:00", "2026-11-25T14:00", "2026-11-25T15:00")]
    [InlineData("13:00-15:00", "2026-11-25T15:00", "2026-11-25T15:00")]
    [InlineData("9:00-9:00", "2026-11-25T09:00", "2026-11-25T09:00")]
    [InlineData("21:00-2:30", "2027-03-14T01:59", "2027-03-14T03:30")]
    [InlineData("21:00-7:00", "2027-03-13T22:00", "2027-03-14T07:00")]
    [InlineData("21:00-7:00", "2027-11-06T22:00", "2027-11-07T07:00")]
    public void After_AnInstant_IsItselfOrTheEndOfTheQuietHours(string quiet, string local, string expected)
    {
        var hours = quiet.Split('-');
        var at = At(local);

        var after = new QuietHours(Clock.Parse(hours[0]).Value, Clock.Parse(hours[1]).Value).After(at);

        Assert.Equal(At(expected), after);
        Assert.True(after >= at);
    }

    internal static Instant At(string local) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneLeniently(BookingRules.Zone).ToInstant();
}
