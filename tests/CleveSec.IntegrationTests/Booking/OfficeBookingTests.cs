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

/// <summary>The office books by the same rules, may set some aside with a reason, and is never in two places at once.</summary>
public sealed class OfficeBookingTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private StaffMember dispatcher = null!;
    private StaffMember technician = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        dispatcher = await app.Data.StaffAsync(StaffRole.Dispatcher, "Dana Dispatcher");
        technician = await app.Data.StaffAsync(StaffRole.Technician);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Book_ByTheOffice_IsConfirmedAtOnceAndNamesWhoDidIt()
    {
        var window = (await app.FreeAsync())[0];

        var booked = Assert.IsType<BookingOutcome.Booked>(await BookAsync(window.Start));

        var job = await app.Data.LoadAsync(booked.JobId);
        Assert.Equal((JobStatus.Scheduled, VisitStatus.Confirmed, false), (job.Status, job.LiveVisit!.Status, job.RulesOverridden));
        Assert.All(job.Events, happened => Assert.Equal(("Dana Dispatcher", ActorRole.Dispatcher), (happened.ActorName, happened.ActorRole)));
        Assert.Equal(["BookingConfirmedMail", "VisitAssignedMail"], await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id).Select(mail => mail.Kind).Order().ToListAsync(Ct)));
        Assert.Empty(booked.SessionKey);
        Assert.Equal(0, await app.DbAsync(db => db.CustomerSessions.CountAsync(Ct)));
    }

    [Fact]
    public async Task Book_WithoutMail_MakesACallAndBooks()
    {
        var booked = Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Office((await app.FreeAsync())[0].Start) with { Email = null }));

        Assert.Equal(1, await app.DbAsync(db => db.Messages.CountAsync(message => message.JobId == booked.JobId && message.Channel == Domain.Customers.MessageChannel.Phone, Ct)));
    }

    [Fact]
    public async Task Book_WithoutAWindow_IsOnlyReported()
    {
        var booked = Assert.IsType<BookingOutcome.Booked>(await BookAsync(null));

        var job = await app.Data.LoadAsync(booked.JobId);
        Assert.Equal((JobStatus.Reported, null, app.Clock.Now), (job.Status, job.CallBack, job.QueuedAt));
        Assert.Empty(job.Visits);
    }

    [Fact]
    public async Task Book_EarlierCustomerSiteAndRecorder_TakesTheirs()
    {
        var before = await app.Data.JobAsync();

        var booked = Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Office((await app.FreeAsync())[0].Start) with
        {
            Brands = [],
            Office = By with { CustomerId = before.CustomerId, SiteId = before.SiteId, RecorderIds = [before.Recorders[0].RecorderId] },
        }));

        var job = await app.Data.LoadAsync(booked.JobId);
        Assert.Equal((before.CustomerId, before.SiteId, before.Recorders[0].RecorderId, "Casey Morgan"), (job.CustomerId, job.SiteId, Assert.Single(job.Recorders).RecorderId, job.Customer.Name));
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(Ct)));
    }

    [Fact]
    public async Task Book_SiteOfAnotherCustomer_IsNotFoundAndWritesNothing()
    {
        var (mine, theirs) = (await app.Data.JobAsync(), await app.Data.JobAsync());
        var window = (await app.FreeAsync())[0].Start;

        Assert.IsType<BookingOutcome.NotFound>(await app.BookAsync(Office(window) with { Office = By with { CustomerId = mine.CustomerId, SiteId = theirs.SiteId } }));
        Assert.IsType<BookingOutcome.NotFound>(await app.BookAsync(Office(window) with { Office = By with { CustomerId = mine.CustomerId, SiteId = mine.SiteId, RecorderIds = [theirs.Recorders[0].RecorderId] } }));
        Assert.IsType<BookingOutcome.NotFound>(await app.BookAsync(Office(window) with { Office = By with { CustomerId = Guid.NewGuid() } }));
        Assert.Equal(2, await app.DbAsync(db => db.Jobs.CountAsync(Ct)));
        Assert.Equal(0, await app.DbAsync(db => db.Visits.CountAsync(Ct)));
    }

    [Fact]
    public async Task Book_ThirdForOneDoor_StillBooks()
    {
        foreach (var window in (await app.FreeAsync()).Take(3))
        {
            Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Office(window.Start) with { Street = "1 Main Street" }));
        }
    }

    /// <summary>Monday to Friday, 8 to 18, are the technician's hours; the calendar has windows from 8 to 18 every day.</summary>
    [Fact]
    public async Task Book_OutsideWorkingHours_NeedsAReasonAndMarksTheJob()
    {
        var saturday = At(IsoDayOfWeek.Saturday, 8, 0);

        var refused = Assert.IsType<BookingOutcome.AgainstRules>(await BookAsync(saturday));
        var booked = Assert.IsType<BookingOutcome.Booked>(await BookAsync(saturday, By with { OverrideReason = "The shop is closed on weekdays" }));

        Assert.Equal([OfficeRules.Words(BookingRule.Hours)], refused.Rules);
        var job = await app.Data.LoadAsync(booked.JobId);
        Assert.True(job.RulesOverridden);
        var note = Assert.Single(job.Events, happened => happened.Kind == "RuleOverridden");
        Assert.Equal((OfficeRules.Words(BookingRule.Hours), "The shop is closed on weekdays"), (note.Detail["rule"], note.Detail["reason"]));
    }

    [Fact]
    public async Task Book_TimeOfNoWindow_IsAgainstTheCalendar()
    {
        var odd = At(IsoDayOfWeek.Wednesday, 9, 15);

        Assert.Equal([OfficeRules.Words(BookingRule.Calendar)], Assert.IsType<BookingOutcome.AgainstRules>(await BookAsync(odd)).Rules);
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(odd, By with { OverrideReason = "As agreed" }));
    }

    [Fact]
    public async Task Book_SkillAndArea_AreNamedTogether()
    {
        await app.Database.AsOwnerAsync("update staff_members set skills = array['Lorex'] where id = $1", technician.Id);
        await app.Database.AsOwnerAsync("update service_zips set served = false where zip = '44077'");
        var window = At(IsoDayOfWeek.Wednesday, 12, 0);

        var refused = Assert.IsType<BookingOutcome.AgainstRules>(await app.BookAsync(Office(window) with { Zip = "44077" }));

        Assert.Equal([OfficeRules.Words(BookingRule.Area), OfficeRules.Words(BookingRule.Skill)], refused.Rules);
        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Office(window, By with { OverrideReason = "Knows them too" }) with { Zip = "44077" }));
        Assert.IsType<BookingOutcome.OutsideArea>(await app.BookAsync(Office(window, By with { OverrideReason = "Far" }) with { Zip = "90210" }));
        Assert.IsType<BookingOutcome.OutsideArea>(await app.BookAsync(Bookings.Of(window) with { Zip = "44077" }));
    }

    [Fact]
    public async Task Book_MostVisitsOfTheDay_NeedsAReason()
    {
        await app.Database.AsOwnerAsync("update staff_members set most_visits = 1 where id = $1", technician.Id);
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(At(IsoDayOfWeek.Wednesday, 8, 0)));

        Assert.Equal([OfficeRules.Words(BookingRule.MostVisits)], Assert.IsType<BookingOutcome.AgainstRules>(await BookAsync(At(IsoDayOfWeek.Wednesday, 14, 0))).Rules);
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(At(IsoDayOfWeek.Wednesday, 14, 0), By with { OverrideReason = "One more" }));
    }

    /// <summary>Whatever the reason.</summary>
    [Fact]
    public async Task Book_WhereTheTechnicianIsAlready_IsTaken()
    {
        var window = At(IsoDayOfWeek.Wednesday, 8, 0);
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window));
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window));

        var taken = Assert.IsType<BookingOutcome.WindowTaken>(await BookAsync(window, By with { OverrideReason = "Squeeze it in" }));

        Assert.NotEmpty(taken.Nearest);
        Assert.Equal(0, await DoubleBookings.CountAsync(app.Database));
    }

    /// <summary>Half of the day is kept until ten o'clock of it; what is urgent may use it, and with a reason everything.</summary>
    [Fact]
    public async Task Book_IntoTheReserve_IsForUrgentWork()
    {
        await app.Database.AsOwnerAsync("update booking_settings set reserve_percent = 90, reserve_until = '10:00'");
        var window = At(IsoDayOfWeek.Wednesday, 8, 0);

        Assert.Equal([OfficeRules.Words(BookingRule.Reserve)], Assert.IsType<BookingOutcome.AgainstRules>(await BookAsync(window)).Rules);
        Assert.IsType<BookingOutcome.WindowTaken>(await app.BookAsync(Bookings.Of(window)));
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window, By with { Urgent = true }));
        Assert.IsType<BookingOutcome.Booked>(await BookAsync(window, By with { OverrideReason = "A neighbour's break-in" }));
    }

    [Fact]
    public async Task Book_WindowThatHasBegun_NeedsNoNotice()
    {
        var begun = app.Clock.Now.InZone(BookingRules.Zone).Date.At(new LocalTime(10, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        app.Clock.Now = begun + Duration.FromMinutes(5);

        Assert.IsType<BookingOutcome.WindowTaken>(await app.BookAsync(Bookings.Of(begun)));
        var booked = Assert.IsType<BookingOutcome.Booked>(await BookAsync(begun));

        Assert.True((await app.Data.LoadAsync(booked.JobId)).LiveVisit!.WorkStart > app.Clock.Now);
    }

    [Fact]
    public async Task Book_GivenTechnician_IsTheirs()
    {
        var other = await app.Data.StaffAsync(StaffRole.Technician);

        var booked = Assert.IsType<BookingOutcome.Booked>(await BookAsync(At(IsoDayOfWeek.Wednesday, 8, 0), By with { TechnicianId = other.Id }));

        Assert.Equal(other.Id, (await app.Data.LoadAsync(booked.JobId)).LiveVisit!.TechnicianId);
    }

    private OfficeBooking By => new(new Actor(ActorRole.Dispatcher, dispatcher.Id, dispatcher.Name), null, null, [], null, false, null);

    private BookingRequest Office(Instant? window, OfficeBooking? office = null) => Bookings.Of(window) with { Office = office ?? By };

    private Task<BookingOutcome> BookAsync(Instant? window, OfficeBooking? office = null) => app.BookAsync(Office(window, office));

    /// <summary>The next such day after today.</summary>
    private Instant At(IsoDayOfWeek day, int hour, int minute) =>
        TechnicianLock.DateOf(app.Clock.Now).Next(day).At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();
}
