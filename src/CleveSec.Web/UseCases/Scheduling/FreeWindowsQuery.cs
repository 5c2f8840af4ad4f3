using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Web.UseCases.Scheduling;

/// <summary>What windows are wanted for.</summary>
/// <param name="Brands">One for each recorder.</param>
/// <param name="ExceptVisit">A visit, or the asker's own hold, that does not stand in its own way.</param>
/// <param name="Urgent">May use what is kept in reserve.</param>
/// <param name="Until">The work has to be done by then.</param>
/// <param name="Return">Which windows are of use to who comes back with a vendor's answer; null: all.</param>
internal sealed record WindowWish(
    string Zip, string ServiceId, IReadOnlyCollection<RecorderBrand> Brands, Guid? ExceptVisit = null, bool Urgent = false, Instant? Until = null, ReturnTimes? Return = null)
{
    /// <summary>As planning the visit will ask (<see cref="VisitAsked"/>): what is offered can be had.</summary>
    public static WindowWish Of(SlotRequest request) => new(request.Zip, request.Service.Id, request.Brands, request.ExceptVisit, request.Urgent, request.Until, request.Return);
}

/// <param name="Place">Null when the ZIP code is outside the area; no window is offered then.</param>
internal sealed record FreeWindows(ServedPlace? Place, IReadOnlyList<OfferedWindow> Offers);

/// <summary>The windows that can really be promised now.</summary>
internal sealed class FreeWindowsQuery(Schedules schedules, IClock clock)
{
    /// <summary>Null when the ZIP code is outside the area.</summary>
    public async Task<ServedPlace?> PlaceAsync(string zip, CancellationToken ct) => (await schedules.PlanAsync(ct)).Place(zip);

    /// <summary>Where it is, and when somebody can come; two statements while no setting changes.</summary>
    public async Task<FreeWindows> InAreaAsync(WindowWish wish, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        return plan.Place(wish.Zip) is { } place ? new FreeWindows(place, await FindAsync(plan, wish, ct)) : new FreeWindows(null, []);
    }

    /// <summary>Also outside the area: for a visit that stands there already.</summary>
    public async Task<IReadOnlyList<OfferedWindow>> RunAsync(WindowWish wish, CancellationToken ct) => await FindAsync(await schedules.PlanAsync(ct), wish, ct);

    /// <summary>The free windows nearest to a wish, in order of time.</summary>
    public static IReadOnlyList<OfferedWindow> Nearest(IReadOnlyList<OfferedWindow> offers, Instant wish, int count) =>
        [.. offers.OrderBy(offer => offer.Window.Start > wish ? offer.Window.Start - wish : wish - offer.Window.Start).Take(count).OrderBy(offer => offer.Window.Start)];

    private async Task<IReadOnlyList<OfferedWindow>> FindAsync(SchedulingPlan plan, WindowWish wish, CancellationToken ct)
    {
        var request = new SlotRequest(wish.Zip, plan.Service(wish.ServiceId), wish.Brands, wish.ExceptVisit, wish.Urgent, wish.Until, wish.Return);
        return plan.Finder.Find(request, await schedules.TechniciansAsync(plan, null, ct), clock.GetCurrentInstant());
    }
}
