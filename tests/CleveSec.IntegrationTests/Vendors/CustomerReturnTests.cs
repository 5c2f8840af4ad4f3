using System.Globalization;
using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Scheduling;
using CleveSec.Web.UseCases.Waitlist;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using LocalTime = NodaTime.LocalTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>
/// A customer whose visit waits for somebody to come back with a vendor's answer is offered the windows that they can have: of the return visit's length, while the answer is good and
/// the vendor can be reached. An app a test: what is free depends on who works. The clock begins on a Tuesday at 10.
/// </summary>
public sealed class CustomerReturnTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private StaffMember technician = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>On Wednesday, Thursday and Friday there is room for the three quarters of an hour of a return visit between 10 and 12, and not for the hour of a first one.</summary>
    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        technician = await app.Data.StaffAsync(StaffRole.Technician, "Robin Vale", staff => staff.WorkWeekly(
            new[] { IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday }.Select(day => new WorkingHours(day, new LocalTime(10, 0), new LocalTime(10, 58)))));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Change_AReturnVisit_OffersOnlyWhatCanBeHad()
    {
        var job = await PlannedAsync(26, validity: 72);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        var page = (await customer.GetAsync("/visit/change?more=true")).Expect(HttpStatusCode.OK);

        // Friday's window ends after the answer.
        Assert.Equal([Key(25)], page.All("input[name=Window]").Select(input => input.GetAttribute("value")));
        (await customer.SubmitAsync("main form", ("Window", Key(25)))).ExpectRedirect("/visit");
        Assert.Equal(At(25, 10), (await app.Data.LoadAsync(job.Id)).LiveVisit!.WindowStart);
    }

    [Fact]
    public async Task Change_NoOtherWindowFits_SaysToCall()
    {
        var job = await PlannedAsync(26, validity: 72);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/visit/change");
        await ReturnVisits.SupportAsync(app, "Thursday 08:00-17:00");

        // From a page opened before the vendor's hours were set.
        var late = (await customer.SubmitAsync("main form", ("Window", Key(25)))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("That window is not free any more. Your old one still stands.", late.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("These are free", late.Text, StringComparison.Ordinal);
        Assert.Contains("No other window is free. Please call", late.Text, StringComparison.Ordinal);
        var page = (await customer.GetAsync("/visit/change")).Expect(HttpStatusCode.OK);
        Assert.Empty(page.All("input[name=Window]"));
        Assert.Contains("No other window is free. Please call", page.Text, StringComparison.Ordinal);
        Assert.Equal(At(26, 10), (await app.Data.LoadAsync(job.Id)).LiveVisit!.WindowStart);
    }

    /// <summary>The control is the first row: the same window, while the vendor can be reached.</summary>
    [Theory]
    [InlineData("Wednesday 08:00-17:00", 1)]
    [InlineData("Wednesday 08:00-11:00", 0)]
    public async Task Waitlist_AWindowGetsFree_IsOfferedWhereTheVendorCanBeReached(string wednesday, int offers)
    {
        await ReturnVisits.SupportAsync(app, wednesday, "Thursday 08:00-17:00");
        var early = await app.Data.JobAsync(JobStatus.Scheduled, technician, At(25, 10));
        var job = await PlannedAsync(26, validity: 72);
        await JoinAsync(job);
        Assert.Equal(0, await RoundAsync());
        await app.Data.ActAsync(early.Id, ReturnVisits.Office, (it, step) => it.Cancel("Called off.", app.Data.Rules, step));

        Assert.Equal(offers, await RoundAsync());

        Assert.Equal(offers, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == job.Id && mail.Kind == "SoonerWindowMail", Ct)));
        Assert.Equal(offers, await app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)));
    }

    [Fact]
    public async Task Waitlist_AWindowThatWasFreeOnJoining_IsNotOffered()
    {
        var job = await PlannedAsync(26, validity: 72);
        await JoinAsync(job);

        Assert.Equal(0, await RoundAsync());

        Assert.Equal(0, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.Kind == "SoonerWindowMail", Ct)));
    }

    private static Instant At(int day, int hour, int minute = 0) => new LocalDate(2026, 11, day).At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();

    /// <summary>That day's window from 10 to 12 as the form sends it.</summary>
    private static string Key(int day) => At(day, 10).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="validity">Of the answer, in hours from now.</param>
    private async Task<Job> PlannedAsync(int day, int validity)
    {
        var job = await ReturnVisits.AnsweredAsync(app, validity);
        Assert.IsType<VisitPlan.Planned>(await ReturnVisits.PlanAsync(app, job.Id, technician, At(day, 10, 10)));
        return job;
    }

    private async Task JoinAsync(Job job)
    {
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit");
        (await customer.SubmitAsync("form[action='/visit/sooner?handler=Join']")).ExpectRedirect("/visit");
    }

    private Task<int> RoundAsync() => app.WithAsync<OfferSooner, int>(offers => offers.RunAsync(Ct));
}
