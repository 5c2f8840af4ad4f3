using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The inbox of two people at once, left open.</summary>
public sealed class InboxLiveTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Inbox_LeftOpen_ShowsWhatComesAndWhoTakesItAndKeepsFocusAndChoice()
    {
        await using var app = new CleveSecApp();
        await app.InitializeAsync();
        var first = await app.Data.JobAsync();
        await using var robin = await this.PersonAsync(app, "Robin O’Brien-Muñoz");
        await using var sam = await this.PersonAsync(app, "Sam Field");
        var box = sam.Page.GetByRole(AriaRole.Checkbox).First;
        await box.CheckAsync();
        await box.FocusAsync();

        var second = await app.Data.JobAsync();

        await Assertions.Expect(sam.Page.Locator(".queue__row")).ToHaveCountAsync(2);
        await Assertions.Expect(sam.Page.Locator(".queue__row").Nth(1)).ToContainTextAsync(second.Number);
        await Assertions.Expect(sam.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^Inbox \(2\)"));
        await Assertions.Expect(sam.Page.Locator(".rail__side [data-inbox-count]")).ToContainTextAsync("2");
        await Assertions.Expect(sam.Page.Locator("#inbox-said")).ToContainTextAsync("2 things wait.");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await Assertions.Expect(box).ToBeCheckedAsync();

        await robin.Page.Locator(".queue__row", new() { HasText = second.Number }).GetByRole(AriaRole.Button, new() { Name = "I take this" }).ClickAsync();
        await Assertions.Expect(sam.Page.Locator(".queue__row", new() { HasText = second.Number })).ToContainTextAsync("Robin O’Brien-Muñoz has this");
        await Assertions.Expect(robin.Page.Locator(".queue__row", new() { HasText = second.Number })).ToContainTextAsync("Yours");
        await robin.AssertAccessibleAsync("inbox with a claim");

        await app.Data.ActAsync(second.Id, await app.Data.StaffAsync(StaffRole.Admin), (it, step) => it.Cancel("It was reported twice", app.Data.Rules, step));
        await Assertions.Expect(sam.Page.Locator(".queue__row")).ToHaveCountAsync(1);
        await Assertions.Expect(sam.Page.Locator(".queue__row")).ToContainTextAsync(first.Number);
        await Assertions.Expect(box).ToBeFocusedAsync();
    }

    private async Task<Person> PersonAsync(CleveSecApp app, string name)
    {
        var person = await browser.PersonAsync(app, Browser.Desk);
        using var client = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, name));
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        await person.GoAsync("/staff");
        await Assertions.Expect(person.Page.Locator("[data-live-state]")).ToHaveTextAsync("Live");
        return person;
    }
}
