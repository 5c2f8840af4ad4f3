using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;

namespace CleveSec.Web.Features.Booking;

/// <summary>What the "when" part of the form shows.</summary>
/// <param name="Asked">A full ZIP code was given.</param>
/// <param name="Place">Null: outside the area, or not asked.</param>
/// <param name="All">How many windows are free in all.</param>
internal sealed record BookingChoices(bool Asked, ServedPlace? Place, IReadOnlyList<Interval> Windows, int All)
{
    public bool Outside => Asked && Place is null;
}

internal sealed class BookingChoicesQuery(FreeWindowsQuery free)
{
    private const int FirstShown = 6;
    private static readonly BookingChoices Nothing = new(false, null, [], 0);

    public static BookingChoices OutsideArea { get; } = Nothing with { Asked = true };

    public async Task<BookingChoices> RunAsync(BookingInput input, CancellationToken ct)
    {
        var zip = input.CleanZip;
        if (zip.Length != 5)
        {
            return Nothing;
        }

        if (await free.PlaceAsync(zip, ct) is not { } place)
        {
            return OutsideArea;
        }

        // Before the brand is chosen the commonest one stands in, so that the first look already shows real times; the choice refreshes them.
        var offers = await free.RunAsync(new SlotRequest(zip, input.Brand ?? RecorderBrand.Dahua), ct);
        var windows = offers.Select(offer => offer.Window).ToList();
        return new BookingChoices(true, place, input.MoreDays ? windows : [.. windows.Take(FirstShown)], windows.Count);
    }
}
