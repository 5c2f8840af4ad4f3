using System.Globalization;
using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>Many people, one window, two instances of the site: exactly as many win as there is room for.</summary>
public sealed class BookingRaceTests : IAsyncLifetime
{
    private const int Technicians = 5;

    /// <summary>Each holds one visit of one recorder: a second one would end after it.</summary>
    private static readonly (LocalTime Start, LocalTime End)[] Shifts = [(new(8, 0), new(9, 45)), (new(12, 0), new(13, 45))];
    private readonly CleveSecApp first = new();
    private CleveSecApp second = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await first.InitializeAsync();
        second = new CleveSecApp(new AppOptions { Database = first.Database });
        await second.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public Task Post_TwoWindowsAndTwoHundredRacersEach_ExactlyTheRoomWins() => RaceAsync([2, 5], 200);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Post_TwentyWindowsAndAThousandRacersEach_ExactlyTheRoomWins() => RaceAsync([.. Enumerable.Range(0, 20).Select(i => (i % Technicians) + 1)], 1000);

    [Fact]
    public Task Hold_HundredBrowsersAtOnce_ExactlyTheRoomGetsOne() => RaceForHoldsAsync([3], 100);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Hold_FiveHundredBrowsersAtOnceForTenWindows_ExactlyTheRoomGetsOne() => RaceForHoldsAsync([1, 2, 3, 4, 5, 1, 2, 3, 4, 5], 500);

    /// <summary>What the races ask at their end finds doubles where they can exist: without the constraint, and around the lock.</summary>
    [Fact]
    public async Task Count_WithoutTheConstraint_FindsTheDoubles()
    {
        var technician = await first.Data.StaffAsync(StaffRole.Technician);
        await first.Data.JobAsync(Domain.Jobs.JobStatus.Scheduled, technician);
        Assert.Equal(0, await DoubleBookings.CountAsync(first.Database));

        await first.Database.AsOwnerAsync("alter table visits drop constraint visits_no_double_booking");
        await first.Database.AsOwnerAsync("""
            insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
            select gen_random_uuid(), job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence from visits
            """);

        Assert.Equal(1, await DoubleBookings.CountAsync(first.Database));
    }

    /// <summary>The control of the races: without the constraint, and with locks that lock nothing, more people get the window than there is room for.</summary>
    [Fact]
    public async Task Post_WithoutTheConstraintAndTheLocks_BooksMoreThanTheRoom()
    {
        var window = (await WindowsWithRoomAsync([1]))[0].Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await first.Database.AsOwnerAsync("alter table visits drop constraint visits_no_double_booking");
        await first.Database.AsOwnerAsync("""
            create function public.pg_advisory_xact_lock(int, int) returns void language sql as 'select';
            create function public.pg_advisory_xact_lock_shared(int, int) returns void language sql as 'select'
            """);

        // Two have seen the window free before one of them has it: else a quick one may be done before the next begins.
        await first.Database.AsOwnerAsync("""
            create sequence seen_free;
            create function wait_for_another() returns trigger language plpgsql security definer as $$
            begin
              perform nextval('seen_free');
              while (select last_value < 2 from seen_free) loop
                perform pg_sleep(0.001);
              end loop;
              return new;
            end $$;
            create trigger wait_for_another before insert on visits for each row execute function wait_for_another()
            """);
        await first.Database.AsOwnerAsync($"alter database {first.Database.Name} set search_path = public, pg_catalog");

        // Only new connections read the path.
        NpgsqlConnection.ClearAllPools();
        using var crowd = await BookingCrowd.OpenAsync(first, Duration.FromSeconds(5));
        second.Clock.Now = first.Clock.Now;

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(person => crowd.PostAsync(Node(person), CrowdForm.Of(person, window))));

