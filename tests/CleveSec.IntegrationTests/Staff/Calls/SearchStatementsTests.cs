using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.Jobs;
using CleveSec.Web.Features.Staff.Search;

namespace CleveSec.IntegrationTests.Staff.Calls;

/// <summary>How often the database is asked, whatever is typed.</summary>
public sealed class SearchStatementsTests : IAsyncLifetime
{
    private const string CommandLog = "Microsoft.EntityFrameworkCore.Database.Command";
    private readonly CleveSecApp app = new(new AppOptions { Settings = new Dictionary<string, string?> { [$"Logging:LogLevel:{CommandLog}"] = "Information" } });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return this.app.DisposeAsync();
    }

    [Fact]
    public async Task Search_WhateverIsTyped_TakesOneStatement()
    {
        await this.app.Data.JobAsync();
        foreach (var typed in new[] { "casey", "CS-2026-00001", "(216) 555-0123", "main street 44113", "caesy", "nobody" })
        {
            Assert.Equal(1, await this.CountAsync(() => this.app.WithAsync<SearchQuery, object>(async query => await query.RunAsync(typed, 60, Ct))));
        }
    }

    [Fact]
    public async Task List_EveryFilterAndOrder_TakesThreeStatementsTwoWithWordsAndOneMoreForALaterPage()
    {
        var job = await this.app.Data.JobAsync(Domain.Jobs.JobStatus.Scheduled);
        foreach (var sort in Enum.GetValues<JobSort>())
        {
            Assert.Equal(3, await this.ListAsync(new JobSearch(null, null, true, null, sort, null, null)));
            Assert.Equal(2, await this.ListAsync(new JobSearch("casey", null, false, null, sort, null, null)));
        }

        // Where the page ends; and, because nothing is before it, whether there is any job at all.
        Assert.Equal(5, await this.ListAsync(new JobSearch(null, null, false, null, JobSort.Newest, null, job.Number)));
    }

    private Task<int> ListAsync(JobSearch search) => this.CountAsync(() => this.app.WithAsync<IServiceProvider, object>(async services =>
        await new JobListQuery((CleveSecDb)services.GetService(typeof(CleveSecDb))!).RunAsync(((CleveSecDb)services.GetService(typeof(CleveSecDb))!).Jobs, search, Ct)));

    private async Task<int> CountAsync(Func<Task> ask)
    {
        var before = this.Commands();
        await ask();
        return this.Commands() - before;
    }

    /// <summary>Housekeeping may delete meanwhile; a request reads.</summary>
    private int Commands() => this.app.Logs.Lines.Count(line => line.Category == CommandLog && line.Message.Contains("select", StringComparison.OrdinalIgnoreCase));
}
