using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

public sealed class BookVisitTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static int browsers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_FilledForm_WritesJobVisitEventsMailsAndShowsThem()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);
        var window = BookingForm.FirstWindow(page);

        var answer = await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(window, email: "story@example.com"));

        answer.ExpectRedirect("/book/booked");
        var confirmation = await client.FollowAsync(answer);
        Assert.Contains("Ana O'Brien-Muñoz", confirmation.Text, StringComparison.Ordinal);
        var job = await LoadAsync("story@example.com");
        Assert.Contains(job.Number, confirmation.Text, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Scheduled, job.Status);
        Assert.Equal(["Report", "Schedule"], job.Events.Select(happened => happened.Kind));
        var visit = Assert.Single(job.Visits);
        Assert.Equal(VisitStatus.Planned, visit.Status);
        Assert.Equal(long.Parse(window, System.Globalization.CultureInfo.InvariantCulture), visit.WindowStart.ToUnixTimeSeconds());
        Assert.Equal("+12165550142", job.Customer.Phone);
        var mails = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id).OrderBy(mail => mail.Kind).ToListAsync(Ct));
        Assert.Equal(["BookingConfirmedMail", "VisitAssignedMail"], mails.Select(mail => mail.Kind));
        Assert.Contains("METHOD:REQUEST", mails[0].Calendar, StringComparison.Ordinal);
        Assert.Contains("TZID:America/New_York", mails[0].Calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("100 Public Square", mails[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_EmptyForm_NamesEachFieldAndKeepsWhatIsThere()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        await BookingForm.OpenAsync(client, app.Clock);

        var page = await client.SubmitAsync(BookingForm.Form, ("Input.Name", "Typed Before"), ("Input.Notes", "Kept & <b>safe</b>"));

        page.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Equal("Typed Before", page.One("#Input_Name").GetAttribute("value"));
        Assert.Contains("Kept & <b>safe</b>", page.One("#Input_Notes").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["#Input_Trouble", "#Input_Situation", "#Input_Footage", "#Input_Window", "#Input_Phone", "#Input_Email", "#Input_Street", "#Input_IdReady"],
            page.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.All(page.All(".error-summary a"), link => Assert.NotNull(page.Document.QuerySelector(link.GetAttribute("href")!)));
    }

    [Theory]
    [InlineData("Input.Phone", "12", "#Input_Phone")]
    [InlineData("Input.Phone", "555-0142", "#Input_Phone")]
    [InlineData("Input.Phone", "+49 30 1234567890123", "#Input_Phone")]
    [InlineData("Input.Email", "ana@", "#Input_Email")]
    [InlineData("Input.Email", "a@b.c,d@e.f", "#Input_Email")]
    [InlineData("Input.Email", "ana@example.com\r\nBcc: x@y.z", "#Input_Email")]
    [InlineData("Input.Notes", "the password is Blue42fish", "#Input_Notes")]
    public async Task Post_OneBadField_IsSaidBesideIt(string name, string value, string field)
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var opened = await BookingForm.OpenAsync(client, app.Clock);
        var typed = BookingForm.Filled(BookingForm.FirstWindow(opened)).Where(pair => pair.Name != name).Append((name, value)).ToArray();

        var page = await client.SubmitAsync(BookingForm.Form, typed);

        page.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([field], page.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Ana O'Brien-Muñoz", page.One("#Input_Name").GetAttribute("value"));
    }

    [Fact]
    public async Task Post_SameFormTwice_BooksOnceAndAnswersAlike()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);
        var typed = BookingForm.Filled(BookingForm.FirstWindow(page), email: "twice@example.com");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SubmitAsync(BookingForm.Form, typed)));

        Assert.All(answers, answer => answer.ExpectRedirect("/book/booked"));
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(customer => customer.Email == "twice@example.com", Ct)));
    }

    [Fact]
    public async Task Post_SameKeyOtherAnswers_IsRefused()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);
        var window = BookingForm.FirstWindow(page);
        (await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(window, email: "first@example.com"))).ExpectRedirect("/book/booked");

        var second = await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(window, email: "other@example.com"));

        second.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await app.DbAsync(db => db.Customers.CountAsync(customer => customer.Email == "other@example.com", Ct)));
    }

    [Fact]
    public async Task Post_ForgedWindow_IsAnsweredWithTheNearestFreeOnes()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);
        var fields = page.All($"{BookingForm.Form} input[type=hidden]").Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));
        var forged = (app.Clock.Now + Duration.FromDays(400)).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

        var answer = await client.PostAsync("/book", [.. fields, .. BookingForm.Filled(forged, email: "forged@example.com"), ("Input.Zip", TestData.Zip)]);

        answer.Expect(HttpStatusCode.Conflict);
        Assert.NotEmpty(answer.All("input[name='Input.Window']"));
        Assert.Equal("forged@example.com", answer.One("#Input_Email").GetAttribute("value"));
        Assert.Equal(0, await app.DbAsync(db => db.Customers.CountAsync(customer => customer.Email == "forged@example.com", Ct)));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    public async Task Post_WindowBeyondTime_IsJustNotFree(string window)
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);
        var fields = page.All($"{BookingForm.Form} input[type=hidden]").Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));

        (await client.PostAsync("/book", [.. fields, .. BookingForm.Filled(window), ("Input.Zip", TestData.Zip)])).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Times_MoreDays_ShowsEveryFreeWindow()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var first = await BookingForm.OpenAsync(client, app.Clock);
        var fields = first.All($"{BookingForm.Form} input[type=hidden]").Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));

        var more = await client.PostAsync("/book?handler=times", [.. fields, ("Input.Brand", "Dahua"), ("Input.Zip", TestData.Zip), ("Input.MoreDays", "true"), ("Input.Name", "Kept")]);

        Assert.Equal(6, first.All("input[name='Input.Window']").Count);
        Assert.True(more.Expect(HttpStatusCode.OK).All("input[name='Input.Window']").Count > 30);
        Assert.Equal("Kept", more.One("#Input_Name").GetAttribute("value"));
    }

    [Fact]
    public async Task Post_GateCode_IsStoredSealedOnly()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);

        await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(BookingForm.FirstWindow(page), email: "gate@example.com"), ("Input.GateCode", "#4711")]);

        var job = await LoadAsync("gate@example.com");
        Assert.NotNull(job.Site.GateCode);
        Assert.DoesNotContain("4711", job.Site.GateCode, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FasterThanAPerson_IsRefusedAndKept()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await client.GetAsync($"/book?zip={TestData.Zip}");

        var answer = await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(page), email: "robot@example.com"));

        answer.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("robot@example.com", answer.One("#Input_Email").GetAttribute("value"));
    }

    [Fact]
    public async Task Post_TrapFilled_IsRefused()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var page = await BookingForm.OpenAsync(client, app.Clock);

        var answer = await client.SubmitAsync(BookingForm.Form, [.. BookingForm.Filled(BookingForm.FirstWindow(page), email: "trap@example.com"), ("Input.Website", "http://spam.invalid")]);

        answer.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await app.DbAsync(db => db.Customers.CountAsync(customer => customer.Email == "trap@example.com", Ct)));
    }

    [Fact]
    public async Task Post_EleventhFromOneConnection_IsToldToCall()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        for (var i = 0; i < 10; i++)
        {
            var page = await BookingForm.OpenAsync(client, app.Clock);
            await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(page), email: $"many{i}@example.com"));
        }

        var last = await BookingForm.OpenAsync(client, app.Clock);
        var answer = await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(last), email: "many10@example.com"));

        answer.Expect(HttpStatusCode.TooManyRequests);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("216-333-8245", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutToken_Is400()
    {
        using var client = Browser();

        (await client.PostAsync("/book", BookingForm.Filled("1"))).Expect(HttpStatusCode.BadRequest);
    }

    /// <summary>Each from a connection of its own, so that the limit of one test does not meet another.</summary>
    private SiteClient Browser()
    {
        var client = app.Client();
        var n = Interlocked.Increment(ref browsers);
        client.ForwardedFor = $"198.18.{n / 250}.{(n % 250) + 1}";
        return client;
    }

    private Task<Job> LoadAsync(string email) => app.DbAsync(async db =>
        await db.Jobs.AsNoTracking().AsSplitQuery().Include(job => job.Customer).Include(job => job.Site).Include(job => job.Visits).Include(job => job.Events.OrderBy(happened => happened.Sequence))
            .SingleAsync(job => job.Customer.Email == email, Ct));
}
