using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The booking page while somebody types.</summary>
public sealed class BookingPageTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ZipOutsideTheAreaThenCorrected_AnswersInPlaceAndShowsTheTimes(bool javaScript)
    {
        await using var app = new CleveSecApp();
        await app.InitializeAsync();
        await app.Data.StaffAsync(StaffRole.Technician);
        await using var homeowner = await browser.PersonAsync(app, javaScript: javaScript);
        await homeowner.GoAsync("/book");
        await homeowner.ChooseAsync("Which brand is your recorder?", "Dahua");
        await homeowner.TypeAsync("Full name", "Ana O'Brien-Muñoz");

        await TypeZipAsync(homeowner, "90210", javaScript);
        await Assertions.Expect(homeowner.Page.Locator("#when")).ToContainTextAsync("We do not have 90210 in our area");
        if (javaScript)
        {
            await homeowner.AssertAccessibleAsync("book, outside the area");
        }

        await TypeZipAsync(homeowner, "44114", javaScript);

        await Assertions.Expect(homeowner.Page.Locator("#when")).ToContainTextAsync("When can we come to Cleveland?");
        await Assertions.Expect(homeowner.Page.Locator("#when input[name='Input.Window']")).ToHaveCountAsync(6);
        await Assertions.Expect(homeowner.Page.GetByLabel("Full name")).ToHaveValueAsync("Ana O'Brien-Muñoz");
    }

    /// <summary>htmx brings a style of its own, made by script; our pages are styled by our files only.</summary>
    [Fact]
    public async Task Page_WithHtmx_HasNoStyleMadeByScript()
    {
        await using var app = new CleveSecApp();
        await app.InitializeAsync();
        await using var homeowner = await browser.PersonAsync(app);
        await homeowner.GoAsync("/book");
        await homeowner.Page.WaitForFunctionAsync("() => typeof htmx !== 'undefined'");

        Assert.Equal(0, await homeowner.Page.EvaluateAsync<int>("() => document.adoptedStyleSheets.length + document.querySelectorAll('style').length"));
    }

    private static async Task TypeZipAsync(Person homeowner, string zip, bool javaScript)
    {
        await homeowner.TypeAsync("ZIP code where", zip);
        if (javaScript)
        {
            await homeowner.Page.GetByLabel("ZIP code where").BlurAsync();
        }
        else
        {
            await homeowner.ClickAsync("Show free times");
        }
    }
}
