using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Web.UseCases.Booking;

/// <summary>What is kept for a browser right now.</summary>
/// <param name="VisitId">For <see cref="Scheduling.WindowWish.ExceptVisit"/>: the own hold does not stand in one's own way.</param>
internal sealed record CurrentHold(Guid VisitId, Interval Window, Instant Until, string Zip);

/// <summary>The window that is kept for a browser.</summary>
internal sealed class HoldQuery(CleveSecDb db, IClock clock)
{
    /// <summary>Null when nothing is kept, or not any more.</summary>
    public async Task<CurrentHold?> CurrentAsync(string? browserKey, CancellationToken ct) =>
        await BrowserHold.FindAsync(db, browserKey, clock.GetCurrentInstant(), ct) is { } hold
            ? new CurrentHold(hold.VisitId, new Interval(hold.WindowStart, hold.WindowEnd), hold.HeldUntil, hold.Zip)
            : null;
}
