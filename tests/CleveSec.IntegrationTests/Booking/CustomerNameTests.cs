using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>The name stands in mails; whoever books under somebody else's address must not send them a link that way.</summary>
public sealed class CustomerNameTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static int browsers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example Ana")]
    [InlineData("WWW.evil.example")]
    [InlineData("evil.com Ana")]
    [InlineData("Ana evil.co.uk")]
    [InlineData("evil。com Ana")]
    [InlineData("192.0.2.7 Ana")]
    [InlineData("ana@evil Ana")]
    [InlineData("Ana /evil")]
    [InlineData("Ana\u0007 Muñoz")]
    public async Task Post_NameThatIsMoreThanAName_IsToldBesideTheFieldAndBooksNothing(string name)
    {
        var answer = (await this.BookAsync(name, "name@example.com")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("without web addresses", answer.One("#Input_Name_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(["#Input_Name"], answer.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.False(await app.DbAsync(db => db.Customers.AnyAsync(customer => customer.Email == "name@example.com", Ct)));
    }

    [Theory]
    [InlineData("O'Brien-Muñoz")]
    [InlineData("J. R. Smith")]
    [InlineData("J.R. Smith Jr.")]
    [InlineData("Nguyễn Thị Minh")]
    [InlineData("Mary St. John, Ph.D.")]
    [InlineData("J.E\u0301. Smith")]
    public async Task Post_NameOfAPerson_IsBooked(string name)
    {
        var email = $"person{Interlocked.Increment(ref browsers)}@example.com";

        (await this.BookAsync(name, email)).ExpectRedirect("/book/booked");

        Assert.Equal(name, await app.DbAsync(db => db.Customers.Where(customer => customer.Email == email).Select(customer => customer.Name).SingleAsync(Ct)));
    }

    private async Task<SitePage> BookAsync(string name, string email)
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = app.Client();
        client.ForwardedFor = $"198.18.9.{Interlocked.Increment(ref browsers)}";
        var page = await BookingForm.OpenAsync(client, app.Clock);
        return await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(page), name, email));
    }
}
