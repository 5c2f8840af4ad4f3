using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Tech;

public sealed class DayTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Day_WithoutVisits_SaysWhatHappensNext()
    {
        var client = await app.Data.SignInAsync(StaffRole.Technician);

        var page = (await client.GetAsync("/tech")).Expect(HttpStatusCode.OK);

        Assert.Contains("No stops today.", page.One(".empty").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("-9998-01-01")]
    [InlineData("2040-01-01")]
    public async Task Day_AtADateYearsAway_IsToday(string date)
    {
        var client = await app.Data.SignInAsync(StaffRole.Technician);

        var page = (await client.GetAsync($"/tech?date={date}")).Expect(HttpStatusCode.OK);

        Assert.Contains("No stops today.", page.One(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_SeveralVisits_ShowsTheNextOnTopAndOnlyOwnOnes()
    {
        var technician = await Technician.WithJobAsync(app);
        var later = await app.Data.JobAsync(JobStatus.Scheduled, technician.Staff, app.Clock.Now + Duration.FromHours(4));
        var tomorrow = await app.Data.JobAsync(JobStatus.Scheduled, technician.Staff, app.Clock.Now + Duration.FromHours(24));
        var foreign = await app.Data.JobAsync(JobStatus.Scheduled, await app.Data.StaffAsync(StaffRole.Technician), app.Clock.Now + Duration.FromHours(1));

        var page = await technician.Client.GetAsync("/tech");

        Assert.Equal(technician.Sheet, page.One(".stop--next h2 a").GetAttribute("href"));
        Assert.Equal([technician.VisitId, later.Visits[0].Id, tomorrow.Visits[0].Id], page.All(".stop :is(h2, h3) a").Select(link => Guid.Parse(link.GetAttribute("href")!.Split('/')[^1])));
        Assert.DoesNotContain(foreign.Visits[0].Id.ToString(), page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedVisit_Acknowledged_IsMarkedNoMore()
    {
        var technician = await Technician.WithJobAsync(app);
        var placement = await app.Data.PlacementAsync(technician.Staff, app.Clock.Now + Duration.FromHours(5));
        await app.Data.ActAsync(technician.JobId, await app.Data.StaffAsync(StaffRole.Dispatcher), (job, step) => job.Reschedule(placement, app.Data.Rules, step));

        var marked = await technician.Client.GetAsync("/tech");
        Assert.Contains("Changed — acknowledge", marked.Text, StringComparison.Ordinal);
        (await technician.Client.SubmitAsync("main form[action*='handler=Acknowledge']")).ExpectRedirect("/tech");

        Assert.Empty((await technician.Client.GetAsync("/tech")).All("main form"));
        Assert.False((await technician.LoadAsync()).Visits[0].AwaitsAcknowledgement);
    }

    [Fact]
    public async Task GateCode_OpenVisit_IsShownToItsTechnicianOnDayAndSheetOnly()
    {
        const string Code = "#4417 side door";
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var sealedCode = app.Services.GetRequiredService<SecretBox>().SealGateCode(Code);
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"update sites set gate_code = {sealedCode} where id = (select site_id from jobs where id = {technician.JobId})", Ct));

        Assert.Contains(Code, (await technician.Client.GetAsync("/tech")).Text, StringComparison.Ordinal);
        Assert.Contains(Code, (await technician.Client.GetAsync(technician.Sheet)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, (await technician.Client.GetAsync($"{technician.Sheet}/ownership")).Body, StringComparison.Ordinal);
        await technician.StepAsync("problem", ("Input.Way", "EndVisitPartlyDone"), ("Input.Reason", "Has to be continued."));
        Assert.DoesNotContain(Code, (await technician.Client.GetAsync(technician.Sheet)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledVisit_BeforeArrival_IsToldWithoutItsAddress()
    {
        var technician = await Technician.WithJobAsync(app);
        await app.Data.ActAsync(technician.JobId, await app.Data.StaffAsync(StaffRole.Dispatcher), (job, step) => job.Cancel("The customer called.", app.Data.Rules, step));

        var page = await technician.Client.GetAsync("/tech");

        Assert.Contains("Cancelled", page.One("article.stop").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("1 Main Street", page.Text, StringComparison.Ordinal);
        (await technician.Client.GetAsync(technician.Sheet)).Expect(HttpStatusCode.NotFound);
    }
}
