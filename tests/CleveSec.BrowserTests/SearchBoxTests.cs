using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>The box on top of every page of the office, by keyboard alone and as a screen reader is told of it.</summary>
public sealed class SearchBoxTests(Browser browser, CleveSecApp app) : IClassFixture<Browser>, IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Slash_TypeAndChoose_OpensTheCustomerWithoutAMouse()
    {
        var job = await app.Data.JobAsync(Domain.Jobs.JobStatus.Scheduled);
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, "Siobhán O'Slash"), TestContext.Current.CancellationToken));
        await using var person = await this.DispatcherAsync();
        await person.GoAsync("/staff/jobs");
        var box = person.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find a job, customer, phone, street or serial" });
        var list = person.Page.GetByRole(AriaRole.Listbox, new() { Name = "Found" });
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "false");

        await person.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await Assertions.Expect(box).ToHaveValueAsync("");
        await person.Page.Keyboard.TypeAsync("siobhan oslash");

        var option = list.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(option).ToContainTextAsync("Customer: Siobhán O'Slash");
        await Assertions.Expect(person.Page.Locator("#find-said")).ToContainTextAsync("found");
        await person.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(option).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", "find-0");
        await person.Page.Keyboard.PressAsync("Enter");

        await person.Page.WaitForURLAsync($"**/staff/customers/{job.CustomerId}");
    }

    [Fact]
    public async Task Escape_ClosesTheListAndKeepsWhatWasTyped_EnterSearches()
    {
        await app.Data.JobAsync();
        await using var person = await this.DispatcherAsync();
        await person.GoAsync("/staff/jobs");
        var box = person.Page.Locator("#find");
        var list = person.Page.Locator("#find-list");

        await box.FillAsync("casey");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await box.PressAsync("Escape");

        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(box).ToHaveValueAsync("casey");
        await box.PressAsync("Enter");
        await person.Page.WaitForURLAsync("**/staff/search?q=casey");
    }

    [Fact]
    public async Task Slash_WhileTypingElsewhere_IsALetter()
    {
        await using var person = await this.DispatcherAsync();
        await person.GoAsync("/staff/jobs");

        await person.Page.Locator("#q").FocusAsync();
        await person.Page.Keyboard.TypeAsync("12/14");

        await Assertions.Expect(person.Page.Locator("#q")).ToHaveValueAsync("12/14");
    }

    [Fact]
    public async Task List_OnAPhone_FitsTheScreen()
    {
        await app.Data.JobAsync();
        await using var person = await this.DispatcherAsync(Browser.Phone);
        await person.GoAsync("/staff/jobs");

        await person.Page.Locator("#find").FillAsync("casey");
        await Assertions.Expect(person.Page.Locator("#find-list")).ToBeVisibleAsync();

        var box = await person.Page.Locator("#find-list").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no list.");
        Assert.InRange(box.X, 0, 40);
        Assert.True(box.X + box.Width <= Browser.Phone);
    }

    private async Task<Person> DispatcherAsync(int width = Browser.Desk)
    {
        var person = await browser.PersonAsync(app, width);
        using var client = await app.Data.SignInAsync(Domain.Staff.StaffRole.Dispatcher);
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        return person;
    }
}
