using System.Text.RegularExpressions;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>A first booking: what it costs the fingers, without a mouse, for somebody who listens, and when somebody books too often.</summary>
public sealed partial class BookingFlowTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>The musts of the design: 10 taps, 6 typed fields, 2 pages.</summary>
    [Fact]
    public async Task FirstBooking_OnAPhone_TakesFewTapsFieldsAndPages()
    {
        await using var app = await BookingStates.SiteAsync();
        await using var homeowner = await browser.PersonAsync(app);
        var (taps, fields, keys, pages) = (0, 0, 0, 0);

        // Counted as they are asked for: a page may be read before everything that belongs to it has come.
        homeowner.Page.Request += (_, request) => pages += request is { IsNavigationRequest: true, RedirectedFrom: null } ? 1 : 0;

        async Task TapAsync(ILocator target)
        {
            taps++;
            await target.ClickAsync();
        }

        async Task TypeAsync(string label, string text)
        {
            (fields, keys) = (fields + 1, keys + text.Length);
            await homeowner.Page.GetByLabel(label, new() { Exact = false }).First.PressSequentiallyAsync(text);
        }

        ILocator Choice(string group, string choice) => homeowner.Page.GetByRole(AriaRole.Group, new() { Name = group }).GetByLabel(choice, new() { Exact = false }).First;
        await homeowner.GoAsync("/book");
        await TapAsync(Choice("Which brand", "Dahua"));
        await TapAsync(Choice("What is wrong?", "I forgot the password"));
        await TapAsync(Choice("Whose recorder", "Mine"));
        await TapAsync(Choice("Is footage", "No, I only need to get in"));
        await TypeAsync("ZIP code where", "44114");
        await homeowner.Page.GetByLabel("ZIP code where").BlurAsync();

        // The first one begins exactly after the shortest notice and would be gone while somebody types.
        await TapAsync(homeowner.Page.Locator("#when input[type=radio]").Nth(1));
        await Assertions.Expect(homeowner.Page.Locator("#hold-until")).ToBeVisibleAsync();
        await TypeAsync("Full name", "Ana Muñoz");
        await TypeAsync("Mobile number", "2165550142");
        await TypeAsync("E-mail", "ana@example.com");
        await TypeAsync("Street and house number", "1 Public Square");
        await TapAsync(homeowner.Page.GetByLabel("A government photo ID"));
        app.Clock.Advance(NodaTime.Duration.FromSeconds(20));
        await TapAsync(homeowner.Page.GetByRole(AriaRole.Button, new() { Name = "Book this visit" }));
        await homeowner.SeesAsync("Your visit is booked");

        TestContext.Current.TestOutputHelper?.WriteLine($"booking: taps={taps} fields={fields} keys={keys} pages={pages}");
        Assert.InRange(taps, 1, 10);
        Assert.InRange(fields, 1, 6);
        Assert.Equal(2, pages);
    }

    [Fact]
    public async Task FirstBooking_WithTheKeyboardOnly_IsBooked()
    {
        await using var app = await BookingStates.SiteAsync();
        await using var homeowner = await browser.PersonAsync(app, Browser.Desk);
        var keyboard = homeowner.Page.Keyboard;
        async Task ReachAsync(string selector)
        {
            for (var i = 0; i < 60; i++)
            {
                if (await homeowner.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                {
                    return;
                }

                await keyboard.PressAsync("Tab");
            }

            Assert.Fail($"The Tab key does not come to {selector}.");
        }

        async Task TypeAsync(string selector, string text)
        {
            await ReachAsync(selector);
            await keyboard.TypeAsync(text);
        }

        await homeowner.GoAsync("/book");
        foreach (var group in new[] { "Input_Brand", "Input_Trouble", "Input_Situation", "Input_Footage" })
        {
            await ReachAsync($"#{group}");
            await keyboard.PressAsync("Space");
        }

        // "Yes, I need a recording" stands first: the arrow goes on.
        await keyboard.PressAsync("ArrowDown");
        await TypeAsync("#Input_Zip", "44114");
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(homeowner.Page.Locator("#when input[type=radio]")).ToHaveCountAsync(6);
        await ReachAsync("#when input[type=radio]");

        // The first one begins exactly after the shortest notice and would be gone while somebody types.
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(homeowner.Page.Locator("#hold-until")).ToBeVisibleAsync();

        // The part that was replaced keeps the focus where it was.
        Assert.True(await homeowner.Page.EvaluateAsync<bool>("() => document.activeElement.matches(\"input[name='Input.Window']\")"));
        await TypeAsync("#Input_Name", "Ana Muñoz");
        await TypeAsync("#Input_Phone", "2165550142");
        await TypeAsync("#Input_Email", "ana@example.com");
        await TypeAsync("#Input_Street", "1 Public Square");
        await ReachAsync("#Input_IdReady");
        await keyboard.PressAsync("Space");
        app.Clock.Advance(NodaTime.Duration.FromSeconds(20));
        await ReachAsync("button.button--primary");
        await keyboard.PressAsync("Enter");

        await homeowner.SeesAsync("Your visit is booked");
    }

    [Fact]
    public async Task Countdown_OfTheHold_IsSaidSparselyAndEndsHonestly()
    {
        await using var app = await BookingStates.SiteAsync();
        await using var homeowner = await browser.PersonAsync(app);
        await homeowner.Page.Clock.InstallAsync();
        await BookingStates.HeldAsync(homeowner, app);
        var said = homeowner.Page.Locator("#hold-said");
        await Assertions.Expect(said).ToContainTextAsync("Held for you until");
        Assert.Equal("status", await said.GetAttributeAsync("role"));

        await homeowner.Page.Clock.FastForwardAsync("02:00");
        await Assertions.Expect(said).ToContainTextAsync("Held for you until");
        await homeowner.Page.Clock.FastForwardAsync("03:02");
        await Assertions.Expect(said).ToHaveTextAsync("Five minutes left to book the window that is held for you.");
        await homeowner.Page.Clock.FastForwardAsync("04:00");
        await Assertions.Expect(said).ToHaveTextAsync("One minute left to book the window that is held for you.");
        await Assertions.Expect(homeowner.Page.Locator("#hold-left")).ToHaveTextAsync("(less than a minute left)");
        app.Clock.Advance(NodaTime.Duration.FromMinutes(10));
        await homeowner.Page.Clock.FastForwardAsync("01:00");

        await Assertions.Expect(said).ToContainTextAsync("The ten minutes are over");
        await Assertions.Expect(homeowner.Page.Locator("#when input:checked")).ToHaveCountAsync(0);
        await Assertions.Expect(homeowner.Page.Locator("#when input[type=radio]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TooManyBookings_InARealBrowser_AreBookedAfterTheSum()
    {
        await using var app = await BookingStates.SiteAsync();
        await using var homeowner = await browser.PersonAsync(app);
        await BookingStates.HeldAsync(homeowner, app);
        await BookingStates.FillAsync(homeowner, app, "Mine");
        await BookingStates.UseUpAsync(app);

        await homeowner.ClickAsync("Book this visit");

        await homeowner.SeesAsync("Your visit is booked");
    }

    [Fact]
    public async Task TooManyBookings_WithoutJavaScript_AreToldToCallAndKeepEverything()
    {
        await using var app = await BookingStates.SiteAsync();
        await using var homeowner = await browser.PersonAsync(app, javaScript: false);
        await homeowner.GoAsync($"/book?brand=Dahua&zip={TestData.Zip}");
        await homeowner.Page.Locator("#when input[type=radio]").Nth(1).CheckAsync();
        await BookingStates.FillAsync(homeowner, app, "Mine");
        await BookingStates.UseUpAsync(app);

        await homeowner.ClickAsync("Book this visit");

        await Assertions.Expect(homeowner.Page.Locator(".without-script")).ToBeVisibleAsync();
        await Assertions.Expect(homeowner.Page.GetByLabel("Full name")).ToHaveValueAsync("Ana O'Brien-Muñoz");
        await Assertions.Expect(homeowner.Page.Locator("#hold-until")).ToContainTextAsync("Held for you until");
    }

    [Fact]
    public async Task PhotoThatIsTooLarge_IsSaidBeforeItIsSent()
    {
        await using var app = await BookingStates.SiteAsync();
        await using var homeowner = await browser.PersonAsync(app);
        await homeowner.GoAsync("/book");
        await homeowner.Page.GetByText("Add photos").ClickAsync();

        await homeowner.Page.Locator("#Photos_Label").SetInputFilesAsync(new FilePayload { Name = "label.jpg", MimeType = "image/jpeg", Buffer = new byte[(8 * 1024 * 1024) + 1] });

        await homeowner.SeesAsync("This photo is larger than 8 MB.");
        Assert.Equal("", await homeowner.Page.Locator("#Photos_Label").InputValueAsync());
    }

    /// <summary>No violation in any state, light or dark, and every control has a name to be called by.</summary>
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryState_OfTheForm_IsAccessibleAndNamesItsControls(ColorScheme scheme)
    {
        await using var app = await BookingStates.SiteAsync();
        foreach (var (name, reach) in BookingStates.All)
        {
            await using var person = await browser.PersonAsync(app, scheme: scheme);
            await reach(person, app);
            await person.AssertAccessibleAsync($"{name} ({scheme})");
            var nameless = Nameless().Matches(await person.Page.Locator("main").AriaSnapshotAsync());
            Assert.True(nameless.Count == 0, $"{name}: {string.Join("; ", nameless)}");
            Assert.True(await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{name} is wider than the screen.");
        }
    }

    [Fact]
    [Trait("Category", "Screens")]
    public async Task EveryState_AtTwoWidthsInTwoSchemes_IsPhotographed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "screens")).FullName;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { Browser.Phone, Browser.Desk })
            {
                await using var app = await BookingStates.SiteAsync();
                foreach (var (name, reach) in BookingStates.All)
                {
                    await using var person = await browser.PersonAsync(app, width, scheme: scheme);
                    await reach(person, app);
                    await person.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"booking-{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png") });
                }
            }
        }
    }

    [GeneratedRegex("""^\s*- (textbox|radio|checkbox|button|combobox|link|progressbar)(?! ").*$""", RegexOptions.Multiline)]
    private static partial Regex Nameless();
}
