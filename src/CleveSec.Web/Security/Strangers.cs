using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Security;

/// <summary>What the site still knows of people who only asked something; the privacy page promises these spans.</summary>
internal static class Strangers
{
    /// <summary>A name and number, after the call was made.</summary>
    public static readonly Duration CallKept = Duration.FromDays(30);

    public static async Task CleanAsync(CleveSecDb db, Instant now, CancellationToken ct)
    {
        // The row stays, empty: the site's role may not delete it.
        var called = now - CallKept;
        await db.CallRequests.Where(request => request.DoneAt < called && request.Phone != "").ExecuteUpdateAsync(set => set
            .SetProperty(request => request.Name, OutboxMail.Erased)
            .SetProperty(request => request.Phone, "")
            .SetProperty(request => request.BestTime, (string?)null)
            .SetProperty(request => request.About, (string?)null), ct);
    }
}
