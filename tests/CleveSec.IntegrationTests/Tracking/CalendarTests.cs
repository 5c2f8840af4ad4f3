using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.IntegrationTests.Tracking;

/// <summary>What calendar programs get: invitations they accept, changes they follow, and an end to what is called off.</summary>
public sealed partial class CalendarTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VisitTakenOff_MailCancelsTheEntryNamesTheTimeAndTheNextVisitCountsOn()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var window = job.LiveVisit!.Window;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/unschedule");

        (await office.SubmitAsync("main form", ("Input.Choice", "The technician cannot come"), ("Input.Words", "Said on the phone."))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var mail = await MailAsync(job.Id, "VisitOffMail");
        Assert.Contains("METHOD:CANCEL", mail.Calendar, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", mail.Calendar, StringComparison.Ordinal);
        Assert.Contains($"UID:{job.Id:N}@", mail.Calendar, StringComparison.Ordinal);
        Assert.Contains($"Nobody comes {LocalTime.DayAndSpan(window)}.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(LocalTime.DayAndSpan(window), mail.Subject, StringComparison.Ordinal);
        app.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var placement = await app.Data.PlacementAsync(technician);
        await app.Data.ActAsync(job.Id, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.Schedule(placement, app.Data.Rules, step));
        Assert.True(SequenceOf(await FileAsync(job.Id)) > SequenceOf(mail.Calendar!), await FileAsync(job.Id));
    }

    [Fact]
    public async Task VisitWithoutAccess_MailNamesTheTimeAndLeavesTheEntry()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/no-access");

        await office.SubmitAsync("main form", ("Input.Choice", "Nobody was there"), ("Input.Words", "Rang twice."));

        var mail = await MailAsync(job.Id, "VisitOffMail");
        Assert.Null(mail.Calendar);
        Assert.Contains(LocalTime.DayAndSpan(job.LiveVisit!.Window), mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody comes", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_BeforeAndAfterAcceptance_IsTentativeThenConfirmedWithOrganizerAndAttendee()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "guest@example.com");

        var before = await FileAsync(job.Id);
        await app.Data.ActAsync(job.Id, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        var after = await FileAsync(job.Id);

        Assert.Contains("METHOD:REQUEST", before, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ORGANIZER;CN=""?Cleveland Security Cameras""?:mailto:office@clevesec\.invalid\r?$", before);
        Assert.Matches(@"(?m)^ATTENDEE;.*CN=""?Casey Morgan""?.*:mailto:guest@example\.com\r?$", before);
        Assert.Contains("STATUS:TENTATIVE", before, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED", after, StringComparison.Ordinal);
    }

    /// <summary>A calendar program shows the entry with the highest number: were one step not to count on, it would keep what is over.</summary>
    [Fact]
    public async Task Mails_FromBookedToANewVisit_KeepOneUidAndCountOn()
    {
        var technicians = new[] { await app.Data.StaffAsync(StaffRole.Technician), await app.Data.StaffAsync(StaffRole.Technician) };
        using var client = app.Client();
        var page = await BookingForm.OpenAsync(client, app.Clock);
        (await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(page), "Casey Morgan", "series@example.com"))).ExpectRedirect("/book/booked");
        var jobId = await app.DbAsync(db => db.Jobs.Where(job => job.Customer.Email == "series@example.com").Select(job => job.Id).SingleAsync(Ct));
        var number = (await app.Data.LoadAsync(jobId)).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{number}");
        (await office.SubmitAsync($"form[action='/staff/jobs/{number}?handler=Accept']")).ExpectRedirect($"/staff/jobs/{number}");
        await MoveAsync(client, "/visit/change");
        var visit = (await app.Data.LoadAsync(jobId)).LiveVisit!;
        await PlanAsync(jobId, technicians.First(technician => technician.Id != visit.TechnicianId).Id, visit.WindowStart);
        await office.GetAsync($"/staff/jobs/{number}/unschedule");
        (await office.SubmitAsync("main form", ("Input.Choice", "The technician cannot come"), ("Input.Words", "Said on the phone."))).ExpectRedirect($"/staff/jobs/{number}");
        await PlanAsync(jobId, null, visit.WindowStart);
        await office.GetAsync($"/staff/jobs/{number}/cancel");
        (await office.SubmitAsync("main form", ("Input.Choice", "The customer does not want it any more"), ("Input.Words", "Said on the phone."))).ExpectRedirect($"/staff/jobs/{number}");

        var mails = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == jobId && mail.Calendar != null).OrderBy(mail => mail.Id).ToListAsync(Ct));
        Assert.Equal(
            ["BookingConfirmedMail", "VisitConfirmedMail", "VisitChangedMail", "VisitChangedMail", "VisitOffMail", "BookingConfirmedMail", "VisitCancelledMail"],
            mails.Select(mail => mail.Kind));
        var sequences = mails.Select(mail => SequenceOf(mail.Calendar!)).ToList();
        Assert.True(sequences.Zip(sequences.Skip(1)).All(pair => pair.First < pair.Second), string.Join(" ", sequences));
        Assert.All(mails, mail => Assert.Contains($"UID:{jobId:N}@clevesec.test", Unfolded(mail.Calendar!), StringComparison.Ordinal));
        Assert.Equal(["TENTATIVE", "CONFIRMED", "TENTATIVE", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED"], mails.Select(mail => Status().Match(mail.Calendar!).Groups[1].Value));
        Assert.All(mails, mail => Assert.Contains("TZID:America/New_York", mail.Calendar, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Accept_TwiceOrWithoutAddress_TellsNobodyTwiceAndCallsNobody()
    {
        var mailed = await app.Data.JobAsync(JobStatus.Scheduled, email: "once@example.com");
        var phoned = await app.Data.JobAsync(JobStatus.Scheduled, email: null);
        var before = mailed.LiveVisit!;
        foreach (var job in new[] { mailed, mailed, phoned })
        {
            await app.WithAsync<IServiceProvider, JobChange>(services => services.GetRequiredService<AcceptVisit>().RunAsync(
                services.GetRequiredService<CleveSecDb>().Jobs.Where(row => row.Id == job.Id), new Actor(ActorRole.Dispatcher, Guid.NewGuid(), "Jo"), Ct));
        }

        Assert.Equal(1, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == mailed.Id, Ct)));
        Assert.Equal(0, await app.DbAsync(db => db.Messages.CountAsync(message => message.JobId == phoned.Id, Ct)));
        var after = (await app.Data.LoadAsync(mailed.Id)).LiveVisit!;
        Assert.Equal((before.Window, before.TechnicianId, before.ChangedAt, before.Sequence + 1), (after.Window, after.TechnicianId, after.ChangedAt, after.Sequence));
    }

    [Fact]
    public async Task File_OfACustomerWithoutAddress_InvitesNobody()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: null);

        var file = await FileAsync(job.Id);

        Assert.Contains("METHOD:PUBLISH", file, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Booking_WithApartmentAndOddName_NamesTheDoorEverywhereAndStaysOneLine()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = app.Client();
        var page = await BookingForm.OpenAsync(client, app.Clock);

        var answer = await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(BookingForm.FirstWindow(page), "Ana \"Ace\"; Role: CHAIR", "apartment+1@example.com").Where(field => field.Name != "Input.Unit"), ("Input.Unit", "Apt 5")]);

        answer.ExpectRedirect("/book/booked");
        var mail = await app.DbAsync(db => db.OutboxMails.SingleAsync(row => row.ToAddress == "apartment+1@example.com", Ct));
        var calendar = Unfolded(mail.Calendar!);
        Assert.Contains("100 Public Square, Apt 5, ", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(@"LOCATION:100 Public Square\, Apt 5\, ", calendar, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ATTENDEE;.*CN=""Ana 'Ace'; Role: CHAIR"".*:mailto:apartment\+1@example\.com\r?$", calendar);
        Assert.Contains("100 Public Square, Apt 5, ", (await client.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    private static async Task MoveAsync(SiteClient client, string path)
    {
        var page = await client.GetAsync(path);
        (await client.SubmitAsync("main form", ("Window", page.All("input[name=Window]")[0].GetAttribute("value")))).ExpectRedirect("/visit");
    }

    private Task PlanAsync(Guid jobId, Guid? technicianId, NodaTime.Instant windowStart) => app.WithAsync<IServiceProvider, bool>(async services =>
    {
        var which = services.GetRequiredService<CleveSecDb>().Jobs.Where(row => row.Id == jobId);
        var plan = await services.GetRequiredService<PlanVisit>().RunAsync(new VisitWish(which, new Actor(ActorRole.Dispatcher, Guid.NewGuid(), "Jo"), technicianId, windowStart), Ct);
        Assert.IsType<VisitPlan.Planned>(plan);
        return true;
    });

    private async Task<string> FileAsync(Guid jobId)
    {
        using var customer = await app.Data.CustomerClientAsync(jobId);
        return Unfolded((await customer.GetAsync("/visit/calendar.ics")).Expect(HttpStatusCode.OK).Body);
    }

    private Task<OutboxMail> MailAsync(Guid jobId, string kind) => app.DbAsync(db => db.OutboxMails.SingleAsync(mail => mail.JobId == jobId && mail.Kind == kind, Ct));

    private static string Unfolded(string calendar) => Fold().Replace(calendar, "");

    private static int SequenceOf(string calendar) => int.Parse(Sequence().Match(calendar).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\r?\n[ \t]")]
    private static partial Regex Fold();

    [GeneratedRegex(@"(?m)^STATUS:(\w+)")]
    private static partial Regex Status();

    [GeneratedRegex(@"SEQUENCE:(\d+)")]
    private static partial Regex Sequence();
}
