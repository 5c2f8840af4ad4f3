using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>The booking page as somebody fills it in.</summary>
internal static class BookingForm
{
    public const string Form = "form[action='/book']";

    private static int doors;

    /// <summary>Opens the page, asks for the free times, and is then as old as a form a person has read.</summary>
    /// <param name="prefix">"/es" for the Spanish page.</param>
    public static async Task<SitePage> OpenAsync(SiteClient client, TestClock clock, string zip = TestData.Zip, string prefix = "")
    {
        // A window that begins exactly after the shortest notice would be gone while the form is read.
        clock.Advance(Duration.FromSeconds(1));
        var page = await client.GetAsync($"{prefix}/book?brand=Dahua&zip={zip}");
        clock.Advance(Duration.FromSeconds(5));
        return page;
    }

    public static string FirstWindow(SitePage page) => page.All("input[name='Input.Window']")[0].GetAttribute("value")!;

    /// <summary>Each time for another door: a third open booking of one door is a matter of its own.</summary>
    public static (string Name, string? Value)[] Filled(string window, string name = "Ana O'Brien-Muñoz", string email = "ana@example.com") =>
    [
        ("Input.Brand", "Dahua"),
        ("Input.Trouble", "ForgottenPassword"),
        ("Input.Situation", "Own"),
        ("Input.Footage", "No"),
        ("Input.IdReady", "true"),
        ("Input.Window", window),
        ("Input.Name", name),
        ("Input.Phone", "(216) 555-0142"),
        ("Input.Email", email),
        ("Input.Street", "100 Public Square"),
        ("Input.Unit", $"Apt {Interlocked.Increment(ref doors)}"),
    ];
}
