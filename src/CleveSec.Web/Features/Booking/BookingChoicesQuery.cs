using CleveSec.Domain.Customers;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Booking;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Booking;

/// <summary>What the form offers.</summary>
/// <param name="ServiceId">The chosen service, or the first one.</param>
/// <param name="Services">What can be booked here; with one only nothing is asked.</param>
/// <param name="Asked">A full ZIP code was given.</param>
/// <param name="Place">Null: outside the area, or not asked.</param>
/// <param name="All">How many windows are free in all.</param>
/// <param name="Hold">What is kept for this browser, if it is the chosen window.</param>
/// <param name="Lost">A window that was chosen and is this browser's no more; the nearest ones are shown.</param>
internal sealed record BookingChoices(string ServiceId, IReadOnlyList<(string Id, string Name)> Services, bool Asked, ServedPlace? Place, IReadOnlyList<Interval> Windows, int All, CurrentHold? Hold = null, LostWindow? Lost = null)
{
    public bool Outside => Asked && Place is null;
}

internal enum LostWindow
{
    /// <summary>Somebody else has it.</summary>
    Taken,

    /// <summary>The ten minutes are over.</summary>
    Lapsed,
}

internal sealed class BookingChoicesQuery(FreeWindowsQuery free, Schedules schedules, BookingHolds holds, IClock clock)
{
    private const int FirstShown = 6;

    /// <summary>What is free for what was typed so far, with what is kept for this browser.</summary>
    public async Task<BookingChoices> RunAsync(BookingInput input, CancellationToken ct)
    {
        var plan = await schedules.PlanAsync(ct);
        var services = Offered(plan);
        var none = new BookingChoices(Chosen(services, input), services, input.CleanZip.Length == Site.ZipLength, null, [], 0);
        if (!none.Asked || plan.Place(input.CleanZip) is not { } place)
        {
            return none;
        }

        var hold = await holds.CurrentAsync(ct) is { } kept && kept.Zip == input.CleanZip ? kept : null;
        var offers = await free.RunAsync(new WindowWish(input.CleanZip, none.ServiceId, input.Brands(), hold?.VisitId), ct);
        var chosen = hold is not null && hold.Window.Start.ToUnixTimeSeconds() == input.Window ? hold : null;
        return none with { Place = place, Windows = Shown(input, offers, chosen), All = offers.Count, Hold = chosen, Lost = input.Lapsed is null ? null : LostWindow.Lapsed };
    }

    /// <summary>How long the browser's window is kept yet. The phone's clock may be wrong: it only counts down.</summary>
    public int SecondsLeft(CurrentHold hold) => Math.Max(0, (int)(hold.Until - clock.GetCurrentInstant()).TotalSeconds);

    /// <summary>Whatever was sent: one that can be booked here.</summary>
    public async Task<string> ServiceIdAsync(BookingInput input, CancellationToken ct) => Chosen(Offered(await schedules.LastKnownAsync(ct)), input);

    private static string Chosen(IReadOnlyList<(string Id, string Name)> services, BookingInput input) =>
        services.Any(service => service.Id == input.Service) ? input.Service! : services.Count > 0 ? services[0].Id : Service.RecoveryId;

    private static List<(string Id, string Name)> Offered(SchedulingPlan plan) =>
        [.. plan.Services.Where(service => service is { Online: true, Active: true }).Select(service => (service.Id, Languages.Current == Language.Spanish ? service.NameSpanish : service.NameEnglish))];

    /// <summary>The next ones, or those around the one that was lost; the kept one is always among them.</summary>
    private static List<Interval> Shown(BookingInput input, IReadOnlyList<OfferedWindow> offers, CurrentHold? hold)
    {
        IEnumerable<OfferedWindow> some = input.MoreDays ? offers : input.Lapsed is { } lost ? FreeWindowsQuery.Nearest(offers, LocalTime.FromForm(lost), FirstShown) : offers.Take(FirstShown);
        var shown = some.Select(offer => offer.Window).ToList();
        return hold is null || shown.Contains(hold.Window) ? shown : [.. shown.Append(hold.Window).OrderBy(window => window.Start)];
    }
}
