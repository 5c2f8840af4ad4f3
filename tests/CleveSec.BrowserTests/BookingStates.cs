using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using Microsoft.Playwright;

namespace CleveSec.BrowserTests;

/// <summary>The booking page in each state it can be in, by name, and how a person gets there.</summary>
internal static class BookingStates
{
    public static readonly IReadOnlyList<(string Name, Func<Person, CleveSecApp, Task> Reach)> All =
    [
        ("held", HeldAsync),
        ("empty-errors", async (person, _) =>
        {
            await person.GoAsync("/book");
            await person.ClickAsync("Book this visit");
            await SeesSummaryAsync(person);
        }),
        ("field-errors", async (person, app) =>
        {
            await HeldAsync(person, app);
            await person.TypeAsync("Mobile number", "12");
            await person.TypeAsync("E-mail", "ana@");
            await person.Page.GetByText("Someone else will be there").ClickAsync();
            await person.TypeAsync("Name of that person", "Pat");
            await person.Page.GetByText("More than one recorder").ClickAsync();
            await person.ClickAsync("Book this visit");
            await SeesSummaryAsync(person);
        }),
        ("call-first", async (person, _) =>
        {
            await person.GoAsync($"/book?brand=Lorex&zip={TestData.Zip}");
            await person.ChooseAsync("Whose recorder is it?", "My partner’s");
            await Assertions.Expect(person.Page.Locator(".call-note--Partner")).ToBeVisibleAsync();
        }),
        ("call-answer", async (person, app) =>
        {
            await person.GoAsync($"/book?brand=Lorex&zip={TestData.Zip}");
            await FillAsync(person, app, "Leased, or an alarm");
            await person.ClickAsync("Ask us to call you");
            await person.SeesAsync("and we call you");
        }),
        ("lapsed", async (person, app) =>
        {
            await HeldAsync(person, app);
            app.Clock.Advance(NodaTime.Duration.FromMinutes(11));
            await person.Page.EvaluateAsync("() => { const lapsed = document.getElementById('lapsed'), chosen = document.querySelector(\"input[name='Input.Window']:checked\"); lapsed.value = chosen.value; lapsed.disabled = false; chosen.checked = false; document.getElementById('when').dispatchEvent(new Event('change', { bubbles: true })); }");
            await Assertions.Expect(person.Page.Locator("#when")).ToContainTextAsync("The ten minutes are over");
        }),
        ("photo-refused", async (person, _) =>
        {
            await person.GoAsync($"/book?brand=Dahua&zip={TestData.Zip}");
            await person.Page.GetByText("Add photos").ClickAsync();
            await person.Page.Locator("#Photos_Label").SetInputFilesAsync(new FilePayload { Name = "label.png", MimeType = "image/png", Buffer = Picture() });
            await person.Page.Locator("#Photos_Screen").SetInputFilesAsync(new FilePayload { Name = "screen.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
            await person.ClickAsync("Book this visit");
            await person.SeesAsync("1 photo attached");
        }),
        ("confirmation", async (person, app) =>
        {
            await HeldAsync(person, app);
            await FillAsync(person, app, "Mine");
            await person.ClickAsync("Book this visit");
            await person.SeesAsync("Your visit is booked");
        }),
        ("sum", async (person, app) =>
        {
            await HeldAsync(person, app);
            await FillAsync(person, app, "Mine");
            await UseUpAsync(app, over: 60);
            await person.ClickAsync("Book this visit");
            await Assertions.Expect(person.Page.Locator("#proof, noscript + #proof")).ToBeAttachedAsync();
        }),
    ];

    public static async Task HeldAsync(Person person, CleveSecApp app)
    {
        await person.Page.Context.ClearCookiesAsync();
        await person.GoAsync($"/book?brand=Dahua&zip={TestData.Zip}");
        await person.Page.Locator("#when input[type=radio]").Nth(1).CheckAsync();
        await Assertions.Expect(person.Page.Locator("#hold-until")).ToContainTextAsync("Held for you until");
    }

    /// <summary>Everything but brand, ZIP code and window.</summary>
    public static async Task FillAsync(Person person, CleveSecApp app, string whose)
    {
        await person.ChooseAsync("What is wrong?", "I forgot the password");
        await person.ChooseAsync("Whose recorder is it?", whose);
        await person.ChooseAsync("Is footage", "No, I only need to get in");
        await person.TypeAsync("Full name", "Ana O'Brien-Muñoz");
        await person.TypeAsync("Mobile number", "216.555.0142");
        await person.TypeAsync("E-mail", "ana@example.com");
        await person.TypeAsync("Street and house number", $"{Interlocked.Increment(ref doors)} Public Square");
        if (whose == "Mine")
        {
            await person.Page.GetByLabel("A government photo ID").CheckAsync();
        }

        app.Clock.Advance(NodaTime.Duration.FromSeconds(5));
    }

    /// <summary>As many bookings from this machine as are allowed, and some more.</summary>
    public static Task UseUpAsync(CleveSecApp app, int over = 0) => app.WithAsync<RateLimits, bool>(async limits =>
    {
        for (var i = 0; i < RateLimit.BookingsByAddress.Most + over; i++)
        {
            await limits.CountAsync(RateLimit.BookingsByAddress, "127.0.0.1", Xunit.TestContext.Current.CancellationToken);
        }

        return true;
    });

    /// <summary>A site with technicians enough.</summary>
    public static async Task<CleveSecApp> SiteAsync()
    {
        var app = new CleveSecApp();
        await app.InitializeAsync();
        await app.Data.StaffAsync(StaffRole.Technician);
        await app.Data.StaffAsync(StaffRole.Technician);
        await app.Database.AsOwnerAsync("update office_settings set hours = array['Monday 08:00-17:00', 'Tuesday 08:00-17:00']");
        return app;
    }

    private static int doors;

    private static async Task SeesSummaryAsync(Person person)
    {
        await Assertions.Expect(person.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await person.Page.WaitForLoadStateAsync(LoadState.Load);
    }

    internal static byte[] Picture()
    {
        using var black = NetVips.Image.Black(300, 200);
        using var picture = black + 140;
        return picture.PngsaveBuffer();
    }
}
