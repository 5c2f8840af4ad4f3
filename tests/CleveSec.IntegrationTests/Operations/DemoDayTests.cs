using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.Migrations;
using CleveSec.Migrations.Seeds;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>The day that ./run makes up. A database of its own for each test.</summary>
public sealed class DemoDayTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 24);
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await this.app.InitializeAsync();
        await this.app.DbAsync(async db =>
        {
            await DemoPeopleSeed.RunAsync(db, Ct);
            return 0;
        });
    }

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Seed_InTheMorning_FillsBoardTrayAndInboxWithEverythingOneMeets()
    {
        await this.SeedAsync(Day, 11, 25);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var board = (await client.GetAsync("/staff/board")).Expect(HttpStatusCode.OK);
        var states = board.All(".card-box").Select(card => card.GetAttribute("data-state")).ToHashSet();
        Assert.Superset(new HashSet<string?> { "done", "onsite", "enroute", "confirmed", "planned", "work" }, states);
        Assert.Single(board.All(".card-box[data-bad='true']"));
        Assert.Equal(3, board.All(".row").Count(row => row.QuerySelectorAll(".card-box").Length >= 3 && row.QuerySelectorAll(".drive").Length >= 3));
        Assert.Single(board.All(".ground .away"));
        Assert.Equal(4, board.All(".tray__job").Count);
        Assert.Equal(3, (await client.GetAsync("/staff/board?date=2026-11-25")).All(".row").Count(row => row.QuerySelectorAll(".card-box").Length >= 3));
        var kinds = (await client.GetAsync("/staff")).All(".queue__row").Select(row => row.GetAttribute("data-key")!.Split('.')[0]).ToHashSet();
        Assert.Superset(new HashSet<string> { "job", "booking", "serial", "mail", "call", "note", "call-back", "question" }, kinds);
        Assert.Contains(kinds, kind => kind is "late" or "running-late");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(17)]
    [InlineData(23)]
    public async Task Seed_AtAnyHour_IsADayWithoutAnOverlapThatSaysItIsMadeUp(int hour)
    {
        await this.SeedAsync(Day, hour, 40);

        Assert.True(await this.TodayAsync(Day) >= 9);
        Assert.All(await this.app.DbAsync(db => db.Customers.Select(customer => new { customer.Name, customer.Email }).ToListAsync(Ct)), customer =>
        {
            Assert.EndsWith("(demo)", customer.Name, StringComparison.Ordinal);
            Assert.EndsWith("@demo.invalid", customer.Email, StringComparison.Ordinal);
        });
        Assert.Equal(0, await DoubleBookings.CountAsync(this.app.Database));
    }

    [Fact]
    public async Task Seed_Again_AddsNothingAndTheNextDayEndsWhatWasLeft()
    {
        await this.SeedAsync(Day, 11, 25);
        var jobs = await this.JobsAsync();

        await this.SeedAsync(Day, 15, 0);
        Assert.Equal(jobs, await this.JobsAsync());

        await this.SeedAsync(Day.PlusDays(1), 10, 0);
        Assert.Equal(jobs + 10, await this.JobsAsync());
        Assert.Equal(0, await this.app.DbAsync(db => db.Visits.CountAsync(visit => Schedules.Live.Contains(visit.Status) && visit.JobId != null && visit.WorkEnd < this.app.Clock.Now - Duration.FromHours(12), Ct)));
        Assert.True(await this.TodayAsync(Day.PlusDays(1)) >= 9);
    }

    [Theory]
    [InlineData("Development", "true", true)]
    [InlineData("Development", null, false)]
    [InlineData("Production", "true", false)]
    [InlineData("Staging", "true", false)]
    public void Wanted_OnlyInDevelopmentAndOnRequest(string environment, string? demo, bool wanted) =>
        Assert.Equal(wanted, Seeding.WantsDemo(environment, new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Site:Demo"] = demo }).Build()));

    [Fact]
    public async Task Seed_WithoutTheMadeUpPeople_DoesNothing()
    {
        await this.app.Database.AsOwnerAsync("update staff_members set active = false where email = 'luis@demo.invalid'");

        await this.SeedAsync(Day, 11, 25);

        Assert.Equal(0, await this.JobsAsync());
    }

    private Task<int> SeedAsync(LocalDate date, int hour, int minute)
    {
        this.app.Clock.Now = date.At(new LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();
        return this.app.DbAsync(async db =>
        {
            await DemoDaySeed.RunAsync(db, this.app.Clock.Now, Ct);
            return 0;
        });
    }

    private Task<int> JobsAsync() => this.app.DbAsync(db => db.Jobs.CountAsync(Ct));

    private Task<int> TodayAsync(LocalDate date)
    {
        var (from, until) = (date.AtStartOfDayInZone(BookingRules.Zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(BookingRules.Zone).ToInstant());
        return this.app.DbAsync(db => db.Visits.CountAsync(visit => visit.WorkStart >= from && visit.WorkStart < until, Ct));
    }
}
