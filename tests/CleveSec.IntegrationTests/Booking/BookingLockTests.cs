using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>Who waits for whom: bookings of one technician's day for each other, those of other days not, and all for somebody who changes the technician's days.</summary>
public sealed class BookingLockTests : IAsyncLifetime
{
    private const string Day = "select pg_advisory_xact_lock_shared(4711, hashtext($1)), pg_advisory_xact_lock(4714, hashtext($1 || ' ' || $2))";
    private const string AllDays = "select pg_advisory_xact_lock(4711, hashtext($1)), $2";
    private readonly CleveSecApp app = new();
    private Guid technician;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        technician = (await app.Data.StaffAsync(StaffRole.Technician)).Id;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Book_WhileAnotherDayIsBeingBooked_WaitsForNobody()
    {
        var window = (await app.FreeAsync())[0];
        await using var other = await LockAsync(Day, TechnicianLock.DateOf(window.Start).PlusDays(1));

        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Bookings.Of(window.Start)));
    }

    [Theory]
    [InlineData(Day)]
    [InlineData(AllDays)]
    public async Task Book_WhileThatDayIsBeingChanged_WaitsUntilItIsDone(string sql)
    {
        var window = (await app.FreeAsync())[0];
        var other = await LockAsync(sql, TechnicianLock.DateOf(window.Start));

        var booking = app.BookAsync(Bookings.Of(window.Start));
        while (!booking.IsCompleted && await app.Database.AsOwnerAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") is 0L)
        {
            await Task.Yield();
        }

        Assert.False(booking.IsCompleted);
        await other.DisposeAsync();
        Assert.IsType<BookingOutcome.Booked>(await booking);
    }

    /// <summary>A connection in whose transaction the locks are; closing it gives them back.</summary>
    private async Task<NpgsqlConnection> LockAsync(string sql, LocalDate date)
    {
        var connection = new NpgsqlConnection(app.Database.Owner);
        await connection.OpenAsync(Ct);
        await connection.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = technician.ToString() }, new() { Value = LocalDatePattern.Iso.Format(date) } } };
        await command.ExecuteNonQueryAsync(Ct);
        return connection;
    }
}
