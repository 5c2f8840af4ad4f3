using System.Data.Common;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CleveSec.IntegrationTests.Data;

/// <summary>A whole job is read by many statements; what somebody changes between two of them is seen by all of them or by none.</summary>
public sealed class JobReadTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_VisitCalledOffBetweenItsStatements_IsTheJobOfBefore()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, technician);
        var meanwhile = new AfterTheFirst(() => app.Data.ActAsync(job.Id, office, (it, step) => it.Refuse("No photo ID, or the name does not match", step)));
        await using var db = Open(meanwhile);
        var which = new OwnVisit(db, app.Clock).JobOf(job.Visits[0].Id, technician.Id).AsNoTracking();

        var read = await JobChanges.LoadAsync(db, which, Ct);

        Assert.True(meanwhile.Done);
        Assert.Equal((JobStatus.Scheduled, VisitStatus.Planned), (read!.Status, Assert.Single(read.Visits).Status));
        Assert.Null(await JobChanges.LoadAsync(db, which, Ct));
    }

    private CleveSecDb Open(AfterTheFirst meanwhile)
    {
        var options = new DbContextOptionsBuilder<CleveSecDb>();
        CleveSecDb.Configure(options, app.Database.Site);
        return new CleveSecDb(options.AddInterceptors(meanwhile).Options);
    }

    /// <summary>Somebody else acts once the first statement has its answer.</summary>
    private sealed class AfterTheFirst(Func<Task> act) : DbCommandInterceptor
    {
        public bool Done { get; private set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!Done)
            {
                Done = true;
                await act();
            }

            return result;
        }
    }
}