        Assert.InRange(answers.Count(answer => answer.IsBooked), 2, 60);
        Assert.NotEqual(0, await DoubleBookings.CountAsync(first.Database));
    }

    private async Task RaceAsync(IReadOnlyList<int> rooms, int racers)
    {
        var windows = await WindowsWithRoomAsync(rooms);
        using var crowd = await BookingCrowd.OpenAsync(first, Duration.FromSeconds(5));
        second.Clock.Now = first.Clock.Now;
        for (var i = 0; i < windows.Count; i++)
        {
            var window = windows[i].Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var answers = await Task.WhenAll(Enumerable.Range(i * racers, racers).Select(person => crowd.PostAsync(Node(person), CrowdForm.Of(person, window))));

            Assert.Empty(answers.Where(answer => (int)answer.Status >= 500).Select(answer => $"{answer.Status} {first.Logs.Trouble} {second.Logs.Trouble}").Take(1));
            Assert.Equal(rooms[i], answers.Count(answer => answer.IsBooked));
            var losers = answers.Where(answer => !answer.IsBooked).ToList();
            Assert.All(losers, loser => Assert.Equal(HttpStatusCode.Conflict, loser.Status));
            Assert.All(losers, loser => Assert.True(loser.ShowsFreeWindows && !loser.Offers(window), $"What {loser.Form.Email} sees."));
            TestContext.Current.TestOutputHelper?.WriteLine($"Window {i + 1}: room for {rooms[i]}, {answers.Count(answer => answer.IsBooked)} won of {racers}.");
        }

        Assert.Equal(rooms.Sum(), await first.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Planned, Ct)));
        Assert.Equal(rooms.Sum(), await first.DbAsync(db => db.Jobs.CountAsync(Ct)));
        Assert.Equal(rooms.Sum() * 2, await first.DbAsync(db => db.OutboxMails.CountAsync(Ct)));
        Assert.Equal(0, await DoubleBookings.CountAsync(first.Database));
    }

    private async Task RaceForHoldsAsync(IReadOnlyList<int> rooms, int racers)
    {
        var windows = await WindowsWithRoomAsync(rooms);
        second.Clock.Now = first.Clock.Now;
        for (var i = 0; i < windows.Count; i++)
        {
            var start = windows[i].Start;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, racers).Select(racer => (racer % 2 == 0 ? first : second).WithAsync<HoldWindow, HoldOutcome>(
                holds => holds.RunAsync(new HoldRequest($"browser {i} {racer}", new WindowWish(TestData.Zip, Service.RecoveryId, [RecorderBrand.Dahua]), start, $"network {i} {racer}"), Ct))));

            Assert.Equal(rooms[i], outcomes.Count(outcome => outcome is HoldOutcome.Held));
            Assert.All(outcomes.Where(outcome => outcome is not HoldOutcome.Held), outcome => Assert.NotEmpty(Assert.IsType<HoldOutcome.WindowTaken>(outcome).Nearest));
        }

        Assert.Equal(rooms.Sum(), await first.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Held, Ct)));
        Assert.Equal(0, await DoubleBookings.CountAsync(first.Database));
    }

    private Uri Node(int person) => (person % 2 == 0 ? first : second).Address;

    /// <summary>The first windows from tomorrow on, and so many technicians who can come in each; one more comes in all later ones, so that losers can be shown something.</summary>
    private async Task<List<Interval>> WindowsWithRoomAsync(IReadOnlyList<int> rooms)
    {
        var tomorrow = TechnicianLock.DateOf(first.Clock.Now).PlusDays(1);
        var spans = Enumerable.Range(0, 13).SelectMany(day => Shifts.Select(shift => (Date: tomorrow.PlusDays(day), shift.Start, shift.End)))
            .Select(span => new Interval(span.Date.At(span.Start).InZoneLeniently(BookingRules.Zone).ToInstant(), span.Date.At(span.End).InZoneLeniently(BookingRules.Zone).ToInstant())).ToList();
        for (var i = 0; i < Technicians; i++)
        {
            var rank = i;
            await first.Data.StaffAsync(StaffRole.Technician, more: staff =>
            {
                staff.WorkWeekly(Enumerable.Range(1, 7).SelectMany(day => Shifts.Select(shift => new WorkingHours((IsoDayOfWeek)day, shift.Start, shift.End))));
                foreach (var away in spans.Take(rooms.Count).Where((_, window) => rooms[window] <= rank))
                {
                    staff.AddAbsence(away, "Race");
                }
            });
        }

        return [.. spans.Take(rooms.Count)];
    }
}
