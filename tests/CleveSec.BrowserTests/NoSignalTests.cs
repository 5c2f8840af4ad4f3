using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>A form of the job sheet in a basement without signal: it stays, with everything typed, until it can be sent.</summary>
public sealed class NoSignalTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Typed = "Two codes were wrong, then the owner's app had it.";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Form_SentWithoutSignal_KeepsEverythingAndIsSentOnceWhenThereIsSome()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        await using var person = await TechnicianAsync(job);
        var page = person.Page;
        await page.GotoAsync($"/tech/visits/{job.Visits[0].Id}/refuse");
        await page.Locator("main input[type=radio]").First.CheckAsync();
        await page.Locator("main textarea").FillAsync(Typed);

        await page.Context.SetOfflineAsync(true);
        await SendAsync(page);

        await Assertions.Expect(page.Locator("[data-unsent]")).ToContainTextAsync("nothing was sent, and nothing you typed is lost");
        await Assertions.Expect(page.Locator("main textarea")).ToHaveValueAsync(Typed);
        Assert.Equal(JobStatus.OnSite, await StatusAsync(job));

        // Closed by accident, and opened again.
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-unsent]")).ToContainTextAsync("It is as you left it");
        await Assertions.Expect(page.Locator("main textarea")).ToHaveValueAsync(Typed);

        Assert.True(await page.Locator("main input[type=radio]").First.IsCheckedAsync());
        await SendAsync(page);
        await page.WaitForURLAsync(address => !address.EndsWith("/refuse", StringComparison.Ordinal));
        Assert.Equal(JobStatus.Refused, await StatusAsync(job));
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => sessionStorage.length"));
        person.TakeTrouble();
    }

    /// <summary>Files are not kept by the page: it says so, sends them once there is signal while it is open, and claims nothing after it was opened anew.</summary>
    [Fact]
    public async Task FileForm_SentWithoutSignal_SaysWhereTheFileIsAndSendsItWhenThereIsSome()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        await using var person = await TechnicianAsync(job);
        var page = person.Page;
        await page.GotoAsync($"/tech/visits/{job.Visits[0].Id}/photos");
        await ChooseAsync(page);
        await page.Context.SetOfflineAsync(true);
        await SendAsync(page);
        await Assertions.Expect(page.Locator("[data-unsent]")).ToContainTextAsync("nothing was sent. Tap again when there is signal. A chosen file is kept nowhere: it stays chosen only while this page is open.");
        Assert.Equal(0, await PhotosAsync(job));

        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main form input[type=file]").First).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("[data-unsent]")).ToHaveCountAsync(0);

        await ChooseAsync(page);
        await page.Context.SetOfflineAsync(true);
        await SendAsync(page);
        await Assertions.Expect(page.Locator("[data-unsent]")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await SendAsync(page);
        await person.SeesAsync("It is kept with the job.");
        Assert.Equal(1, await PhotosAsync(job));
        person.TakeTrouble();

        static Task ChooseAsync(IPage page) => page.Locator("#Photos_Label").SetInputFilesAsync(new FilePayload { Name = "label.png", MimeType = "image/png", Buffer = BookingStates.Picture() });
    }

    private Task<int> PhotosAsync(Job job) => app.DbAsync(db => db.EvidenceFiles.CountAsync(file => file.JobId == job.Id && file.SeenAt != null, Ct));

    private async Task<Person> TechnicianAsync(Job job)
    {
        var person = await browser.PersonAsync(app);
        using var client = await app.Data.SignInAsync(await app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == job.Visits[0].TechnicianId, Ct)));
        await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        return person;
    }

    private Task<JobStatus> StatusAsync(Job job) => app.DbAsync(db => db.Jobs.Where(one => one.Id == job.Id).Select(one => one.Status).SingleAsync(Ct));

    private static Task SendAsync(IPage page) => page.Locator("main form button[type=submit]").First.ClickAsync();
}
