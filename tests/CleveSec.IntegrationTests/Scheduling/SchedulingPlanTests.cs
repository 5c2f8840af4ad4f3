using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Scheduling;

/// <summary>What free windows cost the database, and that a kept plan is never older than the settings.</summary>
public sealed class SchedulingPlanTests : IAsyncLifetime
{
    private const string CommandLog = "Microsoft.EntityFrameworkCore.Database.Command";
    private readonly CleveSecApp app = new(new AppOptions { Settings = new Dictionary<string, string?> { [$"Logging:LogLevel:{CommandLog}"] = "Information" } });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static WindowWish Wish => new("44114", Service.RecoveryId, [RecorderBrand.Dahua]);

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return this.app.DisposeAsync();
    }

    [Fact]
    public async Task Find_OneTechnicianOrThirtyAndThousandsOfVisits_TakesThreeStatementsColdAndTwoWarm()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        Assert.Equal((3, 2), (await StatementsAsync(), await StatementsAsync()));

        for (var i = 0; i < 29; i++)
        {
            await this.app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.AddAbsence(new Interval(this.app.Clock.Now, this.app.Clock.Now + Duration.FromDays(1)), "away"));
        }

        await FillAsync();

        Assert.Equal((3, 2), (await StatementsAsync(), await StatementsAsync()));
    }

    [Theory]
    [InlineData("update booking_settings set windows = '{\"Wednesday 11:00-13:00\"}'")]
    [InlineData("update travel_settings set speed_bands = '{\"* 1\"}'")]
    [InlineData("insert into travel_times (from_zip, to_zip, source, minutes) values ('44113', '44114', 'Matrix', 200)")]
    [InlineData("insert into holidays (date, name) values ('2026-11-25', 'Closed')")]
    [InlineData("update services set work_minutes = 500 where id = 'recovery'")]
    [InlineData("update services set needs = '{ladder}' where id = 'recovery'")]
    [InlineData("update service_zips set served = false where zip = '44114'")]
    [InlineData("update staff_members set skills = '{}'")]
    [InlineData("update staff_members set active = false")]
    [InlineData("update staff_members set most_visits = 0")]
    [InlineData("delete from staff_working_hours where day = 'Wednesday'")]
    [InlineData("insert into staff_absences (id, staff_id, start, \"end\", reason) select gen_random_uuid(), id, '2026-11-24', '2026-12-24', 'away' from staff_members")]
    public async Task Find_SettingChangedOnAnotherNode_IsSeenByTheNextRequest(string change)
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        await using var other = new CleveSecApp(new AppOptions { Database = this.app.Database });
        await other.InitializeAsync();
        var before = await ShownAsync(other);
        Assert.Equal(before, await ShownAsync(this.app));

        await this.app.Database.AsOwnerAsync(change);

        var after = await ShownAsync(other);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await ShownAsync(this.app));
    }

    [Fact]
    public async Task Plan_ReadInsideATransactionThatIsRolledBack_IsNotKept()
    {
        var real = (await this.app.WithAsync<Schedules, SchedulingPlan>(schedules => schedules.PlanAsync(Ct))).Rules.HorizonDays;

        // The change and what comes after it get the same number: a kept plan would pass for the newer one.
        var seen = await this.app.WithAsync<IServiceProvider, int>(async services =>
        {
            var db = (CleveSecDb)services.GetService(typeof(CleveSecDb))!;
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(Ct);
                await db.BookingSettings.ExecuteUpdateAsync(set => set.SetProperty(row => row.HorizonDays, 3), Ct);
                return (await ((Schedules)services.GetService(typeof(Schedules))!).PlanAsync(Ct)).Rules.HorizonDays;
            });
        });
        await this.app.Database.AsOwnerAsync("update booking_settings set buffer_minutes = 20");

        Assert.Equal((3, real), (seen, (await this.app.WithAsync<Schedules, SchedulingPlan>(schedules => schedules.PlanAsync(Ct))).Rules.HorizonDays));
    }

    private static async Task<string> ShownAsync(CleveSecApp node)
    {
        var found = await node.WithAsync<FreeWindowsQuery, FreeWindows>(free => free.InAreaAsync(Wish, Ct));
        return $"{found.Place?.City} {string.Join(' ', found.Offers.Select(offer => offer.Placements[0].WorkStart))}";
    }

    private async Task<int> StatementsAsync()
    {
        var before = Commands();
        var found = await this.app.WithAsync<FreeWindowsQuery, FreeWindows>(free => free.InAreaAsync(Wish, Ct));
        Assert.NotNull(found.Place);
        Assert.NotEmpty(found.Offers);
        return Commands() - before;
    }

    /// <summary>Housekeeping may delete meanwhile; a request reads.</summary>
    private int Commands() => this.app.Logs.Lines.Count(line => line.Category == CommandLog && line.Message.Contains("select", StringComparison.OrdinalIgnoreCase));

    /// <summary>Three thousand visits that were, and two a day ahead for everybody.</summary>
    private async Task FillAsync()
    {
        var job = await this.app.Data.JobAsync(Domain.Jobs.JobStatus.Reported);
        await this.app.Database.AsOwnerAsync($"""
            insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
            select gen_random_uuid(), '{job.Id}', s.id, case when d < 0 then 'Done' else 'Planned' end, '44114', at, at + interval '2 h', at, at + interval '1 h', at, at + interval '1 h', at, at, 0
            from staff_members s, generate_series(-50, 14) d, generate_series(0, 1) n, lateral (select timestamptz '2026-11-25 14:00Z' + d * interval '1 day' + n * interval '3 h' as at) t
            where s.role = 'Technician'
            """);
    }
}
