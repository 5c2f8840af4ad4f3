using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Booking;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>Where a person has to talk with the customer before anybody comes: the job is there, the visit is not, and both sides know.</summary>
public sealed class CallFirstTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await app.Data.StaffAsync(StaffRole.Technician);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(OwnerSituation.LandlordTenant, CallBackReason.LandlordTenant)]
    [InlineData(OwnerSituation.Partner, CallBackReason.Partner)]
    [InlineData(OwnerSituation.Leased, CallBackReason.Leased)]
    [InlineData(OwnerSituation.Federal, CallBackReason.Federal)]
    [InlineData(OwnerSituation.NotSure, CallBackReason.OwnerNotKnown)]
    public async Task Book_SituationThatNeedsAPerson_ReportsWithoutAVisitAndReleasesTheHold(OwnerSituation situation, CallBackReason why)
    {
        var window = (await app.FreeAsync())[0];
        await app.HoldAsync("mine", window);

        var first = Assert.IsType<BookingOutcome.CallBackFirst>(await app.BookAsync(Bookings.Of(window.Start, "mine") with { Intake = new JobIntake { Situation = situation } }));

        var job = await app.Data.LoadAsync(first.JobId);
        Assert.Equal((JobStatus.Reported, why, OwnerSituations.Words(why), window.Start), (job.Status, job.CallBack, job.QueueReason, job.WantedWindowStart));
        Assert.Equal(0, await app.DbAsync(db => db.Visits.CountAsync(Ct)));
        Assert.NotEmpty(first.SessionKey);
    }

    [Theory]
    [InlineData(Language.English, "We call you first", "Monday to Friday", "no visit is planned yet")]
    [InlineData(Language.Spanish, "Primero le llamamos", "lunes a viernes", "no hay ninguna visita prevista")]
    public async Task Book_CallFirst_TellsTheCustomerInTheirLanguageWithoutSayingWhy(Language language, string subject, string hours, string words)
    {
        await app.Database.AsOwnerAsync("update office_settings set hours = array['Monday 08:00-17:00', 'Tuesday 08:00-17:00', 'Wednesday 08:00-17:00', 'Thursday 08:00-17:00', 'Friday 08:00-17:00']");

        var first = Assert.IsType<BookingOutcome.CallBackFirst>(await app.BookAsync(Bookings.Of((await app.FreeAsync())[0].Start) with { Language = language, Intake = new JobIntake { Situation = OwnerSituation.Partner } }));

        var mail = await app.DbAsync(db => db.OutboxMails.SingleAsync(mail => mail.JobId == first.JobId, Ct));
        Assert.StartsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(hours, mail.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(words, mail.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Web.Ui.Office.PhoneShown, mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("partner", mail.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Null(mail.Calendar);
    }

    /// <summary>However the apartment is written. Another apartment of the house, and a door whose jobs are over, are none of it.</summary>
    [Fact]
    public async Task Book_ThirdOpenForOneDoor_IsCalledFirst()
    {
        var windows = await app.FreeAsync();
        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(At("12 Main St.", "Apt 3", 0)));
        var second = Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(At("12 main st", "#3", 1)));
        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(At("12 Main St", "Apt 4", 2)));

        var third = Assert.IsType<BookingOutcome.CallBackFirst>(await app.BookAsync(At("12  MAIN ST", "3", 3)));

        Assert.Equal(CallBackReason.SeveralOpen, (await app.Data.LoadAsync(third.JobId)).CallBack);
        await app.Database.AsOwnerAsync("update jobs set status = 'Cancelled' where id = any($1)", new[] { second.JobId, third.JobId });
        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(At("12 Main St", "3", 4)));

        BookingRequest At(string street, string unit, int window) => Bookings.Of(windows[window].Start) with { Street = street, Unit = unit };
    }

    /// <summary>Without the door's lock each of them would count the same two and book.</summary>
    [Fact]
    public async Task Book_TenAtOnceForOneDoor_TwoBookAndTheOthersAreCalledFirst()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        var windows = await app.FreeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => app.BookAsync(Bookings.Of(windows[i].Start) with { Street = "7 Elm Street" })));

        Assert.Equal(2, outcomes.Count(outcome => outcome is BookingOutcome.Booked));
        Assert.Equal(8, outcomes.Count(outcome => outcome is BookingOutcome.CallBackFirst));
    }

    [Fact]
    public async Task Book_CallFirstTwice_IsAnsweredAlikeAndReportsOnce()
    {
        var request = Bookings.Of((await app.FreeAsync())[0].Start) with { Intake = new JobIntake { Situation = OwnerSituation.Federal } };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.BookAsync(request)));

        Assert.Single(outcomes.Select(outcome => Assert.IsType<BookingOutcome.CallBackFirst>(outcome).JobId).Distinct());
        Assert.Equal(1, await app.DbAsync(db => db.Jobs.CountAsync(Ct)));
        Assert.Equal(1, await app.DbAsync(db => db.OutboxMails.CountAsync(Ct)));
    }

    [Fact]
    public async Task Inbox_CallFirst_IsACallToMake()
    {
        var first = Assert.IsType<BookingOutcome.CallBackFirst>(await app.BookAsync(Bookings.Of(null) with { Intake = new JobIntake { Situation = OwnerSituation.Leased } }));
        using var browser = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await browser.GetAsync("/staff?view=Calls");

        Assert.Contains("Call before planning a visit", page.Text, StringComparison.Ordinal);
        Assert.Contains("the recorder is leased", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.All("a[href='tel:+12165550142']"));
        Assert.NotEmpty(page.All($"a[href='{Links.JobVisit((await app.Data.LoadAsync(first.JobId)).Number)}']"));
    }

    /// <summary>Somebody else's mail address and number on a booking lead to nothing of theirs.</summary>
    [Fact]
    public async Task Book_MailAndPhoneOfAnEarlierCustomer_MakesAnotherCustomer()
    {
        var windows = await app.FreeAsync();
        var mine = Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Bookings.Of(windows[0].Start)));
        var theirs = Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Bookings.Of(windows[1].Start) with { Name = "Somebody Else" }));

        var (first, second) = (await app.Data.LoadAsync(mine.JobId), await app.Data.LoadAsync(theirs.JobId));
        Assert.NotEqual(first.CustomerId, second.CustomerId);
        Assert.Equal("Ana O'Brien-Muñoz", first.Customer.Name);
    }
}
