using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Scheduling;

/// <summary>A visit for a job that exists: with holds around it, and for coming back with the vendor's answer.</summary>
public sealed class PlanVisitTests : IAsyncLifetime
{
    private static readonly Actor Office = new(ActorRole.Dispatcher, null, "Dana Dispatcher");
    private readonly CleveSecApp app = new();
    private StaffMember technician = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        technician = await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.WorkWeekly(Enumerable.Range(1, 5).Select(day => new WorkingHours((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(10, 0)))));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Plan_SomebodyElsesHold_IsTakenAndTheOwnOneIsUsedUp()
    {
        var job = await app.Data.JobAsync();
        var window = (await app.FreeAsync())[0];
        Assert.IsType<HoldOutcome.Held>(await app.HoldAsync("offer", window));

        Assert.IsType<VisitPlan.WindowTaken>(await PlanAsync(job.Id, window.Start));
        Assert.IsType<VisitPlan.WindowTaken>(await PlanAsync(job.Id, window.Start, "another offer"));
        Assert.IsType<VisitPlan.Planned>(await PlanAsync(job.Id, window.Start, "offer"));

        var visit = await app.DbAsync(db => db.Visits.SingleAsync(Ct));
        Assert.Equal((job.Id, VisitStatus.Confirmed, technician.Id), (visit.JobId, visit.Status, visit.TechnicianId));
    }

    [Fact]
    public async Task Plan_SoonerWindowByAnOffersHold_MovesTheVisitAndLeavesNoHold()
    {
        var windows = await app.FreeAsync();
        var job = await app.Data.JobAsync();
        Assert.IsType<VisitPlan.Planned>(await PlanAsync(job.Id, windows[3].Start));
        Assert.IsType<HoldOutcome.Held>(await app.HoldAsync("offer", windows[0]));

        Assert.IsType<VisitPlan.Planned>(await PlanAsync(job.Id, windows[0].Start, "offer"));

        Assert.Equal(windows[0], (await app.DbAsync(db => db.Visits.SingleAsync(Ct))).Window);
        Assert.Contains(windows[3], await app.FreeAsync());
    }

    [Fact]
    public async Task Plan_HoldThatRanOut_StandsInNobodysWay()
    {
        var job = await app.Data.JobAsync();
        var window = (await app.FreeAsync())[0];
        await app.HoldAsync("slow", window);
        app.Clock.Advance(BookingRules.HoldTime);

        Assert.IsType<VisitPlan.Planned>(await PlanAsync(job.Id, window.Start));

        Assert.Equal(1, await app.DbAsync(db => db.Visits.CountAsync(Ct)));
    }

