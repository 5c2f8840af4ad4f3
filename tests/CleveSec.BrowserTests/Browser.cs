using CleveSec.TestSupport;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>Chromium, started once for the run. Each person in a test is a context of its own: own cookies, own screen.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const int Phone = 390;
    public const int Tablet = 820;
    public const int Desk = 1440;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        this.playwright = await Playwright.CreateAsync();
        this.browser = await this.playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CLEVESEC_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (this.browser is not null)
        {
            await this.browser.DisposeAsync();
        }

        this.playwright?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A person's browser. A page that logs an error, other than an answer the test asks for, fails the test when it is closed.</summary>
    /// <param name="offline">Let the site keep its pages for use without a connection. Usually not: a test wants to see what the server answers.</param>
    /// <param name="through">The node, or what stands before the nodes; null: the site's own address.</param>
    public async Task<Person> PersonAsync(CleveSecApp app, int width = Phone, bool javaScript = true, ColorScheme scheme = ColorScheme.Light, bool offline = false, Uri? through = null)
    {
        var context = await this.browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (through ?? app.Address).ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width == Desk ? 900 : 844 },
            JavaScriptEnabled = javaScript,
            ServiceWorkers = offline ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            ColorScheme = scheme,

            // Colours are measured when they have arrived, not on their way.
            ReducedMotion = ReducedMotion.Reduce,
            // Of a site that ends TLS itself.
            IgnoreHTTPSErrors = app.Address.Scheme == Uri.UriSchemeHttps,
            Locale = "en-US",
            TimezoneId = "America/New_York",
        });
        context.SetDefaultTimeout(20_000);
        return new Person(context, await context.NewPageAsync());
    }
}

/// <summary>One person at one screen.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> trouble = [];

    public Person(IBrowserContext context, IPage page)
    {
        this.context = context;
        this.Page = page;
        page.PageError += (_, error) => this.trouble.Add(error);
        page.Console += (_, message) =>
        {
            // Refused forms answer 4xx, which Chromium writes to the console; everything else is a defect.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                this.trouble.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            var host = new Uri(request.Url).Host;
            if (host is not "127.0.0.1")
            {
                this.trouble.Add($"External request: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public Task GoAsync(string path) => this.Page.GotoAsync(path);

    public Task ClickAsync(string button) => this.PressAsync(this.Page.GetByRole(AriaRole.Button, new() { Name = button }).First, button);

    public Task FollowAsync(string link) => this.PressAsync(this.Page.GetByRole(AriaRole.Link, new() { Name = link }).First, link);

    public Task TypeAsync(string label, string text) => this.Page.GetByLabel(label, new() { Exact = false }).First.FillAsync(text);

    public Task ChooseAsync(string group, string choice) => this.Page.GetByRole(AriaRole.Group, new() { Name = group }).GetByLabel(choice, new() { Exact = false }).First.CheckAsync();

    public Task SeesAsync(string text) => Assertions.Expect(this.Page.Locator("main")).ToContainTextAsync(text);

    /// <summary>What the pages since the last call logged as an error, asked for from outside, or threw.</summary>
    public IReadOnlyList<string> TakeTrouble()
    {
        var taken = this.trouble.ToList();
        this.trouble.Clear();
        return taken;
    }

    /// <summary>No accessibility violation on this page, by the rules of WCAG 2.2 A and AA and axe's best practice.</summary>
    public async Task AssertAccessibleAsync(string where)
    {
        var result = await this.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{where}: {string.Join("; ", result.Violations.Select(Describe))}");
    }

    /// <summary>Of a page that was found accessible in the other scheme: what depends on colours.</summary>
    public async Task AssertColorsAsync(string where)
    {
        var result = await this.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } });
        Assert.True(result.Violations.Length == 0, $"{where}: {string.Join("; ", result.Violations.Select(Describe))}");
    }

    public async ValueTask DisposeAsync()
    {
        await this.context.DisposeAsync();
        Assert.Empty(this.trouble);
        GC.SuppressFinalize(this);
    }

    /// <summary>Clicks; a failure says what was on the page instead.</summary>
    private async Task PressAsync(ILocator target, string name)
    {
        try
        {
            await target.ClickAsync();
        }
        catch (TimeoutException missing)
        {
            throw new TimeoutException($"“{name}” is not on {this.Page.Url}: {await this.Page.InnerTextAsync("main")}", missing);
        }
    }

    private static string Describe(AxeResultItem violation) => $"{violation.Id} ({violation.Help}): {string.Join(", ", violation.Nodes.Select(node => node.Html))}";
}
