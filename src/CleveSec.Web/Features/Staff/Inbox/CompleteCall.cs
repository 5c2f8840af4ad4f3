using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>"Phone this customer" is done.</summary>
internal sealed class CompleteCall(CleveSecDb db, IClock clock)
{
    public Task<CallOutcome> RunAsync(Guid messageId, string byName, CancellationToken ct) =>
        Completion.RunAsync(db.Messages.Where(message => message.Id == messageId && message.Channel == MessageChannel.Phone), byName, clock.GetCurrentInstant(), ct);
}
