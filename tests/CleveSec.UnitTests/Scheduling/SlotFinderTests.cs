using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.UnitTests.Scheduling;

/// <summary>One technician at home in "home", who works 8 to 18 on Tuesday, November 24; driving takes 5 minutes within a place, 40 to an unknown one.</summary>
public sealed class SlotFinderTests
{
    private static readonly LocalDate Tuesday = new(2026, 11, 24);
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private static readonly BookingRules Rules = new(
        BusinessCalendar.EveryDay([.. Enumerable.Range(4, 5).Select(i => new WindowTime(new LocalTime(2 * i, 0), new LocalTime((2 * i) + 2, 0)))]),
        Duration.FromMinutes(15), Duration.FromHours(2), 14, Duration.FromHours(2), Duration.FromDays(30));

    private static readonly Service OneHour = Service.Simple(Service.RecoveryId, Duration.FromMinutes(60));
    private static readonly TravelTimes Travel = new([new("home", 41.48, -81.70), new("near", 41.48, -81.70)]);
    private static readonly SlotFinder Finder = new(Rules, Travel);
    private static readonly Instant DawnOfTuesday = At("5:00");

    [Theory]
    [InlineData("8:00-10:00", "", "8:05-9:05")]
    [InlineData("10:00-12:00", "", "10:00-11:00")]
    [InlineData("16:00-18:00", "", "16:00-17:00")]
    [InlineData("8:00-10:00", "8:05-9:05", "9:25-10:25")]
    [InlineData("8:00-10:00", "8:05-9:45", null)]
    [InlineData("10:00-12:00", "8:05-9:05", "10:00-11:00")]
    [InlineData("10:00-12:00", "8:05-9:45", "10:05-11:05")]
    [InlineData("8:00-10:00", "9:20-10:20", null)]
    [InlineData("8:00-10:00", "9:25-10:25", "8:05-9:05")]
    [InlineData("16:00-18:00", "15:30-16:40", "17:00-18:00")]
    [InlineData("16:00-18:00", "15:30-16:41", null)]
    [InlineData("12:00-14:00", "10:00-11:00 14:20-15:00", "12:00-13:00")]
    [InlineData("12:00-14:00", "11:00-12:00 13:40-15:00", "12:20-13:20", "13:40 - 20 is 13:20")]
    [InlineData("12:00-14:00", "11:00-12:00 13:39-15:00", null)]
    public void Fit_OneWindow_IsTheEarliestStartThatBreaksNoPromise(string window, string stops, string? expected, string? why = null)
    {
        var placement = Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span(window), Technician(stops), DawnOfTuesday);

