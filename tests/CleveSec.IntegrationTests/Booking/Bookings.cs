using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;
using Xunit;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>Bookings straight at the use case.</summary>
internal static class Bookings
{
    public static WindowWish Wish { get; } = new(TestData.Zip, Service.RecoveryId, [RecorderBrand.Dahua]);

    /// <summary>Each time at another door.</summary>
    public static BookingRequest Of(Instant? window, string? holdKey = null) => new(
        Guid.NewGuid(), Service.RecoveryId, [RecorderBrand.Dahua], Trouble.ForgottenPassword, TestData.Zip, window, "Ana O'Brien-Muñoz", "+12165550142", "ana@example.com",
        $"{Guid.NewGuid():N} Street", null, null, null, Language.English, new JobIntake(), holdKey, TextConsent: false);

    public static Task<BookingOutcome> BookAsync(this CleveSecApp app, BookingRequest request) => app.WithAsync<BookVisit, BookingOutcome>(book => book.RunAsync(request, TestContext.Current.CancellationToken));

    public static Task<HoldOutcome> HoldAsync(this CleveSecApp app, string browser, Interval window) =>
        app.WithAsync<HoldWindow, HoldOutcome>(holds => holds.RunAsync(new HoldRequest(browser, Wish, window.Start), TestContext.Current.CancellationToken));

    /// <summary>Free windows from tomorrow on.</summary>
    public static Task<List<Interval>> FreeAsync(this CleveSecApp app) => app.WithAsync<FreeWindowsQuery, List<Interval>>(async free =>
        [.. (await free.RunAsync(Wish, TestContext.Current.CancellationToken)).Select(offer => offer.Window).Where(window => TechnicianLock.DateOf(window.Start) > TechnicianLock.DateOf(app.Clock.Now))]);
}
