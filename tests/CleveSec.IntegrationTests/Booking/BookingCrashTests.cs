using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>The site dies between the click and the answer: what was answered "booked" is there, and sending the same form again books nothing twice.</summary>
public sealed class BookingCrashTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static int browsers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Kill9_DuringBooking_LosesAndDoublesNothing() => KillAsync(4);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Kill9_TwentyTimesDuringBooking_LosesAndDoublesNothing() => KillAsync(20);

    private async Task KillAsync(int times)
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 4; i++)
        {
            await app.Data.StaffAsync(StaffRole.Technician);
        }

        // The form comes from the site in this process, made an hour ago by its clock; the other process shares database and keys.
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1);
        var acknowledged = 0;
        var site = await SiteProcess.StartAsync(app.Database);
        try
        {
            await BookAsync(site, "warm@example.com");
            for (var i = 0; i < times; i++)
            {
                var email = $"crash{i}@example.com";
                var (form, cookies) = await FormAsync();
                var window = form.All("input[name='Input.Window']")[^1].GetAttribute("value")!;
                if (await PostAndKillAsync(site, form, cookies, email, window, random.Next(0, 80)))
                {
                    acknowledged++;
                    Assert.Equal(1, await CountAsync(email));
                }

                await site.DisposeAsync();
                site = await SiteProcess.StartAsync(app.Database);
                using var same = Browser(site, cookies);
                (await PostAsync(same, form, email, window)).ExpectRedirect("/book/booked");
                Assert.Equal(1, await CountAsync(email));
            }
        }
        finally
        {
            await site.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged} of {times} were answered before the end.");
        Assert.Equal((times + 1) * 2, await app.DbAsync(db => db.OutboxMails.CountAsync(Ct)));
    }

    /// <summary>Sends the form and kills the site that many milliseconds later. True: "booked" was answered.</summary>
    private static async Task<bool> PostAndKillAsync(SiteProcess site, SitePage form, IReadOnlyDictionary<string, string> cookies, string email, string window, int milliseconds)
    {
        using var client = Browser(site, cookies);
        var posted = PostAsync(client, form, email, window);
        await Task.WhenAny(posted, Task.Delay(milliseconds, Ct));
        site.Kill9();
        try
        {
            return (await posted).Location == "/book/booked";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A process books faster once it has booked, so that the kills fall into the work and not into its first compilation.</summary>
    private async Task BookAsync(SiteProcess site, string email)
    {
        var (form, cookies) = await FormAsync();
        using var client = Browser(site, cookies);
        (await PostAsync(client, form, email, form.All("input[name='Input.Window']")[^1].GetAttribute("value")!)).ExpectRedirect("/book/booked");
    }

    private async Task<(SitePage Form, IReadOnlyDictionary<string, string> Cookies)> FormAsync()
    {
        using var client = app.Client();
        return (await client.GetAsync($"/book?brand=Dahua&zip={TestData.Zip}"), client.Cookies);
    }

    private static SiteClient Browser(SiteProcess site, IReadOnlyDictionary<string, string> cookies)
    {
        var client = site.Client();
        client.ForwardedFor = $"198.18.0.{Interlocked.Increment(ref browsers)}";
        foreach (var (name, value) in cookies)
        {
            client.SetCookie(name, value);
        }

        return client;
    }

    private static Task<SitePage> PostAsync(SiteClient client, SitePage form, string email, string window)
    {
        var hidden = form.All($"{BookingForm.Form} input[type=hidden]").Select(input => (input.GetAttribute("name")!, (string?)input.GetAttribute("value")));
        return client.PostAsync("/book", [.. hidden, .. BookingForm.Filled(window, email: email), ("Input.Zip", TestData.Zip)]);
    }

    private Task<int> CountAsync(string email) => app.DbAsync(db => db.Jobs.CountAsync(job => job.Customer.Email == email, Ct));
}
