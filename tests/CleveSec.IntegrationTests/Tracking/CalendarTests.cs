using System.Net;
using System.Text.RegularExpressions;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Tracking;

/// <summary>What calendar programs get: invitations they accept, changes they follow, and an end to what is called off.</summary>
public sealed partial class CalendarTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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

        var answer = await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(BookingForm.FirstWindow(page), "Ana \"Ace\"; Role: CHAIR", "apartment+1@example.com"), ("Input.Unit", "Apt 5")]);

        answer.ExpectRedirect("/book/booked");
        var mail = await app.DbAsync(db => db.OutboxMails.SingleAsync(row => row.ToAddress == "apartment+1@example.com", Ct));
        var calendar = Unfolded(mail.Calendar!);
        Assert.Contains("100 Public Square, Apt 5, ", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(@"LOCATION:100 Public Square\, Apt 5\, ", calendar, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ATTENDEE;.*CN=""Ana 'Ace'; Role: CHAIR"".*:mailto:apartment\+1@example\.com\r?$", calendar);
        Assert.Contains("100 Public Square, Apt 5, ", (await client.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    private async Task<string> FileAsync(Guid jobId)
    {
        using var customer = await app.Data.CustomerClientAsync(jobId);
        return Unfolded((await customer.GetAsync("/visit/calendar.ics")).Expect(HttpStatusCode.OK).Body);
    }

    private static string Unfolded(string calendar) => Fold().Replace(calendar, "");

    [GeneratedRegex(@"\r?\n[ \t]")]
    private static partial Regex Fold();
}
