using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.UseCases.Waitlist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Waitlist;

/// <summary>
/// One technician whose visits fill the windows of tomorrow; what gets free is offered. Each test has a site of its own, because the rounds look at everybody who waits. The clock
/// begins on a Tuesday at 10.
/// </summary>
public sealed class WaitlistTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private StaffMember technician = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await this.app.InitializeAsync();

        // There is room for one visit a day, in the window from 10 to 12.
        this.technician = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana Park", staff => staff.WorkWeekly(
        [
            new WorkingHours(IsoDayOfWeek.Wednesday, new LocalTime(10, 0), new LocalTime(11, 20)),
            new WorkingHours(IsoDayOfWeek.Thursday, new LocalTime(10, 0), new LocalTime(11, 20)),
            new WorkingHours(IsoDayOfWeek.Friday, new LocalTime(10, 0), new LocalTime(11, 20)),
        ]));
    }

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Round_AWindowGetsFree_IsOfferedKeptAndTaken()
    {
        var early = await this.JobAsync(25);
        var late = await this.JobAsync(26);
        using var customer = await this.JoinAsync(late);
        Assert.Equal(0, await this.RoundAsync());
        await this.CancelAsync(early);

        Assert.Equal(1, await this.RoundAsync());
        Assert.Equal(0, await this.RoundAsync());

        var key = await this.KeyAsync(late.Id);
        using var anybody = this.app.Client();
        var page = (await anybody.GetAsync($"/visit/offer/{key}")).Expect(HttpStatusCode.OK);
        Assert.Contains("Wed, Nov 25", page.Text, StringComparison.Ordinal);
        Assert.Contains("Thu, Nov 26", page.Text, StringComparison.Ordinal);
        Assert.Contains("until 10:10 am", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Casey", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await this.app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)));

        Assert.Contains("Your visit comes sooner", (await anybody.SubmitAsync($"form[action='/visit/offer/{key}']")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("Your visit comes sooner", (await this.AgainAsync(anybody, key)).Text, StringComparison.Ordinal);

        var moved = (await this.app.Data.LoadAsync(late.Id)).LiveVisit!;
        Assert.Equal(25, moved.Day.Day);
        Assert.Equal(0, await this.app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)));
        Assert.Equal(1, await this.app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == late.Id && mail.Kind == "VisitChangedMail", Ct)));
        Assert.Equal(0, await this.app.DbAsync(db => db.WaitlistEntries.CountAsync(entry => entry.EndedAt == null, Ct)));
    }

    /// <summary>Without the memory of what passed somebody who does not look at mails would get one every ten minutes.</summary>
    [Fact]
    public async Task Round_OfferRunsOut_TheNextIsAskedAndTheSameOneNotAgain()
    {
        var early = await this.JobAsync(25);
        var second = await this.JobAsync(26);
        var third = await this.JobAsync(27);
        using var first = await this.JoinAsync(second);
        this.app.Clock.Advance(Duration.FromMinutes(1));
        using var other = await this.JoinAsync(third);
        await this.CancelAsync(early);

        Assert.Equal(1, await this.RoundAsync());
        var key = await this.KeyAsync(second.Id);
        this.app.Clock.Advance(Duration.FromMinutes(10));
        using var anybody = this.app.Client();
        Assert.Contains("This offer is over", (await anybody.GetAsync($"/visit/offer/{key}")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(1, await this.RoundAsync());

        Assert.Equal(2, await this.OffersAsync());
        await this.KeyAsync(third.Id);
        this.app.Clock.Advance(Duration.FromMinutes(10));
        Assert.Equal(0, await this.RoundAsync());
        Assert.Equal(26, (await this.app.Data.LoadAsync(second.Id)).LiveVisit!.Day.Day);
    }

    [Fact]
    public async Task Round_TwoWaitForOneWindow_OneIsOfferedIt()
    {
        var early = await this.JobAsync(25);
        using var first = await this.JoinAsync(await this.JobAsync(26));
        using var second = await this.JoinAsync(await this.JobAsync(27));
        await this.CancelAsync(early);

        var offered = await Task.WhenAll(this.RoundAsync(), this.RoundAsync(), this.RoundAsync());

        Assert.Equal(1, offered.Sum());
        Assert.Equal(1, await this.app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)));
    }

    [Fact]
    public async Task Refuse_AnOffer_FreesItForTheNextAtOnce()
    {
        var early = await this.JobAsync(25);
        var second = await this.JobAsync(26);
        using var first = await this.JoinAsync(second);
        this.app.Clock.Advance(Duration.FromMinutes(1));
        using var other = await this.JoinAsync(await this.JobAsync(27));
        await this.CancelAsync(early);
        await this.RoundAsync();
        var key = await this.KeyAsync(second.Id);
        using var anybody = this.app.Client();
        await anybody.GetAsync($"/visit/offer/{key}");

        Assert.Contains("Your visit stays as it is", (await anybody.SubmitAsync($"form[action='/visit/offer/{key}?handler=Refuse']")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        Assert.Equal(1, await this.RoundAsync());
        Assert.Equal(2, await this.OffersAsync());
    }

    [Fact]
    public async Task Round_QuietHoursWindowsSeenBeforeOrVisitGone_OffersNothing()
    {
        var free = await this.JobAsync(26);
        using var seen = await this.JoinAsync(free);
        Assert.Equal(0, await this.RoundAsync());
        var early = await this.JobAsync(25);
        await this.CancelAsync(early);
        this.app.Clock.Now = At(24, 22);
        Assert.Equal(0, await this.RoundAsync());
        this.app.Clock.Now = At(24, 20);
        await this.CancelAsync(free);

        Assert.Equal(0, await this.RoundAsync());

        Assert.Equal(0, await this.app.DbAsync(db => db.WaitlistEntries.CountAsync(entry => entry.EndedAt == null, Ct)));
    }

    [Fact]
    public async Task Take_TheWindowWasTakenMeanwhile_SaysSoAndTheVisitStays()
    {
        var early = await this.JobAsync(25);
        var late = await this.JobAsync(26);
        using var customer = await this.JoinAsync(late);
        await this.CancelAsync(early);
        await this.RoundAsync();
        var key = await this.KeyAsync(late.Id);
        using var anybody = this.app.Client();
        await anybody.GetAsync($"/visit/offer/{key}");
        this.app.Clock.Advance(Duration.FromMinutes(11));

        // As whoever books next does with holds that have run out.
        await this.app.DbAsync(db => db.Visits.Where(visit => visit.Status == VisitStatus.Held).ExecuteDeleteAsync(Ct));
        await this.JobAsync(25);

        Assert.Contains("This offer is over", (await anybody.SubmitAsync($"form[action='/visit/offer/{key}']")).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);

        Assert.Equal(26, (await this.app.Data.LoadAsync(late.Id)).LiveVisit!.Day.Day);
    }

    [Fact]
    public async Task Visit_NobodyToTell_DoesNotOfferTheWaitlist()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, this.technician, At(26, 10), email: null);
        using var customer = await this.app.Data.CustomerClientAsync(job.Id);

        Assert.DoesNotContain("something sooner", (await customer.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_AfterJoining_NothingIsOffered()
    {
        var early = await this.JobAsync(25);
        using var customer = await this.JoinAsync(await this.JobAsync(26));
        await customer.GetAsync("/visit");
        (await customer.SubmitAsync("form[action='/visit/sooner?handler=Leave']")).ExpectRedirect("/visit");
        await this.CancelAsync(early);

        Assert.Equal(0, await this.RoundAsync());
    }

    private static Instant At(int day, int hour) => new LocalDate(2026, 11, day).At(new LocalTime(hour, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();

    /// <summary>Fills the one window of that day.</summary>
    private Task<Job> JobAsync(int day) => this.app.Data.JobAsync(JobStatus.Scheduled, this.technician, At(day, 10));

    private async Task<SiteClient> JoinAsync(Job job)
    {
        var customer = await this.app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit");
        (await customer.SubmitAsync("form[action='/visit/sooner?handler=Join']")).ExpectRedirect("/visit");
        return customer;
    }

    private async Task CancelAsync(Job job) => await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.Cancel("Called off.", this.app.Data.Rules, step));

    private Task<int> RoundAsync() => this.app.WithAsync<OfferSooner, int>(offers => offers.RunAsync(Ct));

    private Task<int> OffersAsync() => this.app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.Kind == "SoonerWindowMail", Ct));

    private async Task<string> KeyAsync(Guid jobId)
    {
        var mail = await this.app.DbAsync(db => db.OutboxMails.Where(row => row.JobId == jobId && row.Kind == "SoonerWindowMail").OrderByDescending(row => row.Id).FirstAsync(Ct));
        return this.app.Services.GetRequiredService<SecretBox>().OpenMail(mail.SealedSecrets)["offer-link"];
    }

    private async Task<SitePage> AgainAsync(SiteClient client, string key)
    {
        var token = (await client.GetAsync("/visit/find")).All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");
        return await client.PostAsync($"/visit/offer/{key}", ("__RequestVerificationToken", token));
    }
}
