using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Reminders;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Reminders;

/// <summary>Who is reminded of what, and how often. Each test has a site of its own, because the reminders look at every visit.</summary>
public sealed class ReminderTests : IAsyncLifetime
{
    private static readonly Instant WindowStart = At(new LocalDate(2026, 11, 26), 10);
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Run_DayBeforeAndMorning_TwoLettersWithEverythingAndNoCalendar()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana Secret-Surname");
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, technician, WindowStart, email: "remind@example.com");

        Assert.Equal(0, await this.RunAsync(new LocalDate(2026, 11, 25), 16, 59));
        Assert.Equal(1, await this.RunAsync(new LocalDate(2026, 11, 25), 17));
        Assert.Equal(0, await this.RunAsync(new LocalDate(2026, 11, 25), 17, 1));
        Assert.Equal(1, await this.RunAsync(new LocalDate(2026, 11, 26), 7, 30));
        Assert.Equal(0, await this.RunAsync(new LocalDate(2026, 11, 26), 9));

        var mails = await this.MailsAsync(job.Id);
        Assert.Equal(2, mails.Count);
        Assert.StartsWith("Tomorrow we come to you: Thu, Nov 26, 10 am–12 pm", mails[0].Subject, StringComparison.Ordinal);
        Assert.StartsWith("Today we come to you: 10 am–12 pm", mails[1].Subject, StringComparison.Ordinal);
        Assert.All(mails, mail =>
        {
            Assert.Contains("Dana", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("Secret-Surname", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("photo ID", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("We tell you the price before we come.", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("/visit/{{visit-link}}", mail.TextBody, StringComparison.Ordinal);
            Assert.Null(mail.Calendar);
        });
    }

    /// <summary>Without the row's key each instance would send its own.</summary>
    [Fact]
    public async Task Run_ManyAtOnce_OneReminderAVisit()
    {
        for (var i = 0; i < 4; i++)
        {
            await this.app.Data.JobAsync(JobStatus.Scheduled, start: WindowStart, email: "remind@example.com");
        }

        this.app.Clock.Now = At(new LocalDate(2026, 11, 25), 17);
        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => this.RunAsync()));

        Assert.Equal(4, sent.Sum());
        Assert.Equal(4, await this.app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.Kind == "VisitReminderMail", Ct)));
    }

    [Fact]
    public async Task Run_SiteWasDown_CatchesUpWhileItIsTrue()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, start: WindowStart, email: "remind@example.com");

        Assert.Equal(1, await this.RunAsync(new LocalDate(2026, 11, 25), 20, 30));
        var later = await this.app.Data.JobAsync(JobStatus.Scheduled, start: At(new LocalDate(2026, 11, 27), 10), email: "remind@example.com");
        this.app.Clock.Now = At(new LocalDate(2026, 11, 27), 10);
        Assert.Equal(0, await this.RunAsync());

        Assert.Single(await this.MailsAsync(job.Id));
        Assert.Empty(await this.MailsAsync(later.Id));
    }

    [Fact]
    public async Task Run_MovedAfterTheReminder_RemindsOfTheNewWindowOnly()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, start: WindowStart, email: "remind@example.com");
        await this.RunAsync(new LocalDate(2026, 11, 25), 17);
        var office = await this.app.Data.StaffAsync(StaffRole.Dispatcher);
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        this.app.Clock.Now = At(new LocalDate(2026, 11, 25), 18);
        var placement = await this.app.Data.PlacementAsync(technician, At(new LocalDate(2026, 11, 27), 10));

        await this.app.Data.ActAsync(job.Id, office, (it, step) => it.Reschedule(placement, this.app.Data.Rules, step));

        Assert.Equal(0, await this.RunAsync(new LocalDate(2026, 11, 26), 7, 30));
        Assert.Equal(1, await this.RunAsync(new LocalDate(2026, 11, 26), 17));
        Assert.Equal(1, await this.RunAsync(new LocalDate(2026, 11, 27), 7, 30));
        Assert.Equal(3, (await this.MailsAsync(job.Id)).Count);
    }

    [Fact]
    public async Task Run_CancelledOrUnderWay_IsNotReminded()
    {
        var cancelled = await this.app.Data.JobAsync(JobStatus.Scheduled, start: WindowStart, email: "remind@example.com");
        await this.app.Data.ActAsync(cancelled.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.Cancel("no", this.app.Data.Rules, step));
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var underWay = await this.app.Data.JobAsync(JobStatus.Scheduled, technician, WindowStart, email: "remind@example.com");
        this.app.Clock.Now = At(new LocalDate(2026, 11, 26), 7, 10);
        await this.app.Data.ActAsync(underWay.Id, technician, (it, step) => it.Depart(step));

        Assert.Equal(0, await this.RunAsync(new LocalDate(2026, 11, 26), 7, 30));
    }

    [Fact]
    public async Task Run_NeitherMailNorConsent_IsOneCallInTheInbox()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, start: WindowStart, email: null);

        Assert.Equal(1, await this.RunAsync(new LocalDate(2026, 11, 25), 17));
        Assert.Equal(0, await this.RunAsync(new LocalDate(2026, 11, 25), 18));

        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("Tomorrow we come to you", (await office.GetAsync("/staff?view=calls")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await this.app.DbAsync(db => db.Messages.CountAsync(message => message.JobId == job.Id, Ct)));
    }

    [Theory]
    [InlineData(2027, 3, 14)]
    [InlineData(2027, 11, 7)]
    public async Task Run_AroundAClockChange_KeepsTheTimeOnTheClock(int year, int month, int day)
    {
        var changeDay = new LocalDate(year, month, day);
        this.app.Clock.Now = At(changeDay.PlusDays(-3), 10);
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, start: At(changeDay.PlusDays(1), 10), email: "remind@example.com");

        Assert.Equal(0, await this.RunAsync(changeDay, 16, 59));
        Assert.Equal(1, await this.RunAsync(changeDay, 17));
        Assert.Equal(0, await this.RunAsync(changeDay.PlusDays(1), 7, 29));
        Assert.Equal(1, await this.RunAsync(changeDay.PlusDays(1), 7, 30));
        Assert.Equal(2, (await this.MailsAsync(job.Id)).Count);
    }

    private static Instant At(LocalDate date, int hour, int minute = 0) => date.At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();

    private Task<int> RunAsync(LocalDate date, int hour, int minute = 0)
    {
        this.app.Clock.Now = At(date, hour, minute);
        return this.RunAsync();
    }

    private Task<int> RunAsync() => this.app.WithAsync<SendReminders, int>(reminders => reminders.RunAsync(Ct));

    private Task<List<OutboxMail>> MailsAsync(Guid jobId) => this.app.DbAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.JobId == jobId && mail.Kind == "VisitReminderMail").OrderBy(mail => mail.Id).ToListAsync(Ct));
}
