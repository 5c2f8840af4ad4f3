using System.Text.RegularExpressions;
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
        Assert.Contains("100 Public Square, Apt 5, ", (await client.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    private static string Unfolded(string calendar) => Fold().Replace(calendar, "");

    [GeneratedRegex(@"\r?\n[ \t]")]
    private static partial Regex Fold();
}
