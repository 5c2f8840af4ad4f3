using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.Calls;

/// <summary>A word of more jobs than are gathered (list_jobs walks along the order), behind as many other jobs as are looked at to guess how common a word is (it walks in vain, and gathers all the same).</summary>
public sealed class CommonWordsTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await this.app.InitializeAsync();
        await this.ManyAsync("Wilma Waxwing", 1996, 20000, 28200);
        await this.ManyAsync("Greta Godwit", 1995, 10000, 13100);
        await this.app.Database.AsOwnerAsync("select refresh_job_search(array(select id from jobs))");
        await this.app.Database.AsOwnerAsync("analyze job_search");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return this.app.DisposeAsync();
    }

    [Fact]
    public async Task List_AWordOfVeryManyJobs_ShowsThemInOrderPageByPage()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        foreach (var query in new[] { "q=waxwing", "q=waxwing&sort=oldest", "q=waxwing&sort=name", "q=waxwing&status=reported", "q=waxwing&status=reported&sort=name", "q=waxwnig", "q=wilma+main" })
        {
            var first = (await client.GetAsync("/staff/jobs?" + query)).Expect(HttpStatusCode.OK);
            var second = (await client.GetAsync(first.One(".pager a[rel=next]").GetAttribute("href")!)).Expect(HttpStatusCode.OK);
            var back = (await client.GetAsync(second.One(".pager a[rel=prev]").GetAttribute("href")!)).Expect(HttpStatusCode.OK);

            var numbers = Numbers(first).Concat(Numbers(second)).Where(number => number.StartsWith("CS-1996-", StringComparison.Ordinal)).ToList();
            Assert.Equal(Numbers(first), Numbers(back));
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
            Assert.InRange(numbers.Count, (2 * JobListQuery.PageSize) - 1, 2 * JobListQuery.PageSize);
            if (!query.Contains("name", StringComparison.Ordinal))
            {
                Assert.Equal(query.Contains("oldest", StringComparison.Ordinal) ? numbers.OrderDescending() : numbers.Order(), numbers);
            }
        }
    }

    private static IEnumerable<string> Numbers(SitePage page) => page.All("tbody th").Select(row => row.TextContent.Trim());

    /// <summary>The number tells the age in hours. What triggers do for each row is done once for all.</summary>
    private async Task ManyAsync(string name, int year, int from, int until)
    {
        var job = await this.app.Data.JobAsync();
        await this.app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Name, name), Ct));
        await this.app.Database.AsOwnerAsync("alter table jobs disable trigger user");
        await this.app.DbAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id)
            select gen_random_uuid(), 'CS-' || {year}::int || '-' || n, 'Reported', customer_id, site_id, trouble, reported_at - n * interval '1 hour', false, false, service_id from jobs, generate_series({from}, {until}) n where id = {job.Id}
            """, Ct));
        await this.app.Database.AsOwnerAsync("alter table jobs enable trigger user");
    }
}