    [Fact]
    public async Task Plan_ReturnWithTheVendorsAnswer_TakesTheReturnsTimeAndKeepsItsValidity()
    {
        var before = await app.Data.JobAsync(JobStatus.AwaitingVendor, await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.WorkWeekly([])));
        var onSite = await app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == before.LiveVisit!.TechnicianId, Ct));
        await app.Data.ActAsync(before.Id, onSite, (job, step) => job.EndVisitPartlyDone("The vendor takes a day", step));
        var windows = await app.FreeAsync();
        await app.Database.AsOwnerAsync("update vendor_cases set answer_valid_until = $1", (windows[1].Start + Duration.FromMinutes(30)).ToDateTimeUtc());

        Assert.IsType<VisitPlan.WindowTaken>(await PlanAsync(before.Id, windows[1].Start));
        Assert.IsType<VisitPlan.Planned>(await PlanAsync(before.Id, windows[0].Start));

        var visit = (await app.Data.LoadAsync(before.Id)).LiveVisit!;
        Assert.Equal(Duration.FromMinutes(45), visit.WorkEnd - visit.WorkStart);
    }

    /// <summary>Driving estimates that have grown since must not make a day impossible to change: the drive fills the gap that is there.</summary>
    [Fact]
    public async Task Redrive_LongerThanTheGap_FillsTheGap()
    {
        var full = await app.Data.StaffAsync(StaffRole.Technician);
        var start = TechnicianLock.DateOf(app.Clock.Now).PlusDays(1).At(new LocalTime(8, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        await app.Data.JobAsync(JobStatus.Scheduled, full, start + Duration.FromMinutes(15));
        var second = await app.Data.JobAsync(JobStatus.Scheduled, full, start + Duration.FromMinutes(105), zip: "44077");
        await app.Database.AsOwnerAsync("update visits set occupied_start = work_start - interval '5 minutes' where job_id = $1", second.Id);

        var waits = await app.Data.JobAsync();
        Assert.IsType<VisitPlan.Planned>(await PlanAsync(waits.Id, start + Duration.FromHours(6), technicianId: full.Id));

        var visit = (await app.Data.LoadAsync(second.Id)).LiveVisit!;
        Assert.Equal(start + Duration.FromMinutes(90), visit.OccupiedStart);
        Assert.Equal(0, await DoubleBookings.CountAsync(app.Database));
    }

    /// <summary>Whoever loses a visit drives to the next one from another place, on the day it leaves and on the day it comes to, also where both are one person's.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plan_OnAnotherDay_WritesTheDrivesOfBothDays(bool samePerson)
    {
        var one = await app.Data.StaffAsync(StaffRole.Technician);
        var other = samePerson ? one : await app.Data.StaffAsync(StaffRole.Technician);
        var start = TechnicianLock.DateOf(app.Clock.Now).PlusDays(2).At(new LocalTime(8, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        var next = start + Duration.FromDays(1);
        var moved = await app.Data.JobAsync(JobStatus.Scheduled, one, start);
        var left = await app.Data.JobAsync(JobStatus.Scheduled, one, start + Duration.FromHours(4), zip: "44077");
        var met = await app.Data.JobAsync(JobStatus.Scheduled, other, next + Duration.FromHours(4), zip: "44077");
        var plan = await app.WithAsync<Schedules, SchedulingPlan>(schedules => schedules.PlanAsync(Ct));
        await app.Database.AsOwnerAsync("update visits set occupied_start = work_start - interval '1 minute' where job_id = any($1)", new[] { left.Id, met.Id });

        Assert.IsType<VisitPlan.Planned>(await PlanAsync(moved.Id, next, technicianId: other.Id));

        Assert.Equal(plan.Travel.Between(one.HomeZip, "44077", start + Duration.FromHours(4)), await DriveAsync(left));
        Assert.Equal(plan.Travel.Between(TestData.Zip, "44077", next + Duration.FromHours(4)), await DriveAsync(met));

        async Task<Duration> DriveAsync(Job job) => (await app.Data.LoadAsync(job.Id)).LiveVisit is { } visit ? visit.WorkStart - visit.OccupiedStart : default;
    }

    /// <summary>A booking writes the drive behind it, which begins where it is now.</summary>
    [Fact]
    public async Task Book_BeforeAnotherVisit_WritesTheDriveToThatOne()
    {
        var full = await app.Data.StaffAsync(StaffRole.Technician);
        var start = TechnicianLock.DateOf(app.Clock.Now).PlusDays(2).At(new LocalTime(8, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        var behind = await app.Data.JobAsync(JobStatus.Scheduled, full, start + Duration.FromHours(6), zip: "44077");
        var before = (await app.Data.LoadAsync(behind.Id)).LiveVisit!.OccupiedStart;

        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Bookings.Of(start) with { Office = new OfficeBooking(Office, null, null, [], full.Id, false, null) }));

        var plan = await app.WithAsync<Schedules, SchedulingPlan>(schedules => schedules.PlanAsync(Ct));
        var visit = (await app.Data.LoadAsync(behind.Id)).LiveVisit!;
        Assert.NotEqual(before, visit.OccupiedStart);
        Assert.Equal(visit.WorkStart - plan.Travel.Between(TestData.Zip, "44077", visit.WorkStart), visit.OccupiedStart);
    }

    private Task<VisitPlan> PlanAsync(Guid jobId, Instant window, string? holdKey = null, Guid? technicianId = null) => app.WithAsync<IServiceProvider, VisitPlan>(services =>
    {
        var db = (CleveSecDb)services.GetService(typeof(CleveSecDb))!;
        return ((PlanVisit)services.GetService(typeof(PlanVisit))!).RunAsync(new VisitWish(db.Jobs.Where(job => job.Id == jobId), Office, technicianId, window, holdKey), Ct);
    });
}
