using System.Globalization;
using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Tracking;

/// <summary>Which windows a customer is offered for moving a visit.</summary>
public sealed class ChangeTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_MoreDays_ShowsEveryWindowToTheHorizonAndTheLastCanBeHad()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var first = (await customer.GetAsync("/visit/change")).Expect(HttpStatusCode.OK);
        var link = first.All("main a").Single(anchor => anchor.TextContent == "More days").GetAttribute("href")!;

        var more = (await customer.GetAsync(link)).Expect(HttpStatusCode.OK);
        var windows = more.All("input[name=Window]").Select(input => input.GetAttribute("value")!).ToList();
        var answer = await customer.SubmitAsync("main form", ("Window", windows[^1]));

        Assert.Equal(6, first.All("input[name=Window]").Count);
        Assert.True(windows.Count > 30, $"{windows.Count} windows");
        Assert.DoesNotContain(more.All("main a"), anchor => anchor.TextContent == "More days");
        answer.ExpectRedirect("/visit");
        Assert.Equal(long.Parse(windows[^1], CultureInfo.InvariantCulture), (await app.Data.LoadAsync(job.Id)).LiveVisit!.WindowStart.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Post_NothingChosenAmongMoreDays_StillShowsThemAll()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/visit/change?more=true");

        var page = (await customer.SubmitAsync("main form")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.True(page.All("input[name=Window]").Count > 30);
    }

    /// <summary>On this short day the hour before the visit is free only because the visit itself moves into it.</summary>
    [Fact]
    public async Task Get_WindowThatOnlyTheVisitItselfBlocks_IsOfferedAndCanBeHad()
    {
        await app.DbAsync(db => db.Staff.Where(staff => staff.Role == StaffRole.Technician).ExecuteUpdateAsync(set => set.SetProperty(staff => staff.Active, false), Ct));
        var technician = await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.WorkWeekly([new WorkingHours(IsoDayOfWeek.Wednesday, new LocalTime(9, 0), new LocalTime(11, 30))]));
        var tomorrow = app.Clock.Now.InZone(BookingRules.Zone).Date.PlusDays(1);
        Assert.Equal(IsoDayOfWeek.Wednesday, tomorrow.DayOfWeek);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var wish = tomorrow.At(new LocalTime(8, 0)).InZoneLeniently(BookingRules.Zone).ToInstant().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        var page = await customer.GetAsync("/visit/change");

        Assert.Contains(wish, page.All("input[name=Window]").Select(input => input.GetAttribute("value")));
        (await customer.SubmitAsync("main form", ("Window", wish))).ExpectRedirect("/visit");
    }
}
