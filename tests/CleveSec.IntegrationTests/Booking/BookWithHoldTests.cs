using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>What becomes of a hold when somebody books.</summary>
public sealed class BookWithHoldTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await app.Data.StaffAsync(StaffRole.Technician, more: OneVisitADay);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Book_OwnHold_UsesItUp()
    {
        await app.Data.StaffAsync(StaffRole.Technician, more: OneVisitADay);
        var window = await FirstWindowAsync();
        await app.HoldAsync("mine", window);
        var held = await app.DbAsync(db => db.Visits.SingleAsync(Ct));

        var booked = Assert.IsType<BookingOutcome.Booked>(await BookAsync(window, "mine"));

        var visit = await app.DbAsync(db => db.Visits.SingleAsync(Ct));
        Assert.Equal((booked.JobId, held.TechnicianId, held.WorkStart, VisitStatus.Planned), (visit.JobId, visit.TechnicianId, visit.WorkStart, visit.Status));
    }

    /// <summary>What is kept was promised: the minutes of typing do not push it under the shortest notice. Without a hold they do.</summary>
    [Fact]
    public async Task Book_NoticePassedWhileTyping_CountsOnlyForWindowsNotHeld()
    {
        await app.Data.StaffAsync(StaffRole.Technician, more: OneVisitADay);
        var window = await FirstWindowAsync();
        app.Clock.Now = window.Start - Duration.FromHours(2);
        await app.HoldAsync("mine", window);
        app.Clock.Advance(Duration.FromMinutes(5));

        Assert.IsType<BookingOutcome.WindowTaken>(await BookAsync(window, null));
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window, "mine"));
    }

    [Fact]
    public async Task Book_HoldRanOutAndNobodyCame_StillBooks()
    {
        var window = await FirstWindowAsync();
        await app.HoldAsync("mine", window);
        app.Clock.Advance(BookingRules.HoldTime + Duration.FromMinutes(1));

        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window, "mine"));

        Assert.Equal(1, await app.DbAsync(db => db.Visits.CountAsync(Ct)));
    }

    [Fact]
    public async Task Book_HoldRanOutAndSomebodyHoldsItNow_IsTaken()
    {
        var window = await FirstWindowAsync();
        await app.HoldAsync("slow", window);
        app.Clock.Advance(BookingRules.HoldTime);
        await app.HoldAsync("quick", window);

        Assert.NotEmpty(Assert.IsType<BookingOutcome.WindowTaken>(await BookAsync(window, "slow")).Nearest);
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window, "quick"));
    }

    [Fact]
    public async Task Book_SomebodyElsesHold_IsTaken()
    {
        var window = await FirstWindowAsync();
        await app.HoldAsync("other", window);

        var taken = Assert.IsType<BookingOutcome.WindowTaken>(await BookAsync(window, "mine"));
        Assert.IsType<BookingOutcome.WindowTaken>(await BookAsync(window, null));

        Assert.DoesNotContain(window, taken.Nearest.Select(offer => offer.Window));
        Assert.Equal(1, await app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)));
    }

    /// <summary>The second tab has replaced the first one's hold. Both send: each gets its window, and no hold is left.</summary>
    [Fact]
    public async Task Book_TwoTabsOfOneBrowserAtOnce_BothBookAndNoHoldIsLeft()
    {
        var windows = await app.FreeAsync();
        var (first, second) = (windows[0], windows.First(window => TechnicianLock.DateOf(window.Start) != TechnicianLock.DateOf(windows[0].Start)));
        await app.HoldAsync("mine", first);
        await app.HoldAsync("mine", second);

        var outcomes = await Task.WhenAll(BookAsync(first, "mine"), BookAsync(second, "mine"));

        Assert.All(outcomes, outcome => Assert.IsType<BookingOutcome.Booked>(outcome));
        Assert.Equal([first, second], (await app.DbAsync(db => db.Visits.OrderBy(visit => visit.WindowStart).ToListAsync(Ct))).Select(visit => visit.Window));
    }

    /// <summary>While the browser books in one tab it holds another window in the other one, again and again: nothing breaks, and one hold at most is left.</summary>
    [Fact]
    public async Task Book_WhileTheOtherTabHolds_NothingBreaks()
    {
        var windows = await app.FreeAsync();
        await app.HoldAsync("mine", windows[0]);

        var holds = windows.Skip(3).Take(6).Select(window => app.HoldAsync("mine", window)).ToList();
        var booked = await BookAsync(windows[0], "mine");
        await Task.WhenAll(holds);

        Assert.IsType<BookingOutcome.Booked>(booked);
        Assert.InRange(await app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)), 0, 1);
        Assert.Equal(1, await app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Planned, Ct)));
    }

    [Fact]
    public async Task Book_SeveralRecordersServiceAndConsent_StandOnTheJob()
    {
        var request = Bookings.Of((await FirstWindowAsync()).Start) with
        {
            Brands = [RecorderBrand.Dahua, RecorderBrand.Hikvision],
            TextConsent = true,
            Intake = new JobIntake { Situation = OwnerSituation.BoughtUsed, Footage = FootageNeed.Yes, ContactName = "Uncle Ben", ContactPhone = "+12165550177", IdWillBeReady = true, CallBack = CallBackReason.Federal },
        };

        var booked = Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(request));

        var job = await app.Data.LoadAsync(booked.JobId);
        Assert.Equal([RecorderBrand.Dahua, RecorderBrand.Hikvision], job.Recorders.Select(recorder => recorder.Recorder.Brand).Order());
        Assert.Equal((OwnerSituation.BoughtUsed, FootageNeed.Yes, "Uncle Ben", "+12165550177", null), (job.Situation, job.Footage, job.ContactName, job.ContactPhone, job.CallBack));
        Assert.NotNull(job.IdPromisedAt);
        Assert.NotNull(job.Customer.TextConsentAt);
        Assert.Equal(Service.RecoveryId, job.ServiceId);
        Assert.Equal(Duration.FromMinutes(90), job.LiveVisit!.WorkEnd - job.LiveVisit.WorkStart);
    }

    /// <summary>A shift with room for one visit, of one recorder or two.</summary>
    private static void OneVisitADay(StaffMember staff) => staff.WorkWeekly(Enumerable.Range(1, 5).Select(day => new WorkingHours((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(10, 0))));

    private Task<BookingOutcome> BookAsync(Interval window, string? holdKey) => app.BookAsync(Bookings.Of(window.Start, holdKey));

    private async Task<Interval> FirstWindowAsync() => (await app.FreeAsync())[0];
}
