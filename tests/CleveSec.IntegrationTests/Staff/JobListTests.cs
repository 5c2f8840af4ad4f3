using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Jobs;
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
    [InlineData("elmwood quill")]
    [InlineData("qiull")]
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
    [InlineData("")]
    [InlineData("sort=oldest")]
    [InlineData("sort=name")]
    [InlineData("status=open&sort=name")]
    [InlineData("q=pager&sort=oldest")]
    [InlineData("q=pager")]
    [InlineData("q=pager&sort=name")]
    [InlineData("q=pager&status=reported&sort=name")]
    [InlineData("q=pager&status=open")]
    [InlineData("q=paegr&sort=name")]
    [InlineData("status=reported&sort=name")]
    public async Task Get_PageByPageAndBack_ShowsEveryJobOnceInOrder(string query)
    {
        await this.ManyAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var (there, last) = await this.WalkAsync(client, "/staff/jobs?" + query, "next");
        var (back, _) = await this.WalkAsync(client, last, "prev");

        Assert.Equal(there.Count, there.Distinct().Count());
        Assert.True(there.Count > JobListQuery.PageSize);
        Assert.Equal(there.Order(), back.Order());
    }

    [Fact]
    public async Task Get_ByTechnician_ShowsOnlyPlannedVisitsOfTheirs()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var theirs = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        var other = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        var page = await client.GetAsync($"/staff/jobs?technician={technician.Id}&sort=visit");

        Assert.Contains(theirs.Number, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Number, page.Text, StringComparison.Ordinal);
        foreach (var (query, isOthersToo) in new[] { ("sort=visit", true), ($"technician={technician.Id}", false), ($"technician={technician.Id}&sort=visit", false), ($"technician={technician.Id}&sort=name&status=open", false) })
        {
            var found = await client.GetAsync($"/staff/jobs?q=casey&{query}");
            Assert.Contains(theirs.Number, found.Text, StringComparison.Ordinal);
            Assert.Equal(isOthersToo, found.Text.Contains(other.Number, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Get_AfterTheStatusChanged_ListsTheJobUnderTheNewOne()
    {
        var job = await this.SpecialAsync();
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"update jobs set status = 'Cancelled' where id = {job.Id}", Ct));
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        foreach (var query in new[] { "sort=name", "q=quill", "q=quill&sort=name", "q=qiull" })
        {
            Assert.Contains((await client.GetAsync($"/staff/jobs?status=cancelled&{query}")).All("tbody th"), row => row.TextContent.Trim() == job.Number);
            Assert.DoesNotContain((await client.GetAsync($"/staff/jobs?status=reported&{query}")).All("tbody th"), row => row.TextContent.Trim() == job.Number);
        }
    }

    [Theory]
    [InlineData("?after=CS-1999-00001")]
    [InlineData("?after=nonsense")]
    [InlineData("?before=%27--")]
    [InlineData("?sort=nonsense&technician=nobody")]
    [InlineData("?sort=visit&after=CS-1999-00001")]
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

    /// <summary>More than two pages of jobs, two of them reported at each moment.</summary>
    private async Task ManyAsync()
    {
        var job = await app.Data.JobAsync();
        await app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Name, "Pia Pager"), Ct));
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id)
            select gen_random_uuid(), 'CS-1998-' || nextval('job_numbers') + 10000, 'Reported', customer_id, site_id, trouble, reported_at - (n / 2) * interval '1 hour', false, false, service_id from jobs, generate_series(1, 110) n where id = {job.Id}
            """, Ct));
    }

    private async Task<(List<string> Numbers, string Last)> WalkAsync(SiteClient client, string path, string rel)
    {
        var numbers = new List<string>();
        while (true)
        {
            var page = (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
            numbers.AddRange(page.All("tbody th").Select(row => row.TextContent.Trim()));
            if (page.All($".pager a[rel={rel}]") is not [{ } link])
            {
                return (numbers, path);
            }

            path = link.GetAttribute("href")!;
        }
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
