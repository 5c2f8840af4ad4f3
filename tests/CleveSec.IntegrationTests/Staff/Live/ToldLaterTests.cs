using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using CleveSec.Web.UseCases.Booking;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Staff.Live;

/// <summary>Changes that are told after their commit and not with it.</summary>
public sealed class ToldLaterTests : TwoInstances
{
    [Fact]
    public async Task Booking_WhichTellsAfterItsCommit_IsToldOnTheOther()
    {
        await First.Data.StaffAsync(StaffRole.Technician);
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        var booked = await First.BookAsync(Bookings.Of((await First.FreeAsync())[0].Start));

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
        var job = await First.Data.JobAsync();
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;
        await First.Database.AsSiteAsync(
            "with later as (select set_config('clevesec.tells_later', 'yes', true)) insert into customer_notes (id, job_id, at, text) select gen_random_uuid(), $1, now(), 'Hello' from later", job.Id);

        await Second.Services.GetRequiredService<LiveHub>().BeatAsync(TestContext.Current.CancellationToken);

        var changes = new List<LiveChange>();
        while (!changes.Exists(change => change.Topic == "inbox"))
        {
            changes.AddRange(await stream.ChangesAsync(1));
        }
    }
}
