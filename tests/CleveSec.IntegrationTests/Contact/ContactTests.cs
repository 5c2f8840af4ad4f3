using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Contact;

/// <summary>The contact page, its call-back form, and what the office sees of it.</summary>
public sealed class ContactTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Form = "form[action='/contact']";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_HoursNotPublished_SaysSoAndInventsNone()
    {
        using var client = app.Client();

        var page = (await client.GetAsync("/contact")).Expect(HttpStatusCode.OK);
        var thanks = (await client.GetAsync("/contact/thanks")).Expect(HttpStatusCode.OK);

        Assert.Contains("We have not published office hours yet.", page.Text, StringComparison.Ordinal);
        Assert.Contains("We call the number you gave.", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("We have not published office hours yet, so we do not name a time here.", thanks.Text, StringComparison.Ordinal);
        Assert.All([page, thanks], it => Assert.DoesNotMatch("(?i)24/7|working day|as soon as|Monday", it.Text));
    }

    [Fact]
    public async Task Get_HoursPublished_AreSaidInBothLanguages()
    {
        await using var own = await OwnAsync();
        await own.DbAsync(db => db.OfficeSettings.ExecuteUpdateAsync(set => set.SetProperty(
            settings => settings.Hours,
            new List<string> { "Monday 08:00-17:00", "Tuesday 08:00-17:00", "Wednesday 08:00-17:00", "Friday 08:00-12:00", "Friday 13:00-17:30", "Saturday 09:00-11:30", "Sunday 09:00-11:30" }), Ct));
        using var client = own.Client();

        var english = (await client.GetAsync("/contact")).Expect(HttpStatusCode.OK);
        var spanish = (await client.GetAsync("/es/contact")).Expect(HttpStatusCode.OK);
        var thanks = (await client.GetAsync("/es/contact/thanks")).Expect(HttpStatusCode.OK);

        Assert.Equal(["Monday to Wednesday, 8 am–5 pm", "Friday, 8 am–12 pm and 1–5:30 pm", "Saturday and Sunday, 9–11:30 am"], english.All("#hours + ul li").Select(line => line.TextContent));
        Assert.Equal(["Lunes a miércoles, 8 a. m.–5 p. m.", "Viernes, 8 a. m.–12 p. m. y 1–5:30 p. m.", "Sábado y domingo, 9–11:30 a. m."], spanish.All("#hours + ul li").Select(line => line.TextContent));
        Assert.Contains("Llamamos al número que nos dio.", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("Lunes a miércoles", thanks.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Filled_WaitsInTheInboxUntilSomebodyHasCalled()
    {
        await using var own = await OwnAsync();
        using var client = own.Browser();
        await OpenAsync(own, client);

        (await client.SubmitAsync(Form, Filled("Ana O'Brien-Muñoz", about: "Dahua\r\nit beeps"))).ExpectRedirect("/contact/thanks");

        using var dispatcher = await own.Data.SignInAsync(StaffRole.Dispatcher);
        using var other = await own.Data.SignInAsync(StaffRole.Admin);
        var row = (await dispatcher.GetAsync("/staff?view=calls")).One(".queue__row");
        await other.GetAsync("/staff");
        Assert.All(["Call back Ana O'Brien-Muñoz", "(216) 555-0142", "Best time: after 5", "it beeps"], words => Assert.Contains(words, row.TextContent, StringComparison.Ordinal));
        (await dispatcher.SubmitAsync("form[action*='CalledBack']")).ExpectRedirect("/staff?view=calls");
        var second = (await other.SubmitAsync("form[action*='CalledBack']")).Expect(HttpStatusCode.Conflict);
        Assert.Contains("already made by", second.Text, StringComparison.Ordinal);
        Assert.Empty((await dispatcher.GetAsync("/staff")).All(".queue__row"));
    }

    [Fact]
    public async Task Post_InSpanish_ThanksInSpanishAndTellsTheOffice()
    {
        await using var own = await OwnAsync();
        using var client = own.Browser();
        await OpenAsync(own, client, "/es/contact");

        (await client.SubmitAsync("form[action='/es/contact']", Filled("Lucía Ñandú"))).ExpectRedirect("/es/contact/thanks");

        Assert.Equal(Language.Spanish, await own.DbAsync(db => db.CallRequests.Select(request => request.Language).SingleAsync(Ct)));
        using var dispatcher = await own.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("Asked in Spanish", (await dispatcher.GetAsync("/staff?view=calls")).One(".queue__row").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NothingFilledInSpanish_SaysWhatIsMissingInSpanish()
    {
        using var client = app.Browser();
        await OpenAsync(app, client, "/es/contact");

        var page = (await client.SubmitAsync("form[action='/es/contact']")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["Escriba su nombre.", "Escriba un número al que podamos llamar, por ejemplo 216-555-0142."], page.All("form .field__error").Select(error => error.TextContent));
    }

    [Fact]
    public async Task Post_SameFormTwice_AsksOnce()
    {
        await using var own = await OwnAsync();
        using var client = own.Browser();
        await OpenAsync(own, client);

        (await client.SubmitAsync(Form, Filled("Twice"))).ExpectRedirect("/contact/thanks");
        (await client.SubmitAsync(Form, Filled("Twice"))).ExpectRedirect("/contact/thanks");
        (await client.SubmitAsync(Form, Filled("Twice", about: "something else"))).ExpectRedirect("/contact/thanks");

        Assert.Equal(2, await own.DbAsync(db => db.CallRequests.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("Input.Name", "", "Enter your name.")]
    [InlineData("Input.Name", "buy at www.example.com", "web addresses")]
    [InlineData("Input.Phone", "12", "Enter a number we can call")]
    [InlineData("Input.About", "the password: Blue42fish", "looks like a password")]
    [InlineData("Input.BestTime", "code 482913", "looks like a password")]
    public async Task Post_OneFieldBad_SaysWhyAndKeepsTheRest(string field, string value, string why)
    {
        using var client = app.Browser();
        await OpenAsync(app, client);

        var page = (await client.SubmitAsync(Form, [.. Filled("Kept Name").Where(it => it.Name != field), (field, value)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, page.One($"form .field--error [aria-invalid]").ParentElement!.QuerySelector(".field__error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(value, Value(page, field));
        Assert.Equal(field == "Input.Name" ? value : "Kept Name", Value(page, "Input.Name"));
        Assert.Equal(field == "Input.Phone" ? value : "(216) 555-0142", Value(page, "Input.Phone"));
        Assert.Equal(0, await SavedAsync("Kept Name"));
    }

    [Fact]
    public async Task Post_TooLong_IsRefusedNotCut()
    {
        using var client = app.Browser();
        await OpenAsync(app, client);
        var long10k = new string('x', 10_000);

        var page = (await client.SubmitAsync(Form, ("Input.Name", long10k), ("Input.Phone", long10k), ("Input.BestTime", long10k), ("Input.About", long10k))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(4, page.All("form .field__error").Count);
        Assert.Equal(long10k, Value(page, "Input.About"));
    }

    [Fact]
    public async Task Post_HostileText_IsShownToStaffAsText()
    {
        await using var own = await OwnAsync();
        using var client = own.Browser();
        await OpenAsync(own, client);

        (await client.SubmitAsync(Form, Filled("<b onclick=name()>Eve\u202Egnp", about: "\"><img src=x onerror=about()> \u2066turned\u0007"))).ExpectRedirect("/contact/thanks");

        using var dispatcher = await own.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await dispatcher.GetAsync("/staff");
        Assert.Empty(page.All("main script, main img, main [onclick]"));
        Assert.Contains("<b onclick=name()>Evegnp", page.Text, StringComparison.Ordinal);
        Assert.Contains("\"><img src=x onerror=about()> turned", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u0007]", page.Body);
    }

    [Fact]
    public async Task Post_TrapFilledOrTooFast_IsToldAndThenTaken()
    {
        using var client = app.Browser();
        await client.GetAsync("/contact");

        var fast = (await client.SubmitAsync(Form, Filled("Too Fast"))).Expect(HttpStatusCode.UnprocessableEntity);
        app.Clock.Advance(Duration.FromSeconds(5));
        var trapped = (await client.SubmitAsync(Form, [.. Filled("Too Fast"), ("Input.Website", "https://example.com")])).Expect(HttpStatusCode.UnprocessableEntity);
        var forged = (await client.SubmitAsync(Form, [.. Filled("Too Fast"), ("Input.Made", "now"), ("Input.Website", "")])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.All([fast, trapped, forged], page => Assert.Contains("wait a few seconds and send it again, or call 216-333-8245", page.Text, StringComparison.Ordinal));
        Assert.Equal(0, await SavedAsync("Too Fast"));
        await OpenAsync(app, client);
        (await client.SubmitAsync(Form, Filled("Too Fast"))).ExpectRedirect("/contact/thanks");
        Assert.Equal(1, await SavedAsync("Too Fast"));
    }

    [Fact]
    public async Task Post_SixthFromOneNetworkInAnHour_IsTooMany()
    {
        using var client = app.Browser();
        await OpenAsync(app, client);
        for (var i = 0; i < 5; i++)
        {
            (await client.SubmitAsync(Form, Filled($"Flood {i}"))).ExpectRedirect("/contact/thanks");
        }

        var sixth = (await client.SubmitAsync(Form, Filled("Flood 5"))).Expect(HttpStatusCode.TooManyRequests);

        Assert.NotNull(sixth.Headers.RetryAfter);
        Assert.Equal("Flood 5", Value(sixth, "Input.Name"));
        Assert.Equal(0, await SavedAsync("Flood 5"));
        using var neighbour = app.Browser();
        await OpenAsync(app, neighbour);
        (await neighbour.SubmitAsync(Form, Filled("Flood 5"))).ExpectRedirect("/contact/thanks");
    }

    [Fact]
    public async Task Clean_CalledAMonthAgo_ErasesTheNameAndTheNumber()
    {
        await using var own = await OwnAsync();
        Instant?[] done = [own.Clock.Now - Strangers.CallKept - Duration.FromHours(1), own.Clock.Now - Strangers.CallKept + Duration.FromHours(1), null];
        await own.DbAsync(db =>
        {
            db.CallRequests.AddRange(done.Select((at, i) => new CallRequest { Id = Guid.CreateVersion7(), Name = $"Person {i}", Phone = "+12165550142", About = "about", At = own.Clock.Now - Duration.FromDays(60 - i), DoneAt = at }));
            return db.SaveChangesAsync(Ct);
        });

        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        var rows = await own.DbAsync(db => db.CallRequests.AsNoTracking().OrderBy(request => request.At).ToListAsync(Ct));
        Assert.Equal([(OutboxMail.Erased, "", null), ("Person 1", "+12165550142", "about"), ("Person 2", "+12165550142", "about")], rows.Select(row => (row.Name, row.Phone, row.About)));
    }

    private static (string Name, string? Value)[] Filled(string name, string about = "It says locked") =>
        [("Input.Name", name), ("Input.Phone", "(216) 555-0142"), ("Input.BestTime", "after 5"), ("Input.About", about)];

    /// <summary>Opens the page and is then as slow as a person.</summary>
    private static async Task OpenAsync(CleveSecApp at, SiteClient client, string path = "/contact")
    {
        (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
        at.Clock.Advance(Duration.FromSeconds(5));
    }

    private static async Task<CleveSecApp> OwnAsync()
    {
        var own = new CleveSecApp();
        await own.InitializeAsync();
        return own;
    }

    private static string Value(SitePage page, string field) => page.One($"form [name='{field}']") switch
    {
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        var input => input.GetAttribute("value") ?? "",
    };

    private Task<int> SavedAsync(string name) => app.DbAsync(db => db.CallRequests.CountAsync(request => request.Name == name, Ct));
}
