using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Planning, moving and reassigning a visit. An app a test: the candidates depend on who works.</summary>
public sealed class JobVisitTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Post_QueuedJob_IsScheduledAndBothAreTold()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician, "Robin Vale");
        var job = await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = (await client.GetAsync($"/staff/jobs/{job.Number}/visit")).Expect(HttpStatusCode.OK);
        var choice = page.All("input[name='Input.Choice']")[0].GetAttribute("value");

        (await client.SubmitAsync("main form[method=post]", ("Input.Choice", choice))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var after = await this.app.Data.LoadAsync(job.Id);
        Assert.Equal((JobStatus.Scheduled, technician.Id), (after.Status, after.LiveVisit!.TechnicianId));
        var told = await this.app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id).Select(mail => mail.ToAddress).ToListAsync(Ct));
        Assert.Equal(["casey@example.com", technician.Email], told.Order());
        Assert.Contains("Customer and technician are told", (await client.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);

        // What the office plans needs no acceptance by the office, and the customer reads that.
        Assert.Equal(VisitStatus.Confirmed, after.LiveVisit.Status);
        Assert.DoesNotContain(job.Number, (await client.GetAsync("/staff")).Text, StringComparison.Ordinal);
        using var customer = await this.app.Data.CustomerClientAsync(job.Id);
        Assert.Contains("The office has confirmed your visit.", (await customer.GetAsync("/visit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OtherTechnicianSameTime_Reassigns()
    {
        var (first, second) = (await this.app.Data.StaffAsync(StaffRole.Technician, "Robin Vale"), await this.app.Data.StaffAsync(StaffRole.Technician, "Sam Hill"));
        var job = await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await this.ChooseAsync(client, job, first.Id, 3);
        var before = (await this.app.Data.LoadAsync(job.Id)).LiveVisit!;

        var page = await client.GetAsync($"/staff/jobs/{job.Number}/visit");
        Assert.Equal(VisitCandidate.KeyOf(first.Id, before.WindowStart), page.One("input[name='Input.Choice'][checked]").GetAttribute("value"));
        (await client.SubmitAsync("main form[method=post]", ("Input.Choice", VisitCandidate.KeyOf(second.Id, before.WindowStart)))).ExpectRedirect($"/staff/jobs/{job.Number}");

        var after = await this.app.Data.LoadAsync(job.Id);
        Assert.Equal(VisitStatus.Confirmed, after.LiveVisit!.Status);
        Assert.Equal((second.Id, before.Window), (after.LiveVisit.TechnicianId, after.LiveVisit.Window));
        Assert.Equal(nameof(JobAction.Reassign), after.Events[^1].Kind);
        Assert.Contains("Visit given to Sam Hill, before Robin Vale", (await client.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TakenMeanwhile_IsToldWithFreshCandidates()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var (job, rival) = (await this.app.Data.JobAsync(), await this.app.Data.JobAsync());
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        using var quicker = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await client.GetAsync($"/staff/jobs/{job.Number}/visit");
        var key = page.All("input[name='Input.Choice']")[3].GetAttribute("value")!;
        await quicker.GetAsync($"/staff/jobs/{rival.Number}/visit");
        await quicker.SubmitAsync("main form[method=post]", ("Input.Choice", key));
        await this.FillAsync(technician, key);

        var answer = await client.SubmitAsync("main form[method=post]", ("Input.Choice", key));

        answer.Expect(HttpStatusCode.Conflict);
        Assert.Contains("not free at that time any more", answer.Text, StringComparison.Ordinal);
        var fresh = answer.All("input[name='Input.Choice']").Select(input => input.GetAttribute("value")).ToList();
        Assert.NotEmpty(fresh);
        Assert.DoesNotContain(key, fresh);
        Assert.Equal(JobStatus.Reported, (await this.app.Data.LoadAsync(job.Id)).Status);
    }

    [Fact]
    public async Task Post_NothingChosen_IsRefused()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        var job = await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/jobs/{job.Number}/visit");

        var page = await client.SubmitAsync("main form[method=post]");

        page.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Choose a technician and a time.", page.One(".error-summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FilteredByTechnicianAndDay_ShowsOnlyThose()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician, "Robin Vale");
        var other = await this.app.Data.StaffAsync(StaffRole.Technician, "Sam Hill");
        var job = await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await client.GetAsync($"/staff/jobs/{job.Number}/visit?technician={other.Id}&date=2026-11-30");

        Assert.Single(page.All("fieldset"));
        Assert.Contains("Monday, November 30", page.One("fieldset legend").TextContent, StringComparison.Ordinal);
        Assert.All(page.All("input[name='Input.Choice']"), input => Assert.StartsWith(other.Id.ToString("N"), input.GetAttribute("value"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JobStatus.Cancelled)]
    [InlineData(JobStatus.OnSite)]
    public async Task Get_NoVisitCanBePlanned_SaysWhy(JobStatus status)
    {
        var job = await this.app.Data.JobAsync(status);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/jobs/{job.Number}/visit")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("no visit can be planned or changed now", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NobodyWorks_SaysWhoCanChangeThat()
    {
        var job = await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Contains("Nobody is free", (await client.GetAsync($"/staff/jobs/{job.Number}/visit")).Text, StringComparison.Ordinal);
    }

    private async Task ChooseAsync(SiteClient client, Job job, Guid technicianId, int place)
    {
        var page = await client.GetAsync($"/staff/jobs/{job.Number}/visit?technician={technicianId}");
        await client.SubmitAsync("main form[method=post]", ("Input.Choice", page.All("input[name='Input.Choice']")[place].GetAttribute("value")));
    }

    /// <summary>Takes the rest of the window, so that not even a later start in it is free.</summary>
    private async Task FillAsync(StaffMember technician, string key)
    {
        VisitCandidate.TryParse(key, out _, out var start);
        var taken = await this.app.DbAsync(db => db.Visits.Where(visit => visit.TechnicianId == technician.Id).MaxAsync(visit => visit.OccupiedEnd, Ct));
        if (taken < start + NodaTime.Duration.FromHours(2))
        {
            await this.app.Data.JobAsync(JobStatus.Scheduled, technician, NodaTime.Instant.Max(taken, start) + NodaTime.Duration.FromMinutes(15));
        }
    }
}
