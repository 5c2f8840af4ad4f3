using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.WhichReset;

/// <summary>The answers on their way from the result through the booking onto the job.</summary>
public sealed class CarriedAnswersTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Answers = "whose=business&footage=no&screen=locked&brand=dahua&dahua-offers=questions-known";
    private static int browsers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Book_FromAResult_ShowsTheAnswersToTheOfficeAndTheTechnician()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var form = await OpenAsync(client, (await client.GetAsync($"/which-reset?{Answers}")).One("main a[href^='/book?']").GetAttribute("href")!);
        Assert.Equal(["Dahua", "LockedAfterTries", "Business", "No"], form.All("input[type=radio][checked]").Select(choice => choice.GetAttribute("value")));

        (await client.SubmitAsync(BookingForm.Form, ("Input.Window", BookingForm.FirstWindow(form)), ("Input.Name", "Carla O'Brien-Muñoz"), ("Input.Phone", "216-555-0143"), ("Input.Email", "carried@example.com"), ("Input.Street", "1 Public Square"), ("Input.IdReady", "true"))).ExpectRedirect("/book/booked");

        var job = await LoadAsync("carried@example.com");
        Assert.Equal(Answers, job.Diagnosis);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var technician = await app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == job.Visits[0].TechnicianId, Ct));
        using var phone = await app.Data.SignInAsync(technician);
        foreach (var page in new[] { await office.GetAsync($"/staff/jobs/{job.Number}"), await phone.GetAsync($"/tech/visits/{job.Visits[0].Id}") })
        {
            var part = page.Expect(HttpStatusCode.OK).One("section[aria-labelledby=answers-title]");
            Assert.Equal(
                ["My business’s or my employer’s", "No, I only need to get in", "Locked, or too many tries", "Dahua", "Security questions that I can answer", "Wait 30 minutes first"],
                part.QuerySelectorAll("dd").Select(answer => answer.TextContent));
            Assert.Equal(["Wait out the lock", "Another administrator or saved sign-in", "Security questions", "XML file with ConfigTool"], part.QuerySelectorAll("ol li").Select(method => method.TextContent));
            Assert.Contains("only afterwards", part.TextContent, StringComparison.Ordinal);
            Assert.NotNull(part.QuerySelector($"a[href='/which-reset?{Answers}']"));
        }
    }

    [Fact]
    public async Task Book_RefusedForm_KeepsTheAnswers()
    {
        using var client = Browser();
        await client.GetAsync($"/book?from={Uri.EscapeDataString(Answers)}");

        var refused = (await client.SubmitAsync(BookingForm.Form)).Expect(HttpStatusCode.UnprocessableEntity);
        var times = await client.SubmitAsync(BookingForm.Form, ("Input.Zip", TestData.Zip));

        Assert.Equal([Answers, Answers], new[] { refused, times }.Select(page => page.One("input[name='Input.From']").GetAttribute("value")));
        Assert.Contains("Your answers go to the technician", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_WithoutAnswers_CarriesNone()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var form = await BookingForm.OpenAsync(client, app.Clock);
        Assert.Empty(form.All("input[name='Input.From']"));

        (await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(form), email: "without@example.com"))).ExpectRedirect("/book/booked");

        var job = await LoadAsync("without@example.com");
        Assert.Null(job.Diagnosis);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Empty((await office.GetAsync($"/staff/jobs/{job.Number}")).Expect(HttpStatusCode.OK).All("#answers-title"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", null)]
    [InlineData("'; drop table jobs; --", null)]
    [InlineData("whose=own&evil=<img>&footage=no&brand=dahua", "whose=own&footage=no")]
    public async Task Book_HostileAnswers_AreDropped(string typed, string? kept)
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = Browser();
        var email = $"hostile{Interlocked.Increment(ref browsers)}@example.com";
        var form = await OpenAsync(client, $"/book?brand=Dahua&from={Uri.EscapeDataString(Answers)}");

        var shown = await client.SubmitAsync(BookingForm.Form, ("Input.From", typed), ("Input.Window", null));
        Assert.Equal(kept, shown.All("input[name='Input.From']").SingleOrDefault()?.GetAttribute("value"));
        (await client.PostAsync("/book", [.. Typed(form, typed, email)])).ExpectRedirect("/book/booked");

        Assert.Equal(kept, (await LoadAsync(email)).Diagnosis);
    }

    private static IEnumerable<(string Name, string? Value)> Typed(SitePage form, string answers, string email) =>
    [
        .. BookingForm.Filled(BookingForm.FirstWindow(form), email: email),
        .. new[] { "Input.Key", "Input.Made", "Input.Zip", "__RequestVerificationToken" }.Select(name => (name, form.One($"{BookingForm.Form} [name='{name}']").GetAttribute("value"))),
        ("Input.From", answers),
    ];

    /// <summary>As old as a form that a person has read, and not when a window is just about to close.</summary>
    private async Task<SitePage> OpenAsync(SiteClient client, string address)
    {
        app.Clock.Advance(Duration.FromMinutes(1));
        var form = (await client.GetAsync($"{address}&zip={TestData.Zip}")).Expect(HttpStatusCode.OK);
        app.Clock.Advance(Duration.FromSeconds(5));
        return form;
    }

    private SiteClient Browser()
    {
        var client = app.Client();
        client.ForwardedFor = $"198.19.0.{Interlocked.Increment(ref browsers) + 1}";
        return client;
    }

    private Task<Job> LoadAsync(string email) => app.DbAsync(db => db.Jobs.AsNoTracking().Include(job => job.Visits).SingleAsync(job => job.Customer.Email == email, Ct));
}
