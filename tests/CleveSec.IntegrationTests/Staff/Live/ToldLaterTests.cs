using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using CleveSec.Web.UseCases.Booking;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Staff.Live;

/// <summary>Changes that are told after their commit and not with it.</summary>
public sealed class ToldLaterTests : IAsyncLifetime
{
    private readonly CleveSecApp first = new();
    private CleveSecApp second = null!;
    private SiteClient office = null!;

    public async ValueTask InitializeAsync()
    {
        await first.InitializeAsync();
        second = new CleveSecApp(new AppOptions { Database = first.Database });
        await second.InitializeAsync();
        office = await first.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        office.Dispose();
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Booking_WhichTellsAfterItsCommit_IsToldOnTheOther()
    {
        await first.Data.StaffAsync(StaffRole.Technician);
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;

        var booked = await first.BookAsync(Bookings.Of((await first.FreeAsync())[0].Start));

        Assert.IsType<BookingOutcome.Booked>(booked);
        var changes = new List<LiveChange>();
        while (!changes.Exists(change => change.Topic == "visit") || !changes.Exists(change => change.Topic == "job"))
        {
            changes.AddRange(await stream.ChangesAsync(1));
        }
    }

    [Fact]
    public async Task Change_WhoseNodeDiedBeforeItTold_IsToldWithTheNextBeat()
    {
        var job = await first.Data.JobAsync();
        var (stream, _) = await LiveReader.OpenAsync(second, office);
        await using var reading = stream;
        await first.Database.AsSiteAsync(
            "with later as (select set_config('clevesec.tells_later', 'yes', true)) insert into customer_notes (id, job_id, at, text) select gen_random_uuid(), $1, now(), 'Hello' from later", job.Id);

        await second.Services.GetRequiredService<LiveHub>().BeatAsync(TestContext.Current.CancellationToken);

        var changes = new List<LiveChange>();
        while (!changes.Exists(change => change.Topic == "inbox"))
        {
            changes.AddRange(await stream.ChangesAsync(1));
        }
    }
}
