using CleveSec.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The preview beside the text, in a real browser under the site's content security policy.</summary>
public sealed class GuideEditorTests(Browser browser, CleveSecApp app) : IClassFixture<Browser>, IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Type_IntoTheText_ShowsBesideItWhatReadersWillSee()
    {
        await using var person = await browser.PersonAsync(app, Browser.Desk);
        using var client = await app.Data.SignInAsync(Domain.Staff.StaffRole.Dispatcher);
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        await person.GoAsync("/staff/guide/topic/lorex/English");
        var preview = person.Page.Locator("#preview");

        await person.Page.Locator("#Input_Body").FillAsync("## Typed just now\n\n<img src=x onerror=alert(1)> **bold**");

        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Name = "Typed just now" })).ToBeVisibleAsync();
        await Assertions.Expect(preview.Locator("strong")).ToHaveTextAsync("bold");
        await Assertions.Expect(preview.Locator("img")).ToHaveCountAsync(0);
        await Assertions.Expect(preview.Locator("#preview-text")).ToHaveCountAsync(1);
    }
}
