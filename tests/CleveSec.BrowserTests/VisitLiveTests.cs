using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>"Your visit" left open while the technician comes.</summary>
public sealed class VisitLiveTests(Browser browser) : IClassFixture<Browser>
{
    private const string ComeBack = "() => window.dispatchEvent(new Event('online'))";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visit_TechnicianSetsOut_SaysSoWithoutReloadAndKeepsTheFocus()
    {
        await using var app = new CleveSecApp();
        await app.InitializeAsync();
        var technician = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        var start = new LocalDate(2026, 11, 24).At(new LocalTime(12, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician, start);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await using var person = await browser.PersonAsync(app);
        await person.Page.Context.AddCookiesAsync(customer.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        await person.GoAsync("/visit");
        var link = person.Page.GetByRole(AriaRole.Link, new() { Name = "Message the office" });
        await link.FocusAsync();

        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Depart(step));
        await person.Page.EvaluateAsync(ComeBack);

        await Assertions.Expect(person.Page.Locator("[data-live=state]")).ToContainTextAsync("On the way");
        await Assertions.Expect(person.Page.Locator("p[role=status]")).ToContainTextAsync("On the way");
        await Assertions.Expect(person.Page.Locator("[data-live=history]")).ToContainTextAsync("Technician on the way");
        await Assertions.Expect(link).ToBeFocusedAsync();

        await app.DbAsync(db => db.CustomerSessions.ExecuteDeleteAsync(Ct));
        await person.Page.EvaluateAsync(ComeBack);

        await Assertions.Expect(person.Page.Locator("p[role=status]")).ToContainTextAsync("no longer updates by itself");
    }
}