        Assert.True(expected == Shown(placement), $"{Shown(placement)} {why}");
    }

    [Fact]
    public void Fit_Placement_KeepsTravelAndBufferFree()
    {
        var placement = Finder.Fit(new SlotRequest("elsewhere", OneHour, RecorderBrand.Dahua), Span("8:00-10:00"), Technician("12:00-13:00"), DawnOfTuesday)!;

        Assert.Equal((At("8:00"), At("8:40"), At("9:40"), At("9:55")), (placement.OccupiedStart, placement.WorkStart, placement.WorkEnd, placement.OccupiedEnd));
        Assert.Equal(Duration.FromMinutes(40 + 40 - 5), placement.AddedTravel);
    }

    [Fact]
    public void Fit_AlreadyUnderWayToday_StartsNotBeforeNowAndTheDrive() =>
        Assert.Equal("11:05-12:05", Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("10:00-12:00"), Technician(""), At("11:00"))));

    [Theory]
    [InlineData(1, "10:00-11:00")]
    [InlineData(2, "10:00-11:30")]
    [InlineData(3, "10:00-12:00")]
    public void Fit_FurtherRecorders_TakeHalfTheTimeOfTheFirst(int recorders, string expected) =>
        Assert.Equal(expected, Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua, recorders), Span("10:00-12:00"), Technician(""), DawnOfTuesday)));

    [Fact]
    public void Fit_TheVisitBeingMoved_DoesNotStandInItsOwnWay()
    {
        var technician = Technician("8:05-9:05");

        Assert.Equal("8:05-9:05", Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua, exceptVisit: technician.Stops[0].VisitId), Span("8:00-10:00"), technician, DawnOfTuesday)));
    }

    [Fact]
    public void Fit_DrivingEasesWithinTheWindow_StartsLaterInsteadOfBeingRefused()
    {
        // From 8:00 the drive of 40 minutes takes 120 until nine: arriving at 8:40 would mean leaving at 6:40, at 9:00 it means leaving at 8:20.
        var slow = new SlotFinder(Rules, new TravelTimes([], TravelRules.Usual with { Hours = [HourBand.Parse("Tuesday 07:00-09:00 300")] }));

        Assert.Equal("9:00-10:00", Shown(slow.Fit(new SlotRequest("far", OneHour, RecorderBrand.Dahua), Span("8:00-10:00"), Technician(""), DawnOfTuesday)));
    }

    [Theory]
    [InlineData("13:40-14:00", "10:00-11:00", "the drive of 40 minutes begins when the break ends")]
    [InlineData("13:39-14:00", null, "it would begin a minute before")]
    [InlineData("13:02-14:00", null, "the drive from home eats three minutes, one from elsewhere would eat 38")]
    public void Fit_TheStopAfterTheBreakGetsFarther_KeepsTheBreakFreeOfDriving(string after, string? expected, string why)
    {
        var technician = Technician(after) with { Shifts = [Span("8:00-12:00"), Span("13:00-18:00")] };

        Assert.True(expected == Shown(Finder.Fit(new SlotRequest("elsewhere", OneHour, RecorderBrand.Dahua), Span("10:00-12:00"), technician, DawnOfTuesday)), why);
    }

    [Fact]
    public void Fit_TheStopAfterTheBreakGetsNoFarther_MayBeReachedThroughTheBreakAsBefore()
    {
        var technician = Technician("13:02-14:00") with { Shifts = [Span("8:00-12:00"), Span("13:00-18:00")] };

        Assert.Equal("10:00-11:00", Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("10:00-12:00"), technician, DawnOfTuesday)));
    }

    /// <summary>Of ten hours a stop from 8:05 to 13:00 takes 315 minutes (drive 5, work 295, buffer 15) and the visit asked for 80: 205 stay free, 34.2 percent.</summary>
    [Theory]
    [InlineData(34, "10:00", "5:00", false, true)]
    [InlineData(35, "10:00", "5:00", false, false)]
    [InlineData(35, "10:00", "5:00", true, true)]
    [InlineData(35, "4:59", "5:00", false, true)]
    [InlineData(35, "5:00", "5:00", false, true)]
    [InlineData(35, "5:01", "5:00", false, false)]
    public void Fit_Reserve_IsKeptUntilItsTimeOfTheDay(int percent, string until, string now, bool urgent, bool fits)
    {
        var finder = new SlotFinder(Rules with { Reserve = new Reserve(percent, Clock.Parse(until).Value) }, Travel);
        var request = new SlotRequest("near", OneHour, RecorderBrand.Dahua) with { Urgent = urgent };

        Assert.Equal(fits, finder.Fit(request, Span("16:00-18:00"), Technician("8:05-13:00"), At(now)) is not null);
    }

    [Theory]
    [InlineData("16:00", "10:00-11:00")]
    [InlineData("11:00", "10:00-11:00")]
    [InlineData("10:59", null)]
    public void Fit_VendorAnswerRunsOut_TheWorkIsDoneByThen(string until, string? expected) =>
        Assert.Equal(expected, Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua) with { Until = At(until) }, Span("10:00-12:00"), Technician(""), DawnOfTuesday)));

    /// <summary>The window is covered in each row; what is asked is whether the work in it is, which begins at 11:20 after a stop.</summary>
    [Theory]
    [InlineData(8, 17, "11:20-12:20")]
    [InlineData(8, 12, null)]
    public void Fit_NobodyAtTheVendorsLater_TheWorkIsDoneByThen(int from, int to, string? expected)
    {
        var hours = new SupportHours("Dahua support", [new SupportSpan(IsoDayOfWeek.Tuesday, new LocalTime(from, 0), new LocalTime(to, 0))]);
        var request = new SlotRequest("near", OneHour, RecorderBrand.Dahua) with { Return = new ReturnTimes(null, [hours]) };

        Assert.Equal(expected, Shown(Finder.Fit(request, Span("10:00-12:00"), Technician("10:00-11:00"), DawnOfTuesday)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    [InlineData(0, false)]
    public void Fit_MostVisitsADay_OtherWorkDoesNotCount(int? most, bool fits)
    {
        var technician = Technician("8:05-8:30 9:00-9:30 10:00-10:30") with { MostVisits = most };
        technician = technician with { Stops = [technician.Stops[0] with { IsVisit = false }, .. technician.Stops.Skip(1)] };

        Assert.Equal(fits, Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("14:00-16:00"), technician, DawnOfTuesday) is not null);
    }

    [Fact]
    public void Find_WorkOfSeveralDays_LeavesNothingOfThemFreeUntilItEnds()
    {
        var install = Technician("") with { Shifts = [.. Enumerable.Range(0, 3).Select(day => new Interval(At("8:00") + Duration.FromDays(day), At("18:00") + Duration.FromDays(day)))], Stops = [new Stop(Guid.NewGuid(), "near", At("9:00"), At("9:30") + Duration.FromDays(2), false)] };

        var offers = Finder.Find(new SlotRequest("near", OneHour, RecorderBrand.Dahua), [install], DawnOfTuesday);

        Assert.Equal(["26 08", "26 10", "26 12", "26 14", "26 16"], offers.Select(offer => offer.Window.Start.InZone(BookingRules.Zone).ToString("dd HH", null)));
    }

    [Fact]
    public void Fit_AnotherBufferWasPromised_IsKept()
    {
        var technician = Technician("8:05-9:05");
        technician = technician with { Stops = [technician.Stops[0] with { FreeFrom = At("10:30") }] };

        Assert.Equal("10:35-11:35", Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("10:00-12:00"), technician, DawnOfTuesday)));
    }

    [Fact]
    public void Place_EqualTravel_TheLighterDayThenFewerVisitsAheadThenTheOrder()
    {
        TechnicianSchedule Named(int id, string stops, params Stop[] ahead)
        {
            var technician = Technician(stops, "home") with { TechnicianId = new Guid(id, 0, 0, new byte[8]) };
            return technician with { Stops = [.. technician.Stops, .. ahead] };
        }

        var tomorrow = new Stop(Guid.NewGuid(), "home", At("8:05") + Duration.FromDays(1), At("9:05") + Duration.FromDays(1));
        var (heavy, ahead, second, first) = (Named(1, "15:00-17:00"), Named(2, "16:00-17:00", tomorrow), Named(4, "16:00-17:00"), Named(3, "16:00-17:00"));

        var placements = Finder.Place(new SlotRequest("home", OneHour, RecorderBrand.Dahua), Span("10:00-12:00"), [heavy, ahead, second, first], DawnOfTuesday);

        Assert.Equal([3, 4, 2, 1], placements.Select(placement => (int)placement.TechnicianId.ToByteArray()[0]));
    }

    [Fact]
    public void Place_QualificationMissing_OffersNobody()
    {
        var request = new SlotRequest("near", OneHour with { Needs = ["Ladder"] }, RecorderBrand.Dahua);

        Assert.Empty(Finder.Place(request, Span("8:00-10:00"), [Technician("")], DawnOfTuesday));
        Assert.Single(Finder.Place(request, Span("8:00-10:00"), [Technician("") with { Qualifications = ["ladder"] }], DawnOfTuesday));
    }

    [Fact]
    public void Place_SkillMissing_OffersNobody() =>
        Assert.Empty(Finder.Place(new SlotRequest("near", OneHour, RecorderBrand.Hikvision), Span("8:00-10:00"), [Technician("") with { Skills = [RecorderBrand.Dahua, RecorderBrand.Lorex] }], DawnOfTuesday));

    [Fact]
    public void Place_SeveralTechnicians_LeastAddedTravelThenLighterDayComesFirst()
    {
        var near = Technician("14:00-15:00");
        var lighter = Technician("");
        var far = Technician("") with { HomeZip = "nowhere" };

        var placements = Finder.Place(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("8:00-10:00"), [far, near, lighter], DawnOfTuesday);

        Assert.Equal([near.TechnicianId, lighter.TechnicianId, far.TechnicianId], placements.Select(placement => placement.TechnicianId).OrderBy(id => id == far.TechnicianId ? 2 : id == lighter.TechnicianId ? 1 : 0));
        Assert.Equal(far.TechnicianId, placements[^1].TechnicianId);
        Assert.True(placements.Zip(placements.Skip(1)).All(pair => pair.First.AddedTravel <= pair.Second.AddedTravel));
    }

    [Fact]
    public void Place_EqualTravel_TheLighterDayComesFirst()
    {
        var busy = Technician("16:00-17:00", "near") with { TechnicianId = Guid.Empty };
        var free = Technician("", "near");

        // Both come from "near" to "near"; the busy one's later stop adds no drive either way.
        var placements = Finder.Place(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("12:00-14:00"), [busy, free with { TechnicianId = Guid.Parse("ffffffff-0000-0000-0000-000000000000") }], DawnOfTuesday);

        Assert.Equal(placements.OrderBy(placement => placement.AddedTravel).Select(placement => placement.TechnicianId), placements.Select(placement => placement.TechnicianId));
    }

    [Fact]
    public void Fit_TwoSpansOfWorkOneAfterTheOther_KeepsTheStopBeforeInMind()
    {
        // 8–12 and 12–18 with a visit that ends at 12: its buffer reaches into the second span.
        var technician = Technician("11:00-12:00") with { Shifts = [Span("8:00-12:00"), Span("12:00-18:00")] };

        Assert.Equal("12:20-13:20", Shown(Finder.Fit(new SlotRequest("near", OneHour, RecorderBrand.Dahua), Span("12:00-14:00"), technician, DawnOfTuesday)));
    }

    [Theory]
    [InlineData("2026-11-24T15:00:00Z", "11-24 12:00", "12-08 16:00")]
    [InlineData("2026-11-24T15:00:01Z", "11-24 14:00", "12-08 16:00")]
    [InlineData("2026-11-24T21:00:00Z", "11-25 08:00", "12-08 16:00")]
    [InlineData("2026-11-25T04:59:00Z", "11-25 08:00", "12-08 16:00")]
    [InlineData("2026-11-25T05:00:00Z", "11-25 08:00", "12-09 16:00")]
    public void Windows_NoticeAndHorizon_AreKept(string now, string first, string last)
    {
        var windows = Finder.Windows(InstantPattern.ExtendedIso.Parse(now).Value).Select(window => window.Start.InZone(BookingRules.Zone).ToString("MM-dd HH:mm", null)).ToList();

        Assert.Equal((first, last), (windows[0], windows[^1]));
    }

    [Theory]
    [InlineData("2027-03-13T18:00:00Z", "03-14 08:00", "2027-03-14T12:00:00Z")]
    [InlineData("2027-11-06T18:00:00Z", "11-07 08:00", "2027-11-07T13:00:00Z")]
    public void Windows_OverAClockChange_StayAtTheSameLocalTime(string now, string local, string instant)
    {
        var windows = Finder.Windows(InstantPattern.ExtendedIso.Parse(now).Value).ToList();

        var sunday = Assert.Single(windows, window => window.Start.InZone(BookingRules.Zone).ToString("MM-dd HH:mm", null) == local);
        Assert.Equal(InstantPattern.ExtendedIso.Parse(instant).Value, sunday.Start);
        Assert.All(windows, window => Assert.Equal(Duration.FromHours(2), window.Duration));
    }

    [Fact]
    public void Find_NobodyWorks_OffersNothing() => Assert.Empty(Finder.Find(new SlotRequest("near", OneHour, RecorderBrand.Dahua), [Technician("") with { Shifts = [] }], DawnOfTuesday));

    [Fact]
    public void Find_OneWorkingDay_OffersItsWindowsInOrder() =>
        Assert.Equal(["8", "10", "12", "14", "16"], Finder.Find(new SlotRequest("near", OneHour, RecorderBrand.Dahua), [Technician("")], DawnOfTuesday).Select(offer => offer.Window.Start.InZone(BookingRules.Zone).ToString("%H", null)));

    private static TechnicianSchedule Technician(string stops, string zip = "near") => new(
        Guid.NewGuid(), "home", Enum.GetValues<RecorderBrand>(), [Span("8:00-18:00")],
        [.. stops.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Span).Select(span => new Stop(Guid.NewGuid(), zip, span.Start, span.End))], []);

    private static Instant At(string time) => Tuesday.At(Clock.Parse(time).Value).InZoneStrictly(BookingRules.Zone).ToInstant();

    private static Interval Span(string text) => new(At(text.Split('-')[0]), At(text.Split('-')[1]));

    private static string? Shown(Placement? placement) => placement is null ? null : $"{Shown(placement.WorkStart)}-{Shown(placement.WorkEnd)}";

    private static string Shown(Instant instant) => Clock.Format(instant.InZone(BookingRules.Zone).TimeOfDay);
}
