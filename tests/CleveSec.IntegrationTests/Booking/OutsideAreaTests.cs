using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>A ZIP code where we do not go is answered on the form itself, and nothing typed is lost.</summary>
public sealed class OutsideAreaTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Outside = "90210";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("90210")]
    [InlineData("90210-1234")]
    public async Task Get_ZipOutsideTheArea_AnswersWhereTheTimesWouldBe(string zip)
    {
        using var client = app.Client();

        var page = (await client.GetAsync($"/book?zip={zip}")).Expect(HttpStatusCode.OK);

        AssertAnswered(page);
        Assert.DoesNotContain("Give your ZIP code first", page.Text, StringComparison.Ordinal);
        Assert.Equal(zip, page.One("#Input_Zip").GetAttribute("value"));
    }

    [Fact]
    public async Task Times_ZipOutsideAndThenCorrected_AnswersInTheFormAndKeepsEverything()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = app.Client();
        var opened = await BookingForm.OpenAsync(client, app.Clock);
        var window = BookingForm.FirstWindow(opened);

        var outside = (await TimesAsync(client, opened, window, Outside)).Expect(HttpStatusCode.OK);

        AssertAnswered(outside);
        AssertKept(outside);
        Assert.DoesNotContain("Error:", outside.Document.Title, StringComparison.Ordinal);
        var inside = (await TimesAsync(client, outside, outside.One("#when input[name='Input.Window']").GetAttribute("value")!, TestData.Zip)).Expect(HttpStatusCode.OK);
        AssertKept(inside);
        Assert.Equal(window, inside.One("#when input[name='Input.Window'][checked]").GetAttribute("value"));
    }

    [Fact]
    public async Task Post_ZipOutsideTheArea_ExplainsTheZipKeepsEverythingAndBooksNothing()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = app.Client();
        var page = await BookingForm.OpenAsync(client, app.Clock);

        var answer = await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(BookingForm.FirstWindow(page), email: "away@example.com"), ("Input.Zip", Outside)]);

        answer.Expect(HttpStatusCode.UnprocessableEntity);
        AssertAnswered(answer);
        AssertKept(answer);
        Assert.Equal(["#Input_Zip"], answer.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Contains(Outside, answer.One("#Input_Zip_error").TextContent, StringComparison.Ordinal);
        Assert.False(await app.DbAsync(db => db.Customers.AnyAsync(customer => customer.Email == "away@example.com", Ct)));
    }

    [Fact]
    public async Task Post_ZipOutsideAndFieldsMissing_NamesEachFieldButNoWindow()
    {
        using var client = app.Client();
        await BookingForm.OpenAsync(client, app.Clock);

        var page = (await client.SubmitAsync(BookingForm.Form, ("Input.Zip", Outside))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ["#Input_Trouble", "#Input_Situation", "#Input_Footage", "#Input_Zip", "#Input_Name", "#Input_Phone", "#Input_Email", "#Input_Street", "#Input_IdReady"],
            page.All(".error-summary a").Select(link => link.GetAttribute("href")));
    }

    private static void AssertAnswered(SitePage page)
    {
        var when = page.One("#when");
        Assert.Contains($"We do not have {Outside} in our area", when.TextContent, StringComparison.Ordinal);
        Assert.NotNull(when.QuerySelector("a[href='tel:+12163338245']"));
        Assert.NotNull(when.QuerySelector("a[href='/guide']"));
        Assert.NotNull(when.QuerySelector("button[formaction='/book?handler=times']"));
    }

    private static void AssertKept(SitePage page)
    {
        Assert.Equal("Ana O'Brien-Muñoz", page.One("#Input_Name").GetAttribute("value"));
        Assert.Equal("100 Public Square", page.One("#Input_Street").GetAttribute("value"));
        Assert.Equal("ForgottenPassword", page.One("input[name='Input.Trouble'][checked]").GetAttribute("value"));
    }

    /// <summary>What the "Show free times" button and htmx send.</summary>
    private static Task<SitePage> TimesAsync(SiteClient client, SitePage page, string window, string zip)
    {
        var hidden = page.All($"{BookingForm.Form} > input[type=hidden]").Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));
        var token = page.One($"{BookingForm.Form} input[name='__RequestVerificationToken']").GetAttribute("value");
        return client.PostAsync("/book?handler=times", [.. hidden.Where(field => field.Item1 != "__RequestVerificationToken"), ("__RequestVerificationToken", token), .. BookingForm.Filled(window), ("Input.Zip", zip)]);
    }
}
