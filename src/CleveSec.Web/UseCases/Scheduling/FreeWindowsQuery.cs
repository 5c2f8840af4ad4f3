using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>Whether we go to a ZIP code, and what the place is called.</summary>
internal sealed record ServedPlace(string Zip, string City, string County);

/// <summary>The windows that can really be promised now.</summary>
internal sealed class FreeWindowsQuery(CleveSecDb db, Schedules schedules, IClock clock)
{
    /// <summary>Null when the ZIP code is outside the area.</summary>
    public Task<ServedPlace?> PlaceAsync(string zip, CancellationToken ct) => db.ServiceZips.AsNoTracking()
        .Where(row => row.Zip == zip && row.Served)
        .Select(row => new ServedPlace(row.Zip, row.City, row.County))
        .FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<OfferedWindow>> RunAsync(SlotRequest request, CancellationToken ct)
    {
        var rules = await schedules.RulesAsync(ct);
        var finder = new SlotFinder(rules, await schedules.TravelAsync(ct));
        return finder.Find(request, await schedules.TechniciansAsync(rules, null, ct), clock.GetCurrentInstant());
    }

    /// <summary>The free windows nearest to a wish, in order of time.</summary>
    public static IReadOnlyList<OfferedWindow> Nearest(IReadOnlyList<OfferedWindow> offers, Instant wish, int count) =>
        [.. offers.OrderBy(offer => offer.Window.Start > wish ? offer.Window.Start - wish : wish - offer.Window.Start).Take(count).OrderBy(offer => offer.Window.Start)];
}
