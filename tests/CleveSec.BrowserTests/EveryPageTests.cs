using CleveSec.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>Every page, light and dark: no accessibility violation, nothing wider than the screen, styled, without an external request, and nothing to complain of in the browser's console.</summary>
public sealed class EveryPageTests(Browser browser, SitePages site) : IClassFixture<Browser>, IClassFixture<SitePages>
{
    private static readonly (int Width, string Name)[] Widths = [(Browser.Phone, "390"), (Browser.Tablet, "820"), (Browser.Desk, "1440")];

    /// <summary>Each page is opened once: what the two schemes do not share is colours alone, so the dark one is asked about colours only.</summary>
    [Fact]
    public async Task EveryPage_LightAndDark_IsAccessibleAndFits()
    {
        await using var person = await browser.PersonAsync(site.App, Browser.Phone, scheme: ColorScheme.Light);
        var trouble = new List<string>();
        foreach (var view in site.Views)
        {
            try
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                await site.OpenAsync(person, view);
                await person.AssertAccessibleAsync($"{view.Name} (light)");
                await AssertFitsAsync(person, view);
                await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await person.AssertColorsAsync($"{view.Name} (dark)");
                AssertQuiet(person, view);
            }
            catch (Exception violated) when (violated is Xunit.Sdk.XunitException or PlaywrightException)
            {
                trouble.Add($"{view.Name}: {violated.Message}");
            }
        }

        Assert.True(trouble.Count == 0, string.Join("\n", trouble));
    }

    [Fact]
    public async Task Colors_TooCloseInTheDark_AreFound()
    {
        await using var person = await browser.PersonAsync(site.App, Browser.Phone, scheme: ColorScheme.Light);
        await person.GoAsync("/check");
        await person.Page.EvaluateAsync("() => { const line = document.createElement('p'); line.textContent = 'Hard to read'; line.style.color = 'light-dark(#111, #30404a)'; document.querySelector('main .container').append(line); }");

        await person.AssertAccessibleAsync("light");
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => person.AssertColorsAsync("dark"));
    }

    [Fact]
    public async Task StaffPages_OnADeskWithNothingInThem_AreAccessible()
    {
        await using var person = await browser.PersonAsync(site.Empty, Browser.Desk);
        foreach (var (role, paths) in new[] { (Domain.Staff.StaffRole.Admin, new[] { "/staff", "/staff/jobs", "/staff/mailbox", "/staff/comments", "/staff/comments/helpful", "/staff/guide", "/staff/guide/images", "/staff/people" }), (Domain.Staff.StaffRole.Technician, ["/tech"]) })
        {
            using var client = await site.Empty.Data.SignInAsync(role);
            await person.Page.Context.ClearCookiesAsync();
            await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = site.Empty.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
            foreach (var path in paths)
            {
                await person.GoAsync(path);
                await person.AssertAccessibleAsync($"{path} (empty)");
            }
        }
    }

    [Theory]
    [InlineData(Viewer.Anybody)]
    [InlineData(Viewer.Customer)]
    [InlineData(Viewer.Dispatcher)]
    public async Task Pages_At320Pixels_NeedNoSidewaysScrolling(Viewer viewer)
    {
        await using var person = await browser.PersonAsync(site.App, 320);
        var trouble = new List<string>();
        foreach (var view in site.Views.Where(view => view.Viewer == viewer))
        {
            await site.OpenAsync(person, view);
            try
            {
                await AssertFitsAsync(person, view);
            }
            catch (Xunit.Sdk.XunitException violated)
            {
                trouble.Add(violated.Message);
            }
        }

        Assert.True(trouble.Count == 0, string.Join("\n", trouble));
    }

    [Fact]
    [Trait("Category", "Screens")]
    public async Task EveryPage_AtThreeWidthsInTwoSchemes_IsPhotographed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "screens")).FullName;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var (width, name) in Widths)
            {
                await using var person = await browser.PersonAsync(site.App, width, scheme: scheme);
                foreach (var view in site.Views)
                {
                    await site.OpenAsync(person, view);
                    await person.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"{view.Name}-{name}-{scheme.ToString().ToLowerInvariant()}.png") });
                }
            }
        }
    }

    /// <summary>Nothing, or by how many pixels the page is wider than the screen and the elements that stick out.</summary>
    private const string Widest = """
        () => {
          const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
          return over <= 0 ? "" : over + " px; " + [...document.querySelectorAll("body *")].filter(it => it.getBoundingClientRect().right > root.clientWidth)
            .slice(-3).map(it => it.tagName + "." + it.className + ": " + it.textContent.trim().slice(0, 60)).join(" | ");
        }
        """;

    private static void AssertQuiet(Person person, SiteView view)
    {
        var logged = person.TakeTrouble();
        Assert.True(logged.Count == 0, $"{view.Name}: {string.Join("; ", logged)}");
    }

    private static async Task AssertFitsAsync(Person person, SiteView view)
    {
        var widest = await person.Page.EvaluateAsync<string>(Widest);
        var background = await person.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.True(widest.Length == 0, $"{view.Name}: wider than the screen: {widest}");
        Assert.True(background is not ("rgba(0, 0, 0, 0)" or "rgb(255, 255, 255)"), $"{view.Name}: the page is not styled.");
    }
}
