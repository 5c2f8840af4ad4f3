using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

public sealed class JobListTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{number}")]
    [InlineData("cs 2026 {sequence}")]
    [InlineData("quill")]
    [InlineData("(330) 555-01")]
    [InlineData("13305550199")]
    [InlineData("elmwood AVE")]
    [InlineData("7h0a")]
    public async Task Search_AnyWayToNameAJob_FindsIt(string typed)
    {
        var job = await this.SpecialAsync();
        await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var text = typed.Replace("{number}", job.Number, StringComparison.Ordinal).Replace("{sequence}", job.Number.Split('-')[2].TrimStart('0'), StringComparison.Ordinal);

        var page = await client.GetAsync("/staff/jobs?q=" + Uri.EscapeDataString(text));

        Assert.Contains(page.All("tbody th"), row => row.TextContent.Trim() == job.Number);
        Assert.DoesNotContain("Casey Morgan", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("' or 1=1 --")]
    [InlineData("CS-1999-00001")]
    public async Task Search_NothingLikeIt_SaysWhatToTry(string typed)
    {
        await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync("/staff/jobs?q=" + Uri.EscapeDataString(typed))).Expect(HttpStatusCode.OK);

        Assert.Contains("No job matches", page.Text, StringComparison.Ordinal);
        Assert.Equal(typed, page.One("#q").GetAttribute("value"));
    }

    [Fact]
    public async Task Get_ByStatus_ShowsOnlyThose()
    {
        var closed = await app.Data.JobAsync(JobStatus.Closed);
        var open = await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        var page = await client.GetAsync("/staff/jobs?status=closed");

        Assert.Contains(closed.Number, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(open.Number, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?p=2")]
    [InlineData("?p=-1")]
    [InlineData("?p=99999999999999999999")]
    [InlineData("?status=nonsense")]
    [InlineData("?status=99")]
    public async Task Get_OddQuery_IsNoError(string query)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync("/staff/jobs" + query)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/staff")]
    [InlineData("/staff/jobs")]
    [InlineData("/staff/mailbox")]
    [InlineData("/staff/jobs/{number}")]
    [InlineData("/staff/jobs/{number}/visit")]
    [InlineData("/staff/jobs/{number}/cancel")]
    public async Task Get_AsTechnician_IsNotFound(string path)
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        using var client = await app.Data.SignInAsync(technician);

        (await client.GetAsync(path.Replace("{number}", job.Number, StringComparison.Ordinal))).Expect(HttpStatusCode.NotFound);
    }

    private async Task<Job> SpecialAsync()
    {
        var job = await app.Data.JobAsync();
        await app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId)
            .ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Name, "Peter Quill").SetProperty(customer => customer.Phone, "+13305550199"), Ct));
        await app.DbAsync(db => db.Sites.Where(site => site.Id == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(site => site.Street, "12 Elmwood Ave"), Ct));
        await app.DbAsync(db => db.Recorders.Where(recorder => recorder.SiteId == job.SiteId).ExecuteUpdateAsync(set => set.SetProperty(recorder => recorder.Serial, "7H0A2B4PAZ"), Ct));
        return job;
    }
}
