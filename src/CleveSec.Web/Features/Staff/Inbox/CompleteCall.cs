using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

internal abstract record CallOutcome
{
    internal sealed record Completed : CallOutcome;

    /// <summary>Somebody else made the call meanwhile.</summary>
    internal sealed record DoneBefore(string ByName) : CallOutcome;

    internal sealed record NotFound : CallOutcome;
}

/// <summary>"Phone this customer" is done. The first one who says so stays written down.</summary>
internal sealed class CompleteCall(CleveSecDb db, IClock clock)
{
    public async Task<CallOutcome> RunAsync(Guid messageId, string byName, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var calls = db.Messages.Where(message => message.Id == messageId && message.Channel == MessageChannel.Phone);
        var completed = await calls.Where(message => message.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.DoneAt, now).SetProperty(message => message.DoneByName, byName), ct);
        if (completed > 0)
        {
            return new CallOutcome.Completed();
        }

        return await calls.AsNoTracking().FirstOrDefaultAsync(ct) is { } call
            ? new CallOutcome.DoneBefore(call.DoneByName ?? "somebody else")
            : new CallOutcome.NotFound();
    }
}
