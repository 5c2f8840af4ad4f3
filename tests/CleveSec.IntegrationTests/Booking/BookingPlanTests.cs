using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>A booking begins with the plan as its node last read it, and is made or refused only under the plan as it stands.</summary>
public sealed class BookingPlanTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await app.Data.StaffAsync(StaffRole.Technician);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Book_AreaSwitchedOffSinceTheNodeRead_IsRefused()
    {
        var window = (await app.FreeAsync())[0];

        await ServeAsync(false);

        Assert.IsType<BookingOutcome.OutsideArea>(await app.BookAsync(Bookings.Of(window.Start)));
    }

    [Fact]
    public async Task Book_AreaSwitchedOnSinceTheNodeRead_IsBooked()
    {
        var window = (await app.FreeAsync())[0];
        await ServeAsync(false);
        Assert.IsType<BookingOutcome.OutsideArea>(await app.BookAsync(Bookings.Of(window.Start)));

        await ServeAsync(true);

        Assert.IsType<BookingOutcome.Booked>(await app.BookAsync(Bookings.Of(window.Start)));
    }

    [Fact]
    public async Task Book_TechnicianGoneSinceTheNodeRead_IsRefusedWithWhatIsFreeNow()
    {
        var window = (await app.FreeAsync())[0];

        await app.Database.AsOwnerAsync("update staff_members set active = false where role = 'Technician'");

        Assert.Empty(Assert.IsType<BookingOutcome.WindowTaken>(await app.BookAsync(Bookings.Of(window.Start))).Nearest);
    }

    [Fact]
    public async Task CallBack_AreaSwitchedOffSinceTheNodeRead_IsRefused()
    {
        await app.FreeAsync();

        await ServeAsync(false);

        var request = Bookings.Of(null) with { Intake = new() { Situation = CleveSec.Domain.Jobs.OwnerSituation.Partner } };
        Assert.IsType<BookingOutcome.OutsideArea>(await app.BookAsync(request));
    }

    private Task ServeAsync(bool served) => app.Database.AsOwnerAsync("update service_zips set served = $1 where zip = $2", served, TestData.Zip);
}
